"""The section of the press: its groups, its reviews and its permissions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.settings.models import register_setting

from portal.workflow.sections import Review, Role, Section, SectionRules


@register_setting(icon="lock")
class PressRules(SectionRules):
    """The rules of review of the press, which administrators set."""

    keeps_versions = True  # an official text never changes silently
    distinct_reviewers: "models.BooleanField[bool, bool]" = models.BooleanField(
        _("une personne différente à chaque relecture"),
        default=True,
        help_text=_(
            "Décochée, la même personne peut approuver la relecture puis la relecture de sécurité."
        ),
    )

    class Meta:
        verbose_name = _("relecture des communiqués")


WITHDRAW = "press.withdraw_pressreleasepage"
HAND_OVER = "press.hand_over_embargo"

PRESS = Section(
    key="press",
    name="Presse",
    writers="Presse\u00a0: rédaction",
    validators="Presse\u00a0: validation",
    reviews=(Review("review", "relecture"), Review("security", "relecture de sécurité")),
    rules_model="press.PressRules",
    is_dated=True,
    validator_snippets=("portal.mediacontact", "portal.place", "press.journalist"),
    powers=(
        (WITHDRAW, (Role.VALIDATORS, Role.ADMINISTRATORS)),
        (HAND_OVER, (Role.VALIDATORS,)),
    ),
)
