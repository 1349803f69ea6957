"""A communiqué under embargo: reviewed like another one, then public at a minute and not before."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.desk.dates import ORDERS, TO_COME, DatedPageForm, Order, ToCome
from portal.templatetags.desk import moment


class EmbargoForm(DatedPageForm):
    def complete_dates(self):
        """Where none is chosen, the publication is at the end of the embargo, and follows it."""
        dates = super().complete_dates()
        end, go_live = dates.get("embargo_until"), dates.get("go_live_at")
        followed = self.initial.get("embargo_until")
        if end and go_live in (None, followed) and "go_live_at" not in self.errors:
            dates["go_live_at"] = end
        return dates


class Embargoed(models.Model):
    embargo_until = models.DateTimeField(
        _("sous embargo jusqu’au"),
        null=True,
        blank=True,
        help_text=_(
            "Heure de Paris (Europe/Paris). Relu et approuvé comme un autre, le communiqué attend "
            "ensuite\u00a0: il paraît à cette minute, et rien n’en est visible avant."
        ),
    )

    base_form_class = EmbargoForm
    embargo_panel = FieldPanel("embargo_until")
    date_orders = [
        *ORDERS,
        Order(
            "embargo_until",
            "go_live_at",
            _(
                "La publication est programmée avant la fin de l’embargo\u00a0: videz sa date dans "
                "le calendrier de publication, ou choisissez-en une plus tardive."
            ),
            field="embargo_until",
            may_coincide=True,
        ),
        Order(
            "embargo_until",
            "expire_at",
            _("Le communiqué serait retiré avant la fin de son embargo."),
        ),
        # What a note to editors announces must still be to come when it appears.
        Order(
            "go_live_at",
            "accreditation_until",
            _("Les accréditations seraient closes avant que la note paraisse."),
        ),
        Order("go_live_at", "event_at", _("La note paraîtrait après l’événement qu’elle annonce.")),
        Order(
            "event_at", "expire_at", _("La note serait retirée avant l’événement qu’elle annonce.")
        ),
    ]
    dates_to_come = [
        *TO_COME,
        ToCome(
            "embargo_until",
            _("Cet embargo est déjà levé\u00a0: videz cette date, ou choisissez-en une à venir."),
        ),
        ToCome("accreditation_until", _("Les accréditations seraient déjà closes."), outlives=True),
        ToCome("event_at", _("Cet événement est passé."), outlives=True),
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """A text as a revision holds it, never to be published before the end of its embargo."""
        page = super().with_content_json(content)
        end = page.embargo_until
        if end and end > timezone.now() and (page.go_live_at is None or page.go_live_at < end):
            page.go_live_at = end
        return page

    @property
    def embargo_words(self) -> str:
        """« Sous embargo jusqu’au 24 octobre 2026 à 18 h (heure de Paris) »"""
        until = moment(self.embargo_until).removeprefix("le ")
        return _("Sous embargo jusqu’au %s") % until

    def awaiting(self):
        """The text that was approved and waits for the end of its embargo; None if none does."""
        revision = self.scheduled_revision
        text = revision and revision.as_object()
        return text if text and text.embargo_until else None
