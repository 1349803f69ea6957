"""A section of the site: its people, what they may touch, and how its texts are reviewed."""

from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.settings.models import BaseGenericSetting

OF = "\u00a0: "  # « Presse : relecture »


class Role(StrEnum):
    """What the people of a group are in a section, or in the whole portal."""

    WRITERS = "writers"
    VALIDATORS = "validators"
    ADMINISTRATORS = "administrators"  # of the portal


@dataclass(frozen=True)
class Review:
    """A step between a draft and its publication."""

    key: str  # in `SectionResource`
    name: str


@dataclass(frozen=True)
class Section:
    """What the code says of a section; its names are those that the set-up gives at first.

    Administrators may rename the groups, the collection, the workflow and the reviews: nothing is
    looked up by its name, but by its row of `SectionResource`.
    """

    key: str  # in `SectionResource`: never changes
    name: str  # for readers, and for its collection and its workflow at first
    writers: str  # the first names of its groups
    validators: str
    reviews: tuple[Review, ...]
    rules_model: str  # « app.Model », a `SectionRules`
    writes: tuple[str, ...] = ()  # the snippets, « app.model », that all its people write
    keeps: tuple[str, ...] = ()  # those that its validators keep for every section
    is_dated: bool = False  # its texts are of their day: their figures do not age
    administered: tuple[str, ...] = ()  # those that administrators alone keep for it
    # Who has each power, « app.codename », beside the superusers.
    powers: tuple[tuple[str, tuple[Role, ...]], ...] = ()

    @property
    def rules(self) -> "SectionRules":
        return apps.get_model(self.rules_model).load()


def task_name(section: Section, review: Review) -> str:
    """Return the first name of a review, as Wagtail lists it among those of all sections."""
    return f"{section.name}{OF}{review.name}"


def step(task) -> str:
    """Return what people call a review inside its section: its name without « Presse\u00a0: »."""
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
