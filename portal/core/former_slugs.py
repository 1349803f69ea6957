"""The slugs that shared rows had: addresses that hold one lead to the present one."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class FormerSlugManager(models.Manager["FormerSlug"]):
    def find_current(self, model: type[models.Model], slugs: Iterable[str]) -> dict[str, str]:
        """Return the present slug of each of these former ones that a row of the model had."""
        former = self.filter(model=model._meta.label_lower, slug__in=list(slugs))
        keys = dict(former.values_list("slug", "key"))
        rows = model._default_manager.filter(pk__in=keys.values())
        current = dict(rows.values_list("pk", "slug"))
        return {slug: current[key] for slug, key in keys.items() if key in current}

    def record(self, row: models.Model, *slugs: str) -> None:
        """Lead these slugs, and those that led to them, to the row."""
        for slug in slugs:
            self.update_or_create(model=row._meta.label_lower, slug=slug, defaults={"key": row.pk})

    def hand_over(self, row: "FormerSlugMixin", other: models.Model) -> None:
        """Lead the slug of a row that is about to be deleted, and its former ones, to another."""
        self.filter(model=row._meta.label_lower, key=row.pk).update(key=other.pk)
        self.record(other, row.slug)


class FormerSlug(models.Model):
    """A slug that a row had, kept by the system."""

    model = models.CharField(_("modèle"), max_length=100)
    slug = models.CharField(_("ancienne adresse"), max_length=100)
    key = models.BigIntegerField(_("clé"))

    objects = FormerSlugManager()

    personal_data = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "slug"], name="former_slug_once_a_model")
        ]

    def __str__(self) -> str:
        return f"{self.model} : {self.slug}"


class FormerSlugMixin(models.Model):
    """A row whose slug stands in addresses, which follow when the slug changes."""

    slug: str  # a field of the model

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, and keep the slug that it leaves."""
        before = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        FormerSlug.objects.filter(model=self._meta.label_lower, slug=self.slug).delete()
        if before and before.slug != self.slug:
            FormerSlug.objects.record(self, before.slug)
