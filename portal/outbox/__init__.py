"""Mails: stored in the transaction that writes them, sent afterwards by the worker."""
