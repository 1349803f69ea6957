"""The screens that stand at an address of Wagtail's: it still has each of them, for the same thing.

Should an upgrade move one, ours would be dead code, and Wagtail's own would be open again.
"""

from collections.abc import Iterator

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, reverse
from django.utils.regex_helper import normalize

from wagtail import hooks
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.api.urls import admin_api
from wagtail.admin.views import home
from wagtail.models import Page

import pytest

from portal.admin.api import PagesAPI
from portal.admin.factors import urls as factors_urls
from portal.admin.isolation import middleware, views
from portal.admin.isolation import urls as isolation_urls
from portal.models import Document, Image

APPS = {"portal", "news", "press", "recruitment"}
# What takes the place of a view without being one: a report of our own, a function.
REPLACED = {
    "searchpicks/reports/search-terms/": "wagtail.contrib.search_promotions.views.reports",
    "media/chooser/<int:media_id>/": "wagtailmedia.views.chooser",
    "test404/": "django.views.generic.base",
    "failwhale/": "wagtail.admin.views.home",
    "collections/<int:collection_id>/privacy/": "wagtail.admin.views.collection_privacy",
    "images/<int:image_id>/preview/<str:filter_spec>/": "wagtail.images.views.images",
    "tag-autocomplete/": "wagtail.admin.views.tags",
    "tag-autocomplete/<slug:app_name>/<slug:model_name>/": "wagtail.admin.views.tags",
    "redirects/import/": "wagtail.contrib.redirects.views",
    "redirects/import/process/": "wagtail.contrib.redirects.views",
}


def view_of(callback):
    return getattr(callback, "view_class", callback)


def is_ours(pattern: URLPattern | URLResolver) -> bool:
    if isinstance(pattern, URLResolver):
        return False
    return view_of(pattern.callback).__module__.split(".")[0] in APPS


def registered_patterns() -> list[URLPattern]:
    """Those that the portal and its apps add to the administration."""
    return [
        pattern
        for function in hooks.get_hooks("register_admin_urls")
        if function.__module__.split(".")[0] in APPS
        for pattern in function()
    ]


def shadowing_patterns() -> list[URLPattern]:
    """Those that stand in front of Wagtail's: they have no name, for they answer to Wagtail's."""
    nameless = [pattern for pattern in registered_patterns() if not pattern.name]
    return [*isolation_urls.urlpatterns, *nameless, *filter(is_login, factors_urls.urlpatterns)]


def is_login(pattern: URLPattern) -> bool:
    """Whether it is the login, of which allauth knows the address by another name."""
    return pattern.name == "account_login"


def patterns_of_our_own() -> list[URLPattern]:
    """Those of screens that Wagtail has not."""
    patterns = [*registered_patterns(), *factors_urls.urlpatterns]
    return [pattern for pattern in patterns if pattern.name and not is_login(pattern)]


def path_to(pattern: URLPattern) -> str:
    """An address that the pattern matches: "1" is a number, and a slug too."""
    form, names = normalize(pattern.pattern.regex.pattern.replace(r"\Z", "$"))[0]
    return form % dict.fromkeys(names, "1")


def wagtails(path: str) -> Iterator[ResolverMatch]:
    """What answers there without the portal; nothing but the page that is not found: nothing."""
    for pattern in wagtailadmin_urls.urlpatterns:
        if is_ours(pattern):
            continue
        try:
            match = pattern.resolve(path)
        except Resolver404:
            continue
        if match and view_of(match.func) is not home.default and match.func.__name__ != "default":
            yield match


def named(pattern: URLPattern) -> str:
    return str(pattern.pattern)


def test_there_are_shadowing_screens():
    assert {"choose-page/search/", "searchpicks/", "reports/site-history/"} <= set(
        map(named, shadowing_patterns())
    )


@pytest.mark.parametrize("pattern", shadowing_patterns(), ids=named)
def test_wagtail_still_has_what_a_screen_stands_in_front_of(pattern):
    path = path_to(pattern)
    match = next(wagtails(path), None)
    assert match is not None, f"Wagtail has no {path} any more"
    assert match.kwargs == pattern.resolve(path).kwargs
    theirs, ours = view_of(match.func), view_of(pattern.callback)
    if named(pattern) in REPLACED:
        assert theirs.__module__ == REPLACED[named(pattern)]
    else:
        assert issubclass(ours, theirs)


@pytest.mark.parametrize("pattern", patterns_of_our_own(), ids=named)
def test_a_screen_of_our_own_hides_none_of_wagtails(pattern):
    assert list(wagtails(path_to(pattern))) == []


def test_an_address_that_nobody_has_is_seen():
    assert list(wagtails("choose-page/moved-elsewhere/")) == []


@pytest.mark.parametrize(
    ("model", "name", "interface"),
    [
        (Page, "pages", PagesAPI),
        (Image, "images", views.ImagesAPI),
        (Document, "documents", views.DocumentsAPI),
    ],
)
def test_the_interfaces_of_the_screens_are_ours_alone(model, name, interface):
    """Had Wagtail another name for one, it would have both, its own first."""
    assert admin_api.get_model_endpoint(model) == (name, interface)


@pytest.mark.parametrize(
    "action",
    [action for action in views.BULK_ACTIONS if action.action_type != "submit"],  # ours alone
    ids=lambda action: action.__name__,
)
def test_wagtail_still_has_the_bulk_actions_that_ours_replace(action):
    theirs = [
        each
        for each in hooks.get_hooks("register_bulk_action")
        if each.__module__.split(".")[0] not in APPS
    ]
    assert {*action.__mro__[1:]} & {*theirs}


def test_wagtail_still_has_the_chooser_that_the_gate_lets_through():
    assert reverse(middleware.CHOOSER_URL_NAME, args=[1])
