"""Single sign-on by OpenID Connect: the agency's directory says who enters, the portal what they may.

`provider` speaks with the identity provider, by Authlib; `attempts` remembers in a cookie what a
login began with; `accounts` finds whose login it is; `groups` follows what a claim gives; `views`
are the addresses, and `refusals` what people read there.
"""
