"""Hooks of publications: when the clock alone ends them."""

from wagtail import hooks

from portal.publications.ends import register_ends

hooks.register("register_content_moments", register_ends)
