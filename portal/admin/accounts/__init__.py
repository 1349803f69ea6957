"""Powers over people: who changes whose account, and what a second person confirms.

`rules` refuses, wherever an account is saved; `acts` does what is allowed, writes it down and tells
those concerned; `models` keeps what awaits a second person.
"""
