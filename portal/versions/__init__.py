"""What was published, as it was, and what has been said of each change since.

A section whose rules say so (`keeps_versions`) writes a `PublishedVersion` at each publication. The
rows never change: history, comparisons and feeds of corrections read nothing else.
"""
