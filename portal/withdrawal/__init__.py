"""Publications taken from their readers: withdrawn, so that their page says it, or removed.

Both are recorded in rows of their own, which no revision brings back.
"""

from portal.withdrawal.mixins import WithdrawalMixin
from portal.withdrawal.models import Tombstone, Withdrawal, versions_hidden
from portal.withdrawal.reasons import Reason

__all__ = ["Reason", "Tombstone", "Withdrawal", "WithdrawalMixin", "versions_hidden"]
