"""Faults of accessibility: pictures without a description, headings that skip a level or repeat.

A draft may have faults. The form names them when a text is submitted or published, and no way of
publishing lets one through.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from portal.blocks.headings import get_heading_level
from portal.core.folding import fold
from portal.core.typography import strip_quotation_marks
from portal.media.models import Image
from portal.wagtail_internals.content import InstanceCheckMixin

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNDESCRIBED = _(
    "Cette image n’a pas de texte alternatif\u00a0: écrivez-le à côté d’elle, pour cette page. "
    "Tant qu’aucun texte publié ne la montre, sa fiche se corrige aussi."
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
    """A fault of accessibility, and where it is in the page."""

    field: str
    message: "StrOrPromise"
    block: int | None = None  # its place in the stream, from 0
    part: str = ""  # the name of a field of the block
    key: str = ""  # the identifier of the block in the editor
    image: Image | None = None


class InaccessibleError(PermissionDenied):
    """A page that would be published has faults of accessibility, which the message names."""


def faults(page: Page) -> Iterator[Fault]:
    """Yield the faults of a page as it is in memory."""
    image = page.illustration
    if image and not (image.is_described or page.illustration_alt.strip()):
        yield Fault("illustration", UNDESCRIBED, image=image)
    for name in page.get_streamfield_names():
        yield from stream_faults(name, getattr(page, name))
    yield from repeated_headings(page)


def repeated_headings(page: Page) -> Iterator[Fault]:
    """Yield the headings whose links could not be told from those of earlier ones."""
    texts = set()
    for name in page.get_streamfield_names():
        for place, block in enumerate(getattr(page, name)):
            if block.block_type == "heading":
                text = fold(strip_quotation_marks(block.value["text"]))
                if text in texts:
                    yield Fault(name, REPEATED, place, "text", block.id)
                texts.add(text)


def stream_faults(field: str, stream: StreamValue) -> Iterator[Fault]:
    """Yield the faults of the blocks of a field of the page."""
    previous = 1  # the level of the page's title
    for place, block in enumerate(stream):
        value = block.value
        if block.block_type == "image" and not value.is_described:
            yield Fault(field, UNDESCRIBED_HERE, place, "alt", block.id, value["image"])
        if block.block_type == "gallery":
            yield from gallery_faults(field, place, block)
        if block.block_type == "portrait" and not value.is_described:
            yield Fault(field, UNDESCRIBED, place, "alt", block.id, value["image"])
        if current := get_heading_level(block):
            if current > previous + 1:
                yield Fault(field, SKIPPED, place, "level", block.id)
            previous = current


def gallery_faults(field: str, place: int, block: StreamValue.StreamChild) -> Iterator[Fault]:
    """Yield a fault for each picture of a gallery that nothing describes."""
    for picture in block.value["pictures"]:
        if not picture.is_described:
            yield Fault(field, UNDESCRIBED_HERE, place, "pictures", block.id, picture["image"])


def validation_errors(faults: list[Fault]) -> dict[str, ValidationError]:
    """Return the errors of a form by field; those of a stream stand at their blocks."""
    fields: dict[str, list[Fault]] = {}
    for fault in faults:
        fields.setdefault(fault.field, []).append(fault)
    return {field: field_error(field_faults) for field, field_faults in fields.items()}


def field_error(faults: list[Fault]) -> ValidationError:
    """Return one error for the faults of a field."""
    blocks: dict[int, dict[str, ValidationError]] = {}
    for fault in faults:
        if fault.block is not None:
            blocks.setdefault(fault.block, {})[fault.part] = ValidationError(fault.message)
    if not blocks:
        return ValidationError(faults[0].message)
    error: ValidationError = StreamBlockValidationError(
        {place: StructBlockValidationError(parts) for place, parts in blocks.items()}
    )
    return error


def fault_messages(page: Page) -> str:
    """Return the messages of the page's faults, each once, in one line; empty if it has none."""
    return " ".join(dict.fromkeys(str(fault.message) for fault in faults(page)))


def require_accessible(page: Page) -> None:
    """Raise InaccessibleError when the page has faults."""
    if messages := fault_messages(page):
        raise InaccessibleError(messages)


class AccessibilityFormMixin(InstanceCheckMixin, WagtailAdminPageForm):
    """A form of a page that refuses faults of accessibility, except in drafts."""

    def check_instance(self) -> None:
        """Add the faults of the page to the fields that have no other error."""
        super().check_instance()
        if self.is_deferred_validation:
            return  # a draft may wait
        new_faults = [fault for fault in faults(self.instance) if fault.field not in self.errors]
        for field, error in validation_errors(new_faults).items():
            self.add_error(field if field in self.fields else None, error)
