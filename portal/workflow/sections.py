"""A section of the site: its people, what they may touch, and how its texts are reviewed."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.settings.models import BaseGenericSetting

OF = "\u00a0: "  # « Presse : relecture »


@dataclass(frozen=True)
class Section:
    name: str  # also of its collection and of its workflow
    writers: str  # the names of its groups
    validators: str
    reviews: tuple[str, ...]  # the steps between a draft and its publication
    rules_model: str  # « app.Model », a `SectionRules`
    writes: tuple[str, ...] = ()  # the snippets, « app.model », that all its people write
    keeps: tuple[str, ...] = ()  # those that its validators keep for every section
    is_dated: bool = False  # its texts are of their day: their figures do not age
    administered: tuple[str, ...] = ()  # those that administrators alone keep for it

    @property
    def rules(self) -> "SectionRules":
        return apps.get_model(self.rules_model).load()


def task_names(section: Section) -> list[str]:
    """Its reviews, as Wagtail names them among those of all sections."""
    return [f"{section.name}{OF}{review}" for review in section.reviews]


def step(task) -> str:
    """The name of a review inside its section."""
    return task.name.rpartition(OF)[2]


class SectionRules(BaseGenericSetting):
    """What protects a section's texts. It makes a field of what administrators may switch."""

    four_eyes = True  # nobody publishes alone what he or she wrote
    distinct_reviewers = False  # each review is another person's
    keeps_versions = False  # what was published stays readable, and corrections are told

    class Meta:
        abstract = True


class SwitchableRules(SectionRules):
    four_eyes = models.BooleanField(
        _("relecture obligatoire par une autre personne"),
        default=True,
        help_text=_(
            "Décochée, les personnes de la validation publient elles-mêmes ce qu’elles écrivent."
        ),
    )

    class Meta:
        abstract = True


class VersionedRules(models.Model):
    """To mix in where a section may keep its versions, or not."""

    keeps_versions = models.BooleanField(
        _("historique public et corrections annoncées"),
        default=False,
        help_text=_(
            "Cochée, chaque publication est conservée et reste lisible, et une modification se "
            "déclare\u00a0: mineure, ou correction annoncée aux lecteurs. Un historique commencé "
            "continue, même si la case est décochée ensuite."
        ),
    )

    class Meta:
        abstract = True
