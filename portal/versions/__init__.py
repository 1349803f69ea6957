"""The versions of publications: what was published, and the declarations of what changed since.

A section whose rules say so (`keeps_versions`) writes a `PublishedVersion` at each publication. The
rows never change: history, comparisons and feeds of corrections read nothing else.
"""
