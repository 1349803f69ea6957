"""Redirects from addresses that a page left, and answers at those of pages that were removed.

An address that was never public leaves nothing. An address at which a page is public again is that
page's.
"""
