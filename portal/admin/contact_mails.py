"""The mail about a contact that changed: what one validator changes at once, the others read."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from portal.admin.changes import Changes, changes_logged
from portal.admin.second_person.mails import send
from portal.admin_access import current_user
from portal.core.snippets import MediaContact
from portal.workflow.resources import section_users
from portal.workflow.sections import Role
from portal.workflow.setup import index_page_types


@receiver(changes_logged, sender=MediaContact)
def tell_other_validators(row: MediaContact, changes: Changes, **kwargs: Any) -> None:
    """Tell the validators who may change contacts; of a new one, which nothing shows, nobody."""
    actor = current_user.get()
    if actor is None or not changes.before:
        return
    sections = [
        index.section
        for index in index_page_types()
        if row._meta.label_lower in index.section.validator_snippets
    ]
    send(
        {
            user.email
            for section in sections
            for user in section_users(section, Role.VALIDATORS)
            if user.pk != actor.pk
        },
        # Without its name, which may be that of a person: mail servers read subjects.
        _("Un contact publié a changé") if changes.after else _("Un contact publié est supprimé"),
        "portal/admin/contact_changed.txt",
        actor=actor,
        contact=row,
        lines=changes.lines(),
    )
