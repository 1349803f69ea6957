"""What pages and mails about reviews say of a text: what it must answer, to whom its title."""

from django import template

from wagtail.models import Page

from portal.admin_access import AnyUser, can_read_title, visible_title
from portal.workflow.rounds import pending_refusal

register = template.Library()
register.simple_tag(pending_refusal)


@register.filter
def title_for(page: Page, user: AnyUser) -> str:
    """Return the title of the page, or what stands for it when the addressee may not see it."""
    return visible_title(page, page.draft_title or page.title, user)


@register.filter
def has_title_for(page: Page, user: AnyUser) -> bool:
    """Whether the addressee may see the title and the address of the page."""
    return can_read_title(user, page)
