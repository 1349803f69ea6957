"""Hooks of what is pasted: the addresses that the editor asks, and its scripts."""

from django.forms import Media
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail import hooks

from portal.paste import admin_views

# That of tables before that of rich texts, which some of their cells are.
SCRIPTS = ["clipboard", "dialog", "table", "rich_text", "page"]


@hooks.register("register_admin_urls")
def register_paste_urls() -> list[URLPattern]:
    return [
        path("coller/texte/", admin_views.paste_text, name="paste_text"),
        path("coller/tableau/", admin_views.paste_table, name="paste_table"),
        path("coller/page/", admin_views.paste_page, name="paste_page"),
        path("coller/fichier/", admin_views.paste_file, name="paste_file"),
    ]


@hooks.register("insert_editor_js")
def insert_paste_scripts() -> SafeString:
    scripts = Media(js=[f"js/admin/paste/{name}.js" for name in SCRIPTS])
    return format_html("{}{}", render_to_string("portal/paste/parts.html"), scripts.render())


@hooks.register("insert_global_admin_css")
def insert_paste_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/paste.css"))
