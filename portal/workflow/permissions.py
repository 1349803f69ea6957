"""Permissions on the pages of a section, whose texts nobody publishes alone, superusers included.

It is so where the rules of the section ask for four eyes. What a review has approved is published
by `portal.workflow.tasks`, which asks for no permission. Where one person is enough, it is no new
validator.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.functional import cached_property

from wagtail.models import PagePermissionTester

from portal.admin_access import AnyUser
from portal.workflow.sections import Section, section_of


class HeldTextError(PermissionDenied):
    """A text that would appear alone, and waits for others."""


def must_wait(user: AnyUser) -> bool:
    """Whether the user gained the right to publish too short a time ago to use it alone."""
    return not user.is_superuser and user.is_authenticated and user.is_new_validator


class ReviewedPermissionTester(PagePermissionTester):
    """Permissions on a page of a section."""

    @cached_property
    def section(self) -> Section | None:
        return section_of(self.page)

    @cached_property
    def four_eyes(self) -> bool:
        return self.section is not None and bool(self.section.rules.four_eyes)

    @property
    def needs_others(self) -> bool:
        """Whether the user may not publish alone."""
        return self.four_eyes or must_wait(self.user)

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and not self.needs_others

    def can_publish_subpage(self) -> bool:
        return bool(super().can_publish_subpage()) and not self.needs_others

    @cached_property
    def publishes_above(self) -> bool:
        """Whether the user may publish a page above the section, or above a page of none."""
        if not self.user.is_active or self.user.is_superuser:
            return bool(self.user.is_active)
        return any(
            granted.permission.codename == "publish_page"
            and self.page.path.startswith(granted.page.path)
            and section_of(granted.page) is None
            for granted in self.permission_policy.get_cached_permissions_for_user(self.user)
        )

    @property
    def hides_alone(self) -> bool:
        """Whether the user may take away, without others, what visitors read."""
        return self.publishes_above or not self.needs_others

    def can_unschedule(self) -> bool:
        return bool(super().can_publish())  # nobody reads it yet: taking back needs nobody else

    def can_unpublish(self) -> bool:
        # A section withdraws its texts, which asks for a reason.
        return bool(super().can_unpublish()) and self.hides_alone

    def can_reorder_children(self) -> bool:
        return bool(super().can_reorder_children()) and self.hides_alone

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        # What was public is unpublished instead: once deleted, nobody could tell what it was.
        return bool(super().can_delete(ignore_bulk)) and (
            self.user.is_superuser or not self.was_public() or not self.four_eyes
        )

    def was_public(self) -> bool:
        """Whether visitors have read the page, or one below it."""
        if self.page.live or self.page.first_published_at:
            return True
        below = self.page.get_descendants()
        public = Q(live=True) | Q(first_published_at__isnull=False)
        return not self.page.is_leaf() and bool(below.filter(public).exists())


class StandingPermissionTester(ReviewedPermissionTester):
    """Permissions on a page that stays: the list of a section, a guide, the agency's page.

    In a section a review publishes it, or whoever publishes what is above the section.
    """

    def can_publish(self) -> bool:
        if self.publishes_above:
            return bool(PagePermissionTester.can_publish(self))
        return super().can_publish()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        # What visitors read is unpublished first, which can be undone.
        above = self.publishes_above and PagePermissionTester.can_delete(self, ignore_bulk)
        return bool(above or super().can_delete(ignore_bulk)) and (
            self.user.is_superuser or not self.is_read()
        )

    def can_move(self) -> bool:
        if self.publishes_above:
            return bool(PagePermissionTester.can_delete(self, ignore_bulk=True))
        return bool(super().can_move())

    def is_read(self) -> bool:
        """Whether visitors read the page, or one below it."""
        return bool(self.page.live or self.page.get_descendants().filter(live=True).exists())


class SectionPermissionTester(StandingPermissionTester):
    """Permissions on the list of a section: what hides or moves it does so to all its texts."""

    def can_unpublish(self) -> bool:
        return self.publishes_above and bool(super().can_unpublish())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        # Its texts were withdrawn one by one, or their history would go with it.
        return (
            self.publishes_above
            and bool(super().can_delete(ignore_bulk))
            and (self.user.is_superuser or not self.was_public())
        )

    def can_set_view_restrictions(self) -> bool:
        return self.publishes_above and bool(super().can_set_view_restrictions())

    def can_reorder_children(self) -> bool:
        return self.publishes_above and bool(super().can_reorder_children())
