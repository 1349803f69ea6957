"""What people bring from elsewhere, turned into the portal's own blocks.

HTML becomes pieces (`pieces`): lines of text and tables. The pieces become content states for the
rich text editor, and blocks of a body. What has no place here is counted, so that it can be said.
"""
