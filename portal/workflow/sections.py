"""Sections of the site: their people, what these may change, and how their texts are reviewed."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import Page, Task

from portal.wagtail_internals.prepared import PreparedQuery

SEPARATOR = "\u00a0: "  # between a section and its review: « Presse : relecture »


class Role(StrEnum):
    """The role that a group gives its members in a section, or in the whole portal."""

    WRITERS = "writers"
    VALIDATORS = "validators"
    ADMINISTRATORS = "administrators"  # of the content and the settings of the portal
    ACCOUNTS = "accounts"  # of the people of the portal, and of nothing else


@dataclass(frozen=True)
class Review:
    """A step between a draft and its publication."""

    key: str  # in `SectionResource`
    name: str


@dataclass(frozen=True)
class Section:
    """The definition of a section. Its names are those that the set-up gives at first.

    Administrators may rename the groups, the collection, the workflow and the reviews: each is
    looked up by its row of `SectionResource`, never by its name.
    """

    key: str  # in `SectionResource`: never changes
    name: str  # for readers, and for its collection and its workflow at first
    writers: str  # the first name of the group of its writers
    validators: str  # the first name of the group of its validators
    reviews: tuple[Review, ...]
    rules_model: str  # « app.Model », a `SectionRules`
    snippets: tuple[str, ...] = ()  # the models, « app.model », that all its people edit
    validator_snippets: tuple[str, ...] = ()  # those that its validators edit for every section
    is_dated: bool = False  # its texts are of their day: their figures do not age
    administrator_snippets: tuple[str, ...] = ()  # those that administrators alone edit for it
    # Who has each power, « app.codename », beside the superusers.
    powers: tuple[tuple[str, tuple[Role, ...]], ...] = ()

    @property
    def rules(self) -> "SectionRules":
        """The rules of the section as administrators set them, read at each call."""
        model: type[SectionRules] = apps.get_model(self.rules_model)
        rules: SectionRules = (
            next(iter(stored_rules(self.rules_model).fetch()), None) or model.load()
        )
        return rules


@cache
def stored_rules(name: str) -> "PreparedQuery[SectionRules]":
    """Return the query of the rules of a section; none before the first time they are read."""
    model: type[SectionRules] = apps.get_model(name)
    return PreparedQuery(model.objects.order_by("pk")[:1])


def task_name(section: Section, review: Review) -> str:
    """Return the first name of a review, as Wagtail lists it among those of all sections."""
    return f"{section.name}{SEPARATOR}{review.name}"


def index_above(page: Page) -> Page | None:
    """Return the list of the section in which the page stands, which may be itself, if any."""
    pages = [*page.get_ancestors().order_by("depth"), page] if page.path else [page]
    return next((each for each in pages if hasattr(each.specific_class, "section")), None)


def section_of(page: Page) -> Section | None:
    """Return the section of the page, by its type or by its place; None for a page of none.

    What follows from the place is stored on the page.
    """
    section: Section | None = getattr(page.specific_class, "section", None)
    if section is None:
        if not hasattr(page, "section_above"):
            index = index_above(page)
            page.section_above = index.specific_class.section if index else None
        section = page.section_above
    return section


def step_name(task: Task) -> str:
    """Return what people call a review inside its section: its name without « Presse\u00a0: »."""
    name: str = task.name
    return name.rpartition(SEPARATOR)[2]


class SectionRules(BaseGenericSetting):
    """The rules that protect a section's texts.

    A subclass replaces by a field each rule that administrators may switch.
    """

    four_eyes: "Rule" = True  # nobody publishes alone what they wrote
    distinct_reviewers: "Rule" = False  # each review is another person's
    keeps_versions: "Rule" = False  # what was published stays readable, and corrections are told

    class Meta:
        abstract = True


Rule: TypeAlias = "bool | models.BooleanField[bool, bool]"


class SwitchableRules(SectionRules):
    """Rules for a section where administrators may do without reviews."""

    four_eyes: "models.BooleanField[bool, bool]" = models.BooleanField(
        _("relecture obligatoire par une autre personne"),
        default=True,
        help_text=_(
            "Décochée, les personnes de la validation publient elles-mêmes ce qu’elles écrivent."
        ),
    )

    class Meta:
        abstract = True


class VersionedRules(models.Model):
    """To mix in for a section where administrators decide whether it keeps its versions."""

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
