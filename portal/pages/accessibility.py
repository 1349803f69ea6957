"""What keeps some people from reading a page: pictures without words, titles that skip a level or
that a link cannot tell from one another.

A draft may hold it; the form says it when a text is submitted or published, and nothing publishes
it, whatever the way.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.blocks.headings import get_heading_level
from portal.wagtail_internals.content import InstanceCheckMixin

UNDESCRIBED = _(
    "Cette image n’a pas de texte alternatif\u00a0: écrivez-le dans la fiche de l’image, ou "
    "cochez-y «\u00a0décorative\u00a0» si elle n’apprend rien."
)
UNDESCRIBED_HERE = _(
    "Décrivez l’image, ou cochez «\u00a0décorative ici\u00a0» si elle n’apprend rien à cet endroit."
)
SKIPPED = _(
    "Un sous-intertitre vient après un intertitre\u00a0: changez son niveau, ou ajoutez un "
    "intertitre avant lui."
)
REPEATED = _("Un autre intertitre de la page porte déjà ces mots.")


class Fault(NamedTuple):
    field: str
    words: str | Promise
    block: int | None = None  # its place in the stream
    part: str = ""  # of the block
    key: str = ""  # of the block, in the editor
    image: models.Model | None = None


class InaccessibleError(PermissionDenied):
    """Some people could not read what would be published."""


def faults(page) -> Iterator[Fault]:
    image = page.illustration
    if image and not image.is_described:
        yield Fault("illustration", UNDESCRIBED, image=image)
    for name in page.get_streamfield_names():
        yield from faults_of(name, getattr(page, name))
    yield from repetitions(page)


def repetitions(page) -> Iterator[Fault]:
    """The titles that would be one same place of the page."""
    anchors = set()
    for name in page.get_streamfield_names():
        for place, block in enumerate(getattr(page, name)):
            if block.block_type == "heading":
                if block.value.anchor in anchors:
                    yield Fault(name, REPEATED, place, "text", block.id)
                anchors.add(block.value.anchor)


def faults_of(field: str, stream: StreamValue) -> Iterator[Fault]:
    above = 1  # the title of the page
    for place, block in enumerate(stream):
        value = block.value
        if block.block_type == "image" and not value.is_described:
            yield Fault(field, UNDESCRIBED_HERE, place, "alt", block.id, value["image"])
        if block.block_type == "portrait" and value["image"] and not value["image"].is_described:
            yield Fault(field, UNDESCRIBED, place, "image", block.id, value["image"])
        if own := get_heading_level(block):
            if own > above + 1:
                yield Fault(field, SKIPPED, place, "level", block.id)
            above = own


def errors(found: list[Fault]) -> dict[str, ValidationError]:
    """By field, each at its block."""
    told = {}
    for field in dict.fromkeys(fault.field for fault in found):
        here = [fault for fault in found if fault.field == field]
        blocks: dict[int, dict] = {}
        for fault in here:
            if fault.block is not None:
                blocks.setdefault(fault.block, {})[fault.part] = ValidationError(fault.words)
        told[field] = (
            StreamBlockValidationError(
                {place: StructBlockValidationError(parts) for place, parts in blocks.items()}
            )
            if blocks
            else ValidationError(here[0].words)
        )
    return told


def sentences(page) -> str:
    return " ".join(dict.fromkeys(str(fault.words) for fault in faults(page)))


def require(page) -> None:
    if words := sentences(page):
        raise InaccessibleError(words)


class AccessibilityFormMixin(InstanceCheckMixin, WagtailAdminPageForm):
    def check_instance(self) -> None:
        """Once the page holds what was typed; a field that is wrong already says no more."""
        super().check_instance()
        if self.is_deferred_validation:
            return  # a draft may wait
        found = [fault for fault in faults(self.instance) if fault.field not in self.errors]
        for field, error in errors(found).items():
            self.add_error(field if field in self.fields else None, error)
