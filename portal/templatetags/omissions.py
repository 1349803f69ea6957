"""A tag around what may fail without taking the page down: a card of a list, a block, a row."""

from typing import Any

from django import template
from django.db import Error
from django.template.base import FilterExpression, Node, NodeList, Parser, Token

from portal.blocks.omissions import is_preview, leave_out

register = template.Library()


class GuardNode(Node):
    child_nodelists = ("nodelist",)

    def __init__(self, page: FilterExpression, label: FilterExpression, nodelist: NodeList) -> None:
        self.page, self.label, self.nodelist = page, label, nodelist

    def render(self, context: template.Context) -> Any:
        try:
            return self.nodelist.render(context)
        except Error:
            raise  # the trouble is that of the database, not of this part
        except Exception as error:
            page = self.page.resolve(context, ignore_failures=True)
            page = None if is_preview(context.get("request")) else page
            leave_out(page, str(self.label.resolve(context)), error=error)
            return ""


@register.tag
def guard(parser: Parser, token: Token) -> GuardNode:
    """Render what stands before `endguard`, or nothing when it raises.

    `{% guard page "label" %}` names the page and what is left out, for the people of the section.
    """
    try:
        _name, page, label = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError("guard takes a page and a label") from error
    nodelist = parser.parse(["endguard"])
    parser.delete_first_token()
    return GuardNode(parser.compile_filter(page), parser.compile_filter(label), nodelist)
