"""The acts that Django and Wagtail tell of: logins, and all that is written in Wagtail's logs."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver

from wagtail.models import BaseLogEntry, ModelLogEntry, PageLogEntry

from portal.audit.acts import record, record_row
from portal.audit.labels import LOGIN, LOGOUT
from portal.core.users import User


@receiver(user_logged_in)
def record_login(user: User, **kwargs: Any) -> None:
    record(LOGIN, user, user=user)


@receiver(user_login_failed)
def record_failed_login(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Record whose login failed, if the name that was typed is that of an account.

    Another name may be a password in the wrong field, and whoever typed it anybody: neither is
    kept, nor their address.
    """
    name = credentials.get(User.USERNAME_FIELD)
    account = User.objects.filter(**{User.USERNAME_FIELD: name}).first() if name else None
    record(LOGIN, account, user=account, failed=True)


@receiver(user_logged_out)
def record_logout(user: User | None, **kwargs: Any) -> None:
    if user:
        record(LOGOUT, user, user=user)


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def record_logged_act(
    sender: type[BaseLogEntry], instance: BaseLogEntry, raw: bool = False, **kwargs: Any
) -> None:
    """Record what Wagtail writes in its logs, where the reasons and the names stay."""
    if raw:
        return
    content_type = instance.content_type
    details = {"entry": instance.pk}
    if revision := getattr(instance, "revision_id", None):
        details["revision"] = revision
    record_row(
        instance.action,
        f"{content_type.app_label}.{content_type.model}" if content_type else "",
        str(instance.object_id),
        user=instance.user_id,
        **details,
    )
