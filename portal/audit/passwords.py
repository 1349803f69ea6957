"""A validator of passwords that refuses none: Django tells it of each new one."""

from portal.audit.acts import current_request, record
from portal.audit.labels import PASSWORD
from portal.core.users import User


class PasswordRecorder:
    """Record that an account has a new password, once it is saved; a new account has one too.

    Who follows the link of a mail is not logged in: it is the account itself.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Accept it."""

    def password_changed(self, password: str, user: User) -> None:
        request = current_request.get()
        is_logged_in = request is not None and request.user.is_authenticated
        record(PASSWORD, user, user=None if is_logged_in else user)

    def get_help_text(self) -> str:
        return ""
