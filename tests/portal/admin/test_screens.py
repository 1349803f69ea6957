"""Small things of the administration: banners, deletions, licences, where one lands."""

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from wagtail.models import Collection, Page, Task

import pytest
from bs4 import BeautifulSoup

from portal.models import PortalSettings
from portal.uploads.licences import LicenceField
from portal.workflow import stock
from portal.workflow.setup import set_up_sections
from press.models import Journalist, PressReleasePage
from tests.support import factories
from tests.support.people import draft, logged_in


def test_an_empty_banner_is_refused(site):
    settings = PortalSettings(banner_active=True, banner_text="Sans titre")
    with pytest.raises(ValidationError) as refused:
        settings.clean()
    assert [*refused.value.message_dict] == ["banner_title"]
    settings.banner_title = "Site en maintenance"
    settings.clean()


def test_ones_own_draft_is_deleted_after_a_plain_confirmation(site, alice):
    page = draft(site, alice)
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    screen = BeautifulSoup(logged_in(alice).get(address).content, "html.parser")
    assert not screen.select("[name=confirm_site_name]")
    logged_in(alice).post(address)
    assert not PressReleasePage.objects.filter(pk=page.pk).exists()


LICENCE = LicenceField(required=False, max_length=120)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (["CC BY 4.0", ""], "CC BY 4.0"),
        (["autre", "Licence de l’ECPAD"], "Licence de l’ECPAD"),
        (["", ""], ""),
    ],
)
def test_a_licence_is_chosen_or_written(sent, stored):
    assert LICENCE.clean(sent) == stored
    assert LICENCE.widget.decompress(stored) == sent


@pytest.mark.parametrize("sent", [["autre", ""], ["inconnue", ""], ["autre", "x" * 121]])
def test_a_licence_without_a_name_is_refused(sent):
    with pytest.raises(ValidationError):
        LICENCE.clean(sent)


def test_the_licence_of_an_image_stays_as_it_was(site, chief):
    image = factories.ImageFactory(licence="Licence de l’ECPAD")
    address = reverse("wagtailimages:edit", args=[image.pk])
    screen = BeautifulSoup(logged_in(chief).get(address).content, "html.parser")
    assert screen.select_one("[name=licence] option[selected]")["value"] == "autre"
    assert screen.select_one("[name=licence_other]")["value"] == "Licence de l’ECPAD"


def test_a_journalist_is_registered_and_one_is_back_where_one_came_from(site, benoit):
    client, origin = logged_in(benoit), "/gestion/calendrier/"
    address = f"{reverse('wagtailsnippets_press_journalist:add')}?next={origin}"
    screen = BeautifulSoup(client.get(address).content, "html.parser")
    action = screen.select_one("main form[method=POST], main form[method=post]")["action"]
    fields = {"name": "Nora Petit", "outlet": "Le Journal", "email": "nora@exemple.fr"}
    answer = client.post(action, fields)
    assert Journalist.objects.filter(name="Nora Petit").exists()
    assert answer.url == origin


def test_a_copy_opens_in_the_editor(site, alice):
    page = draft(site, alice)
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": site.press.pk}
    answer = logged_in(alice).post(address, fields)
    copy = PressReleasePage.objects.get(slug="copie")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    fields |= {"new_slug": "copie-2", "next": "/gestion/calendrier/"}
    assert logged_in(alice).post(address, fields).url == "/gestion/calendrier/"


def test_what_databases_name_in_english_is_named_in_french(site):
    set_up_sections()
    stock.tidy()
    assert not Permission.objects.filter(name__startswith="Can ").exists()
    assert Page.get_first_root_node().title == "Racine"
    assert Collection.get_first_root_node().name == "Racine"
    assert not Task.objects.filter(name=stock.STOCK_TASK).exists()
