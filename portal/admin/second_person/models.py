"""What somebody asked, until a second person answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.admin_access import AnyUser
from portal.core.users import User

ANSWERED_MESSAGE = _("Cette demande a déjà reçu sa réponse, ou une autre la remplace.")


class SecondPersonRequest(models.Model):
    """An act that waits for a second person.

    The row is deleted with the answer, which stays in the log. What is asked anew is another row:
    nobody confirms another request than the one that they read.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)

    wagtail_reference_index_ignore = True

    is_public_content = False

    class Meta:
        abstract = True

    @property
    def permission(self) -> str:
        """The permission, « app.codename », of those who ask and of those who confirm."""
        raise NotImplementedError

    def may_confirm(self, user: User) -> bool:
        """Whether the user is a second person for this request, and the first one still counts."""
        return (
            self.asked_by.is_active
            and self.asked_by.has_perm(self.permission)
            and user.has_perm(self.permission)
            and (user.is_superuser or not self.concerns(user))
        )

    def concerns(self, user: User) -> bool:
        """Whether the user cannot be the second person: they asked for it, or it is about them."""
        return self.asked_by_id == user.pk

    def lock(self) -> Self:
        """Return the request, locked. Raise PermissionDenied when it was answered or replaced."""
        locked: Self | None = (
            type(self)._default_manager.select_for_update().filter(pk=self.pk).first()
        )
        if locked is None:
            raise PermissionDenied(ANSWERED_MESSAGE)
        return locked


# The request that a second person is confirming.
confirmed_request: ContextVar[SecondPersonRequest | None] = ContextVar(
    "confirmed_request", default=None
)


@contextmanager
def confirming(request: SecondPersonRequest) -> Iterator[None]:
    """Allow what was asked, for the time of the block."""
    token = confirmed_request.set(request)
    try:
        yield
    finally:
        confirmed_request.reset(token)


def is_chief(actor: AnyUser | None) -> bool:
    """Whether nothing is refused to the actor: the database says, for a form may hold anything.

    Commands, jobs and public pages have no actor: they are not asked.
    """
    return actor is None or (
        actor.is_authenticated
        and User.objects.filter(pk=actor.pk, is_superuser=True, is_active=True).exists()
    )
