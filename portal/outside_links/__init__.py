"""Links that lead out of the portal: the worker asks each address once in a while.

What it finds is a warning of the checks (`portal.content_checks`), and blocks nothing.
"""
