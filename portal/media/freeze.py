"""The freeze of files that readers see: what is live changes only through review.

A file that a live page or a setting uses, or a text that is under review or approved, stays as it
is: its title, its file, what is said of it, its keywords, its collection. To replace it, a new file
is put in a new revision; a slip in a credit or an alternative text is mended there too. What the
system writes (renditions, `public`, digests) is no part of the rule.

Rows are refused where they are written: `save`, `delete`, `update`, keywords. System work that must
write them all the same goes through `_base_manager`. Whoever submits, plans or publishes a text
holds its files until commit: a change of one waits, and is refused then.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from taggit.models import TaggedItem
from wagtail.models import (
    Page,
    ReferenceIndex,
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.signals import page_published

from portal.wagtail_internals.content import is_stored, references_of

FROZEN = _(
    "Ce fichier figure dans un texte publié, approuvé ou en relecture\u00a0: il ne change plus. "
    "Pour le remplacer, déposez un nouveau fichier et choisissez-le dans une nouvelle version du "
    "texte. Pour corriger un crédit ou un texte alternatif, écrivez-le dans cette nouvelle "
    "version, à côté de l’image."
)


class FrozenFileError(ValidationError):
    """A file that readers see, or will see as reviewed, would change without a review."""

    def __init__(self, upload: models.Model | None = None) -> None:
        super().__init__(FROZEN, code="frozen")
        self.upload = upload


class ApprovedFiles(models.Model):
    """What a revision that is reviewed or approved uses: Wagtail's index knows what is live alone.

    A row is written when it is asked for, and again after the editor overwrote the revision.
    """

    revision = models.OneToOneField(
        Revision, primary_key=True, on_delete=models.CASCADE, related_name="approved_files"
    )
    read_at = models.DateTimeField()  # the `created_at` of the revision, which tells its text
    files = models.JSONField(default=list)  # « content type:key »

    personal_data = None
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("fichiers d’un texte approuvé")
        verbose_name_plural = _("fichiers des textes approuvés")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


def approved_revisions() -> "QuerySet[Revision, Revision]":
    """Return the revisions that wait for their date, or that a review under way is about.

    What a reviewer reads does not change between the reading and the approval.
    """
    reviews = WorkflowState.objects.filter(
        current_task_state__revision=OuterRef("pk"), status=WorkflowState.STATUS_IN_PROGRESS
    )
    revisions: QuerySet[Revision, Revision] = Revision.page_revisions.filter(
        Q(approved_go_live_at__isnull=False) | Q(Exists(reviews))
    )
    return revisions


def approved_files() -> set[str]:
    """Return what the approved revisions use, « content type:key »."""
    approved = approved_revisions().order_by()
    for revision in approved.exclude(approved_files__read_at=F("created_at")):
        references = references_of(revision.as_object())
        files = sorted({f"{each.content_type}:{each.key}" for each in references})
        ApprovedFiles.objects.update_or_create(
            revision=revision, defaults={"files": files, "read_at": revision.created_at}
        )
    lists = ApprovedFiles.objects.filter(revision__in=approved).values_list("files", flat=True)
    return {file for files in lists for file in files}


def frozen_keys(model: type[models.Model], keys: Iterable[int]) -> set[int]:
    """Return those of these keys of files that are frozen, in as many queries for one as for all.

    What a model that is no page uses, such as a setting, is always shown.
    """
    kind = ContentType.objects.get_for_model(model)
    names = {str(key): key for key in keys}
    if not names:
        return set()
    rows = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=names)
    uses = set(rows.values_list("to_object_id", "base_content_type", "object_id"))
    page_type = get_default_page_content_type().pk
    pages = {int(user) for _name, base, user in uses if base == page_type}
    live = set(Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True))
    frozen = {name for name, base, user in uses if base != page_type or int(user) in live}
    if len(frozen) < len(names):
        approved = approved_files()
        frozen |= {name for name in names if f"{kind.pk}:{name}" in approved}
    return {names[name] for name in frozen}


def lock(rows: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Lock the rows until commit: a publication waits, or what it published is seen."""
    return rows.select_for_update(no_key=True) if connection.in_atomic_block else rows


def require_unfrozen(model: type[models.Model], keys: Iterable[int]) -> None:
    """Raise FrozenFileError when one of these files is frozen."""
    if frozen := frozen_keys(model, keys):
        raise FrozenFileError(model._base_manager.get(pk=min(frozen)))


def require_unfrozen_changes(
    upload: "FrozenMixin", update_fields: Iterable[str] | None = None
) -> None:
    """Raise FrozenFileError when the file is frozen, and saving it would change what freezes."""
    fields = [upload._meta.get_field(name) for name in upload.admin_form_fields]
    names = [
        field.name
        for field in fields
        if update_fields is None or {field.name, getattr(field, "attname", "")} & {*update_fields}
    ]
    rows = lock(type(upload)._base_manager.filter(pk=upload.pk))
    stored = rows.values(*names).first() if names and upload.pk else None
    if stored and any(is_changed(upload, name, value) for name, value in stored.items()):
        require_unfrozen(type(upload), [upload.pk])


def is_changed(upload: models.Model, name: str, stored: Any) -> bool:
    """Whether the value of the field in memory is another one than this, which is stored."""
    name = getattr(upload._meta.get_field(name), "attname", name)
    if name in upload.get_deferred_fields():
        return False
    value = getattr(upload, name)
    if isinstance(value, FieldFile):
        return (value.name or "") != (stored or "") or bool(value and not is_stored(value))
    return bool(value != stored)


class FrozenQuerySetMixin(models.QuerySet[Any, Any]):
    """Rows of files, which Wagtail's bulk actions write without saving them one by one."""

    @transaction.atomic
    def update(self, **values: Any) -> int:
        """Update the rows; raise FrozenFileError when a frozen one could change."""
        field = self.model._meta.get_field
        frozen = {field(name) for name in self.model.admin_form_fields}
        if frozen & {field(name) for name in values}:
            self.require_unfrozen()
        return super().update(**values)

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows; raise FrozenFileError when one is frozen."""
        self.require_unfrozen()
        return super().delete()

    def require_unfrozen(self) -> None:
        rows = lock(self.model._base_manager.filter(pk__in=self.order_by().values("pk")))
        require_unfrozen(self.model, list(rows.values_list("pk", flat=True)))

    # Django's marks: no template calls them, and a manager has no `delete`.
    update.alters_data = delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class FrozenMixin(models.Model):
    """A file that is refused any change once readers see it."""

    # What people fill in, which is what freezes.
    admin_form_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; raise FrozenFileError when it is frozen and would change."""
        require_unfrozen_changes(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; raise FrozenFileError when it is frozen."""
        rows = lock(type(self)._base_manager.filter(pk=self.pk))
        require_unfrozen(type(self), list(rows.values_list("pk", flat=True)))
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Raise FrozenFileError, so that a form says it before anything is saved."""
        super().clean()
        require_unfrozen_changes(self)


def hold_files(revision: Revision) -> None:
    """Lock the files that the revision uses until commit, always in the same order."""
    keys: dict[int, set[str]] = {}
    for reference in references_of(revision.as_object()):
        keys.setdefault(reference.content_type, set()).add(reference.key)
    for kind in sorted(keys):
        model = ContentType.objects.get_for_id(kind).model_class()
        if model and issubclass(model, FrozenMixin):
            files = model._base_manager.filter(pk__in=keys[kind]).order_by("pk")
            list(lock(files).values_list("pk", flat=True))


@receiver(post_save, sender=TaskState)
def hold_files_of_review(instance: TaskState, **kwargs: Any) -> None:
    """Hold the files of a text that is submitted, or that changes under review."""
    if instance.status == TaskState.STATUS_IN_PROGRESS and instance.revision:
        hold_files(instance.revision)


@receiver(post_save, sender=Revision)
def hold_files_of_plan(instance: Revision, **kwargs: Any) -> None:
    """Hold the files of a text that is approved for later."""
    if instance.approved_go_live_at:
        hold_files(instance)


@receiver(page_published)
def hold_files_of_page(revision: Revision, **kwargs: Any) -> None:
    """Hold the files of a text that is published, which others do not see before commit."""
    hold_files(revision)


@receiver(m2m_changed, sender=TaggedItem)
def require_unfrozen_keywords(
    instance: models.Model, action: str, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Raise FrozenFileError when the keywords of a frozen file would change."""
    if action.startswith("pre_") and pk_set != set() and isinstance(instance, FrozenMixin):
        require_unfrozen(type(instance), [instance.pk])
