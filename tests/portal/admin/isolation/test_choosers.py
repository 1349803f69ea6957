"""Choosers and bulk screens name snippets and tags to those alone who may choose them."""

from collections.abc import Iterator

from django.core import serializers
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from wagtail.admin.views.generic.models import CopyViewMixin

import pytest

from portal.models import Document, Image, Media, MediaContact, Theme
from press.models import Journalist
from tests.support import factories
from tests.support.people import logged_in, person
from tests.support.secret_site import CANARY, content, reads

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(office):
    return person("chef", is_staff=True, is_superuser=True)


NAMES_OF_JOURNALISTS = """
snippets/choose/press/journalist/
snippets/choose/press/journalist/results/
snippets/choose/press/journalist/chosen/{journalist}/
snippets/choose/press/journalist/chosen-multiple/?id={journalist}
bulk/press/journalist/delete/?id={journalist}
bulk/press/journalist/delete/?id=all
""".split()


@pytest.mark.parametrize("path", NAMES_OF_JOURNALISTS)
def test_journalists_are_named_to_those_who_may_work_with_them(office, path):
    path = path.format_map(office.keys)
    for user in (office.beside.rachel, office.beside.nina, office.secrets.alice):
        assert CANARY not in reads(user, path)
    assert CANARY in reads(office.secrets.benoit, path)


def test_a_bulk_screen_deletes_nothing_for_others(office):
    path = f"/gestion/bulk/press/journalist/delete/?id={office.keys['journalist']}"
    logged_in(office.beside.nina).post(path)
    assert Journalist.objects.exists()


@pytest.mark.parametrize("path", ["portal/mediacontact", "portal/place", "portal/theme"])
@pytest.mark.parametrize("step", ["", "results/"])
def test_whoever_writes_pages_chooses_what_the_sections_share(office, path, step):
    factories.PlaceFactory(name="Bruz")
    factories.ThemeFactory(name="Calcul")
    for user in (office.beside.rachel, office.beside.nina, office.secrets.alice):
        html = reads(user, f"snippets/choose/{path}/{step}")
        assert any(name in html for name in ("bruz", "calcul", office.beside.contact.name.lower()))


@pytest.mark.parametrize("step", ["chosen/{}/", "chosen-multiple/?id={}"])
def test_whoever_writes_pages_gets_the_row_that_they_choose(office, step):
    rows = [office.beside.contact, factories.PlaceFactory(), factories.ThemeFactory()]
    for user in (office.beside.rachel, office.beside.nina, office.secrets.alice):
        for row in rows:
            path = f"snippets/choose/portal/{row._meta.model_name}/{step.format(row.pk)}"
            assert str(row).lower() in reads(user, path)


@pytest.mark.parametrize("path", ["portal/glossaryentry", "portal/synonymgroup"])
def test_what_no_page_refers_to_is_for_those_who_edit_it(office, chief, path):
    address = f"/gestion/snippets/choose/{path}/"
    assert logged_in(office.beside.rachel).get(address).url == "/gestion/"
    assert logged_in(chief).get(address).status_code == 200


def test_a_chooser_without_a_form_has_no_screen_for_it(office, chief):
    for method in ("get", "post"):
        for path in ("portal/theme", "press/journalist"):
            answer = getattr(logged_in(chief), method)(f"/gestion/snippets/choose/{path}/create/")
            assert answer.status_code == 404


@pytest.mark.parametrize("path", ["tag-autocomplete/", "tag-autocomplete/taggit/tag/"])
def test_tags_are_named_to_those_who_may_choose_their_files(office, path):
    for term in ("ZEB", CANARY):
        assert reads(office.beside.rachel, f"{path}?term={term}").startswith("[]")
        assert f"{CANARY} mot-clé" in reads(office.secrets.alice, f"{path}?term={term}")
    assert "interne mot-clé" in reads(office.beside.rachel, f"{path}?term=interne")
    assert "commun mot-clé" in reads(office.beside.rachel, f"{path}?term=commun")


@pytest.mark.parametrize("path", ["images/", "images/chooser/", "documents/", "media/chooser/"])
def test_popular_tags_are_those_of_files_that_one_may_choose(office, path):
    for model in (Image, Document, Media):  # the files have gone elsewhere, the tags stay
        assert model.objects.exists()
    html = reads(office.beside.rachel, path)
    assert f"{CANARY} mot-clé" not in html
    assert "interne mot-clé" in html
    assert f"{CANARY} mot-clé" in reads(office.secrets.alice, path)


def test_themes_are_proposed_to_all(office):
    factories.ThemeFactory(name="Calcul")
    assert "calcul" in reads(office.beside.rachel, "tag-autocomplete/portal/theme/?term=Ca")
    for path in ("portal/image", "press/aucun"):
        client = logged_in(office.beside.rachel)
        assert client.get(f"/gestion/tag-autocomplete/{path}/?term=a").status_code == 404


# Copies


def copy_views(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[tuple]:
    """The address of each screen that copies a row, and the model of the row."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from copy_views(pattern, route)
        elif isinstance(pattern, URLPattern):
            view_class = getattr(pattern.callback, "view_class", object)
            if issubclass(view_class, CopyViewMixin):
                yield route, pattern.callback.view_initkwargs["model"]


def rows_of(model: type[Model], names: list[str]) -> str:
    return serializers.serialize("json", model._default_manager.order_by("pk"), fields=names)


@pytest.mark.parametrize("method", ["post", "put"])
def test_nothing_is_saved_over_what_is_copied(office, chief, method):
    factories.ThemeFactory()
    seen = set()
    for route, model in copy_views():
        for row in model._default_manager.all()[:2]:
            names = [field.name for field in model._meta.fields if field.name != "last_login"]
            before = rows_of(model, names)
            sent = dict.fromkeys({*names, "password1", "password2"} - {"id"}, "Une autre valeur")
            address = route.replace("<int:pk>", str(row.pk))
            answer = getattr(logged_in(chief), method)(address, sent)
            assert answer.status_code in (405, 302), address
            assert "Une autre valeur" not in content(answer)
            assert rows_of(model, names) == before, address
            seen.add(model)
    assert {Journalist, MediaContact, Theme} <= seen
