"""Signal handlers of the press."""

import datetime
from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail.signals import page_published

from portal.core.users import User
from portal.outbox.models import Mail
from portal.workflow import planning
from portal.workflow.fingerprints import content_digest
from press.embargo.journalists import Journalist
from press.embargo.links import REDIRECT_PERIOD, EmbargoLink
from press.embargo.notifications import tell_holders
from press.models import PressReleasePage, Reference

PLANNED_DATES = {"date", "embargo_until", "go_live_at"}


@receiver(page_published, sender=PressReleasePage)
def assign_reference(instance: PressReleasePage, **kwargs: Any) -> None:
    """Assign the reference number at the first publication, and make it searchable."""
    # Wagtail also sends the signal when a page is scheduled: that one is not live yet.
    if instance.live and not instance.reference_number:
        reference: Any = Reference.objects.get_or_assign(instance)
        instance.reference = reference
        index.insert_or_update_object(instance)


@receiver(planning.publication_planned)
def tell_holders_of_change(
    page: Page,
    plan: planning.PlannedPublication,
    previous: planning.PlannedPublication | None,
    **kwargs: Any,
) -> None:
    """Tell the holders of a text under embargo that it was corrected, or its embargo moved."""
    if not isinstance(page, PressReleasePage):
        return
    text = page.get_embargoed_text()
    if text is None or text.embargo_until is None:
        tell_holders(page, "cancelled")
        return
    links = page.embargo_links.valid()
    links.update(expires_at=text.embargo_until.astimezone(datetime.UTC) + REDIRECT_PERIOD)
    if previous is not None and previous.revision == plan.revision:
        return  # it appears at another moment, after the same embargo
    if previous is not None or planning.was_cancelled(page):  # else they hold what is planned
        tell_holders(page, "moved" if has_same_text(plan, previous) else "corrected")


def has_same_text(
    plan: planning.PlannedPublication, previous: planning.PlannedPublication | None
) -> bool:
    """Return whether only the dates of a plan differ from those of the previous one."""
    keys = [plan.revision, previous.revision if previous else None]
    revisions = Revision.objects.filter(pk__in=keys)
    digests = [content_digest(revision, PLANNED_DATES) for revision in revisions]
    return len(digests) == 2 and len(set(digests)) == 1


@receiver(planning.publication_appeared)
def tell_holders_of_lift(page: Page, **kwargs: Any) -> None:
    if isinstance(page, PressReleasePage):
        tell_holders(page, "lifted")


@receiver(planning.publication_cancelled)
def tell_holders_of_end(page: Page, **kwargs: Any) -> None:
    if isinstance(page, PressReleasePage) and page.pk:
        tell_holders(page, "lifted" if page.live else "cancelled")


@receiver(pre_delete, sender=PressReleasePage)
def tell_holders_of_deletion(instance: PressReleasePage, **kwargs: Any) -> None:
    """Tell the holders while there are links: they go with the page."""
    if instance.get_embargoed_text():
        tell_holders(instance, "cancelled")


@receiver(post_delete, sender=EmbargoLink)
def withdraw_link_mail(instance: EmbargoLink, **kwargs: Any) -> None:
    """Keep the mail of a link that is gone from leaving."""
    Mail.objects.about([instance.digest]).withdraw()


@receiver(post_delete, sender=Journalist)
def forget_mails(instance: Journalist, **kwargs: Any) -> None:
    """Delete the mails to a person who is forgotten, unless a colleague has the same address."""
    if not User.objects.filter(email__iexact=instance.email).exists():
        Mail.objects.filter(recipient__iexact=instance.email).delete()
