"""The life of an offer: what happens to it, and the state in which the clock finds it."""
