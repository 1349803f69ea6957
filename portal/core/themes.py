"""Themes: the closed list of tags that publications of every type share."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from taggit.utils import parse_tags
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from portal.core.former_slugs import FormerSlugMixin
from portal.core.slugs import propose_slug


class Theme(FormerSlugMixin, TagBase):
    free_tagging = False

    panels = [TitleFieldPanel("name", placeholder=False), FieldPanel("slug")]

    class Meta:
        verbose_name = gettext_lazy("thème")
        verbose_name_plural = gettext_lazy("thèmes")
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


class ThemesField(TagField):
    """A tag field that refuses an unknown theme and ignores case.

    Wagtail's own field silently drops unknown tags, and those typed in another case.
    """

    def clean(self, value: str) -> list[str]:
        """Return the names of the themes; raise ValidationError when one does not exist."""
        super().clean(value)
        names = list(self.tag_model.objects.values_list("name", flat=True))
        existing = {name.casefold(): name for name in names}
        requested = {name.casefold(): name for name in parse_tags(value)}
        if unknown := [name for key, name in requested.items() if key not in existing]:
            message = ngettext(
                "Ce thème n’existe pas\u00a0: %(unknown)s.",
                "Ces thèmes n’existent pas\u00a0: %(unknown)s.",
                len(unknown),
            )
            raise ValidationError(
                f"{message} " + _("Les thèmes du portail\u00a0: %(names)s."),
                params={"unknown": ", ".join(unknown), "names": ", ".join(names)},
            )
        return [existing[key] for key in requested]


register_form_field_override(
    ClusterTaggableManager,
    override=lambda field: {"form_class": ThemesField, "tag_model": field.related_model},
)
