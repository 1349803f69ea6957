"""The section of the recruitment: its groups, its reviews and its permissions."""

from django.utils.translation import gettext_lazy as _

from wagtail.contrib.settings.models import register_setting

from portal.workflow.sections import Review, Role, Section, SwitchableRules


@register_setting(icon="lock")
class RecruitmentRules(SwitchableRules):
    """The setting that tells whether offers must be reviewed by another person."""

    class Meta:
        verbose_name = _("relecture des offres d’emploi")


ACT_ON_OFFER = "recruitment.act_on_offer"

RECRUITMENT = Section(
    key="recruitment",
    name="Recrutement",
    writers="Recrutement\u00a0: rédaction",
    validators="Recrutement\u00a0: validation RH",
    reviews=(Review("hr", "validation RH"),),
    rules_model="recruitment.RecruitmentRules",
    validator_snippets=("recruitment.recruitmentsettings",),
    administrator_snippets=("recruitment.occupation",),
    powers=((ACT_ON_OFFER, (Role.WRITERS, Role.VALIDATORS, Role.ADMINISTRATORS)),),
)
