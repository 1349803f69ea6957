"""The tools of `make outage`: what breaks, and what readers of the site get meanwhile.

- `readers`: people who read, and what each phase of the play gave them;
- `deploy`: new code is taken in;
- `cache_server`: the server of CACHE_URL, where this machine has one.
"""
