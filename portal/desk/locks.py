"""Why a text cannot be edited for now, in our words."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from wagtail.locks import ScheduledForPublishLock, WorkflowLock

from portal.desk.sections import step
from portal.templatetags.desk import moment


class ReviewLock(WorkflowLock):
    """While others review it."""

    def get_message(self, user) -> str | None:
        if not self.for_user(user):
            return None
        return format_html(
            _(
                "Ce texte est en relecture (étape «\u00a0{step}\u00a0»)\u00a0: "
                "seules les personnes qui relisent peuvent le modifier."
            ),
            step=step(self.task),
        )

    def get_locked_by(self, user, can_lock=False) -> str:
        return _("Modifiable par qui relit") if can_lock else _("En relecture")

    def get_description(self, user, can_lock=False) -> str:
        if can_lock:
            return _("Verrouillez ce texte pour être seul à le modifier pendant votre relecture.")
        return _("Seules les personnes qui relisent ce texte peuvent le modifier.")


class ScheduleLock(ScheduledForPublishLock):
    """Until it is published: what was approved is what will appear."""

    def get_message(self, user) -> str:
        return format_html(
            _("Ce texte est approuvé et paraîtra {when}\u00a0: il ne peut plus être modifié."),
            when=moment(self.object.scheduled_revision.approved_go_live_at),
        )

    def get_locked_by(self, user) -> str:
        return _("Publication programmée")

    def get_description(self, user) -> str:
        return _("Ce texte paraîtra tel quel à l’heure dite\u00a0; la validation peut y renoncer.")
