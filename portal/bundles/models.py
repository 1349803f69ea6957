"""Bundles, and the texts that wait for them."""

import dataclasses
import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from portal.admin_access import AnyUser, visible_title
from portal.core.datetimes import format_datetime
from portal.core.neutral_labels import neutral_prefix
from portal.core.personal_data import ACTS
from portal.core.users import User
from portal.workflow.resources import user_roles
from portal.workflow.setup import OVERSEE

GONE_TITLE = _("Texte supprimé")


def user_foreign_key() -> "models.ForeignKey[User | None, User | None]":
    """Return a field for the user who acted, which is emptied when that user is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class Status(models.TextChoices):
    PLANNED = "planned", _("En préparation")
    MISSED = "missed", _("N’a pas paru")
    PUBLISHED = "published", _("Publiée")
    CANCELLED = "cancelled", _("Annulée")


OPEN = (Status.PLANNED, Status.MISSED)  # the texts wait for such a bundle


class BundleQuerySet(models.QuerySet["Bundle"]):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def with_counts(self) -> Self:
        """Add the number of texts, and that of those which are approved."""
        key = Cast(OuterRef("page"), models.CharField())
        approved = Revision.page_revisions.filter(object_id=key).exclude(approved_go_live_at=None)
        ready = BundleMember.objects.filter(Exists(approved), bundle=OuterRef("pk"))
        counted = ready.order_by().values("bundle").annotate(count=models.Count("pk"))
        return self.annotate(
            texts=models.Count("members", distinct=True),
            approved=Coalesce(models.Subquery(counted.values("count")), 0),
        )

    def visible_to(self, user: User) -> Self:
        """Keep those of a person or of their sections, and those of a text that they may change.

        Who left the sections of the texts sees a bundle of theirs no more, unless they are named.
        """
        if user.has_perm(OVERSEE):
            return self
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
        members = BundleMember.objects.filter(page__in=pages.order_by().values("pk"))
        invited = [section for section, _role in user_roles(user) if section]
        of_sections = BundleMember.objects.filter(section_key__in=invited).values("bundle")
        made = Q(created_by=user) & (Q(members=None) | Q(pk__in=of_sections))
        own = made | Q(people=user) | Q(pk__in=members.values("bundle"))
        return self.filter(own | Q(sections__overlap=invited)).distinct()


class Bundle(models.Model):
    """Texts that appear together. What happened to it is in its history."""

    title = models.CharField(
        _("titre"),
        max_length=120,
        help_text=_("Pour les personnes qui le préparent\u00a0: les lecteurs ne le voient pas."),
    )
    at = models.DateTimeField(_("parution"))
    notice_minutes = models.PositiveSmallIntegerField(
        _("prévenir"),
        default=60,
        choices=[
            (15, _("un quart d’heure avant")),
            (60, _("une heure avant")),
            (180, _("trois heures avant")),
            (1440, _("la veille, à la même heure")),
        ],
        help_text=_("Un courriel dit alors ce qui est prêt et ce qui manque."),
    )
    sections = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("sections invitées"),
        default=list,
        blank=True,
        help_text=_(
            "Leurs personnes voient cette publication groupée, et y ajoutent leurs textes. "
            "Chacun ne lit que les titres qu’il peut lire."
        ),
    )
    people: "models.ManyToManyField[User, models.Model]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("autres personnes à prévenir"),
        blank=True,
        related_name="+",
        help_text=_("Les auteurs des textes et la personne qui prépare l’ensemble le sont déjà."),
    )
    status = models.CharField(
        _("état"), max_length=10, choices=Status.choices, default=Status.PLANNED, editable=False
    )
    created_by = user_foreign_key()
    notice_at = models.DateTimeField(null=True, editable=False)  # None once it was sent
    ended_at = models.DateTimeField(null=True, editable=False)  # published or cancelled

    objects = BundleQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    is_public_content = False
    personal_data = dataclasses.replace(ACTS, fields=("created_by",))

    class Meta:
        verbose_name = _("publication groupée")
        verbose_name_plural = _("publications groupées")
        default_permissions = ("add", "change", "view")
        indexes = [models.Index("at", name="bundle_open", condition=Q(status__in=OPEN))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bundles:inspect", args=[self.pk])

    @property
    def when(self) -> str:
        """When its texts appear, or were to."""
        return format_datetime(self.at)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def plan(self, at: datetime.datetime) -> None:
        """Set the moment, a whole second, and that of the notice before it; to be saved."""
        self.at, self.status = at.replace(microsecond=0), Status.PLANNED
        self.notice_at = self.at - datetime.timedelta(minutes=self.notice_minutes)

    def write_down(self, action: str, user: User | None = None, **data: Any) -> None:
        """Write an act in the history, which names the bundle by its number.

        All who may make bundles read the history of the site, whosever they are.
        """
        label = f"{neutral_prefix(self._meta.verbose_name)}{self.pk}"
        log(self, action, user=user, title=label, data=data)

    def all_members(self) -> "models.QuerySet[BundleMember]":
        return self.members.select_related("page").order_by("pk")


class BundleMemberQuerySet(models.QuerySet["BundleMember"]):
    def held(self) -> Self:
        """Keep the texts that wait for a bundle, and are left."""
        return self.filter(is_held=True, page__isnull=False)

    def of_page(self, key: int | None) -> "BundleMember | None":
        """Return what the page of this key waits for, with its bundle; None for a new page."""
        return (key and self.held().filter(page=key).select_related("bundle").first()) or None


class BundleMember(models.Model):
    """A text of a bundle. It outlives its page, to say what is missing."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="members")
    page = models.ForeignKey(
        "portal.PublicationPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="bundle_members",
    )
    section_key = models.CharField(max_length=40)
    title = models.CharField(max_length=255, blank=True)  # of a page that is gone
    is_held = models.BooleanField(default=True)  # it waits for its bundle, and for no other
    added_by = user_foreign_key()

    objects = BundleMemberQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    is_public_content = False
    personal_data = dataclasses.replace(ACTS, fields=("added_by",))

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("page", condition=Q(is_held=True), name="held_by_one_bundle")
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.page_id}"

    def title_for(self, user: AnyUser) -> "str | Promise":
        """Return the title of the text that the user may see."""
        if self.page:
            return visible_title(self.page, self.page.draft_title, user)
        sections = {section for section, _role in user_roles(user)} if user.pk else set()
        is_theirs = self.section_key in sections or user.has_perm(OVERSEE)
        return self.title if is_theirs and self.title else GONE_TITLE
