"""Single sign-on by OpenID Connect: a provider says who enters, the portal what they may do.

`provider` speaks with the identity provider, by Authlib; `attempts` remembers in a cookie what a
login began with; `accounts` finds whose login it is; `groups` follows what a claim gives; `views`
are the addresses, and `refusals` what people read there.
"""
