"""Themes: the closed list of tags that publications of every type share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Func
from django.db.models.functions import Lower
from django.forms import CheckboxSelectMultiple, Media, ModelMultipleChoiceField
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from portal.core.former_slugs import FormerSlugMixin
from portal.core.slugs import propose_slug


class Theme(FormerSlugMixin, TagBase):
    free_tagging = False
    count = 0  # of its publications, where it was annotated: templates ask for it

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", heading=_("nom dans l’adresse")),
    ]

    personal_data = None

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["name"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return the slug of a name, with a number after the first that has it."""
        return propose_slug(tag, 90) + (f"-{i}" if i else "")


class PublicationTheme(ItemBase):
    tag: "models.ForeignKey[Theme, Theme]" = models.ForeignKey(
        Theme, on_delete=models.CASCADE, related_name="publication_themes"
    )
    content_object = ParentalKey(
        "portal.PublicationPage", on_delete=models.CASCADE, related_name="theme_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="publication_has_theme_once"
            )
        ]
        # The newest pages of a theme are found without reading the others.
        indexes = [models.Index(fields=["tag", "-content_object"], name="newest_of_theme")]


if TYPE_CHECKING:
    ThemesFieldBase = ModelMultipleChoiceField[Theme]
else:
    ThemesFieldBase = ModelMultipleChoiceField


class ThemesWidget(CheckboxSelectMultiple):
    """All themes as checkboxes; its script adds a field that narrows them as one types."""

    @property
    def media(self) -> Media:
        return Media(css={"all": ["css/admin/themes.css"]}, js=["js/admin/themes.js"])


class ThemesField(ThemesFieldBase):
    """The themes of a publication, chosen in the whole list."""

    widget = ThemesWidget({"class": "app-themes"})
    default_error_messages = {
        "invalid_choice": _("Un thème choisi n’existe plus\u00a0: rechargez la page."),
        "invalid_pk_value": _("Un thème choisi n’existe plus\u00a0: rechargez la page."),
    }

    def __init__(self, tag_model: type[Theme], **options: Any) -> None:
        by_name = Func(Lower("name"), function="unaccent")  # « Éthique » among the E
        super().__init__(tag_model.objects.order_by(by_name), **options)

    def prepare_value(self, value: Any) -> Any:
        """Return the keys of the themes; the initial value holds the rows that link to them."""
        if isinstance(value, Iterable) and not isinstance(value, str):
            value = [link.tag if isinstance(link, PublicationTheme) else link for link in value]
        return super().prepare_value(value)


register_form_field_override(
    ClusterTaggableManager,
    override=lambda field: {"form_class": ThemesField, "tag_model": field.related_model},
)
