"""Second factors: passkeys, applications that give codes, recovery codes.

django-allauth keeps them and checks them; `rules` says who must have one, `middleware` holds back
who must and has none. Losing them is an affair of `portal.admin.accounts`.
"""
