"""Who may publish what: with the four eyes of a section, nobody straight, superusers included.

What a review has approved is published by `portal.workflow.tasks`, which asks for no permission.
"""

from wagtail.models import PagePermissionTester


class SectionPermissionTester(PagePermissionTester):
    """For the list of a section: nothing is created and published in one go below it."""

    def can_publish_subpage(self) -> bool:
        return not self.page.specific_class.section.rules.four_eyes and (
            super().can_publish_subpage()
        )


class ReviewedPermissionTester(PagePermissionTester):
    """For a page of a section."""

    @property
    def four_eyes(self) -> bool:
        return self.page.specific_class.section.rules.four_eyes

    def can_publish(self) -> bool:
        return super().can_publish() and not self.four_eyes

    def can_unschedule(self) -> bool:
        return super().can_publish()  # taking back needs nobody else

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        # What was public is unpublished: wiped out, nobody could say any more what it was.
        return super().can_delete(ignore_bulk) and (
            self.user.is_superuser or self.page.first_published_at is None or not self.four_eyes
        )
