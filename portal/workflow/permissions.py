"""Permissions on the pages of a section, whose texts nobody publishes alone, superusers included.

It is so where the rules of the section ask for four eyes. What a review has approved is published
by `portal.workflow.tasks`, which asks for no permission. Where one person is enough, it is no new
validator.
"""

from wagtail.models import PagePermissionTester

from portal.admin_access import AnyUser


def must_wait(user: AnyUser) -> bool:
    """Whether the user gained the right to publish too short a time ago to use it alone."""
    return not user.is_superuser and user.is_authenticated and user.is_new_validator


class SectionPermissionTester(PagePermissionTester):
    """Permissions on the index page of a section: nothing is created and published in one go."""

    def can_publish_subpage(self) -> bool:
        four_eyes = self.page.specific_class.section.rules.four_eyes
        return not (four_eyes or must_wait(self.user)) and bool(super().can_publish_subpage())


class ReviewedPermissionTester(PagePermissionTester):
    """Permissions on a page of a section."""

    @property
    def four_eyes(self) -> bool:
        return bool(self.page.specific_class.section.rules.four_eyes)

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and not (self.four_eyes or must_wait(self.user))

    def can_unschedule(self) -> bool:
        return bool(super().can_publish())  # taking back needs nobody else

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        # What was public is unpublished instead: once deleted, nobody could tell what it was.
        return bool(super().can_delete(ignore_bulk)) and (
            self.user.is_superuser or self.page.first_published_at is None or not self.four_eyes
        )
