"""Addresses that a page left: they lead to where it is now, or say that it was removed.

An address that was never public leaves nothing. One at which a page is public is that page's again.
"""
