"""What somebody asked to switch off in the rules of a section, until a second person answers."""

import dataclasses

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.admin.second_person.models import SecondPersonRequest
from portal.core.personal_data import ACTS
from portal.workflow.sections import Section, SectionRules
from portal.workflow.setup import index_page_types


class RulesRequest(SecondPersonRequest):
    """Rules of a section to switch off."""

    section_key = models.CharField(_("section"), max_length=40, unique=True)
    names = ArrayField(models.CharField(max_length=40), verbose_name=_("règles à désactiver"))

    personal_data = dataclasses.replace(
        ACTS,
        name=_("Demandes sur les règles de relecture"),
        fields=("asked_by",),
        purpose=_("faire confirmer par une seconde personne ce qui affaiblit les relectures"),
        kept=_("jusqu’à la réponse"),
        readers=_("l’administration"),
        erasure=_("l’écran de la demande"),
    )

    class Meta:
        verbose_name = _("demande sur des règles de relecture")
        verbose_name_plural = _("demandes sur des règles de relecture")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.section_key} {self.asked_at:%d/%m/%Y %H:%M}"

    @property
    def section(self) -> Section:
        return find_section(key=self.section_key)

    @property
    def permission(self) -> str:
        return change_permission(type(self.section.rules))


def change_permission(model: type[SectionRules]) -> str:
    return f"{model._meta.app_label}.change_{model._meta.model_name}"


def find_section(**attributes: str) -> Section:
    """Return the section with these attributes, « key » or « rules_model »."""
    sections: list[Section] = [index.section for index in index_page_types()]
    return next(
        section
        for section in sections
        if all(getattr(section, name) == value for name, value in attributes.items())
    )


def section_with(rules: SectionRules) -> Section:
    """Return the section that these rules protect."""
    return find_section(rules_model=rules._meta.label)
