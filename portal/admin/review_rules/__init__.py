"""The rules of reviews: strengthened at once, weakened once a second administrator confirms.

Each rule is a switch of `SectionRules`: on is the stricter.
"""
