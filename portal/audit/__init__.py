"""The audit: who did what to the texts, the accounts and the settings, line after line.

`acts` records an act in its transaction; `chain` gives it its line once that is committed, and
writes it to the log; `verification` notices a line that was changed or taken away.
"""
