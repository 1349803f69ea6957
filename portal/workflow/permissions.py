"""Permissions on the pages of a section, whose texts nobody publishes alone, superusers included.

It is so where the rules of the section ask for four eyes. What a review has approved is published
by `portal.workflow.tasks`, which asks for no permission.
"""

from wagtail.models import PagePermissionTester


class SectionPermissionTester(PagePermissionTester):
    """Permissions on the index page of a section: nothing is created and published in one go."""

    def can_publish_subpage(self) -> bool:
        return not self.page.specific_class.section.rules.four_eyes and bool(
            super().can_publish_subpage()
        )


class ReviewedPermissionTester(PagePermissionTester):
    """Permissions on a page of a section."""

    @property
    def four_eyes(self) -> bool:
        return bool(self.page.specific_class.section.rules.four_eyes)

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and not self.four_eyes

    def can_unschedule(self) -> bool:
        return bool(super().can_publish())  # taking back needs nobody else

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        # What was public is unpublished instead: once deleted, nobody could tell what it was.
        return bool(super().can_delete(ignore_bulk)) and (
            self.user.is_superuser or self.page.first_published_at is None or not self.four_eyes
        )
