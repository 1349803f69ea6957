"""A validator of passwords that refuses none: Django tells it of each new one."""

from portal.audit.acts import record
from portal.audit.labels import PASSWORD
from portal.core.users import User


class PasswordRecorder:
    """Record that somebody has a new password, when it was saved."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Accept it."""

    def password_changed(self, password: str, user: User) -> None:
        record(PASSWORD, user, user=user)

    def get_help_text(self) -> str:
        return ""
