"""What a text lacks before it is submitted: errors, which block, and warnings, which do not.

Checks are functions that packages and applications add by the hook `register_content_checks`. The
side panel of the editor, submissions, a report and `manage.py check_content` run the same ones.
"""

from portal.content_checks.findings import (
    Check,
    Finding,
    Level,
    check_page,
    find_errors,
    find_lasting_errors,
)

__all__ = ["Check", "Finding", "Level", "check_page", "find_errors", "find_lasting_errors"]
