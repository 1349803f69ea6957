"""The tag `pending_refusal`: what a text that was sent back must answer."""

from django import template

from portal.workflow.rounds import pending_refusal

register = template.Library()
register.simple_tag(pending_refusal)
