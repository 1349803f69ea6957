"""How to report a vulnerability: security.txt (RFC 9116), the page in words, the footer."""

import datetime

from django.utils import timezone

from wagtail.models import Site

import pytest

from portal.site_settings import PortalSettings
from tests.support.production import PRODUCTION, check_deploy

FILE, PAGE = "/.well-known/security.txt", "/signaler-une-faille/"


@pytest.fixture
def contacts(settings) -> list[str]:
    settings.SECURITY_CONTACTS = ["mailto:securite@exemple.fr", "https://exemple.fr/?a=1&b=2"]
    return settings.SECURITY_CONTACTS


def read_fields(client) -> list[list[str]]:
    response = client.get(FILE)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return [line.split(": ", 1) for line in response.content.decode().splitlines()]


def test_the_file_has_all_fields(client, site, settings, contacts):
    settings.SECURITY_ENCRYPTION = "https://exemple.fr/cle.asc"
    fields = read_fields(client)
    assert [name for name, _value in fields] == [
        *("Contact", "Contact", "Expires", "Encryption"),
        *("Preferred-Languages", "Canonical", "Policy"),
    ]
    assert [value for name, value in fields if name == "Contact"] == contacts
    values = dict(fields)
    expires = datetime.datetime.fromisoformat(values["Expires"])
    assert timezone.now() < expires < timezone.now() + datetime.timedelta(days=365)
    assert values["Preferred-Languages"] == "fr, en"
    assert values["Canonical"] == settings.SITE_URL + FILE
    assert values["Policy"] == settings.SITE_URL + PAGE


def test_the_page_names_the_contacts_and_the_footer_leads_to_it(client, site, contacts):
    page = client.get(PAGE).content.decode()
    assert '<a href="mailto:securite@exemple.fr">securite@exemple.fr</a>' in page
    assert f'href="{FILE}"' in page
    assert f'href="{PAGE}"' in client.get("/").content.decode()


def test_without_a_contact_there_is_neither(client, site):
    assert client.get(FILE).status_code == client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/").content.decode()


def test_the_address_of_the_agency_stands_for_one_that_is_not_set(client, site, settings):
    agency = PortalSettings.for_site(Site.objects.get())
    agency.contact_email = "contact@exemple.fr"
    agency.save()
    assert ["Contact", "mailto:contact@exemple.fr"] in read_fields(client)
    settings.SECURITY_CONTACTS = ["mailto:securite@exemple.fr"]
    assert "contact@exemple.fr" not in client.get(FILE).content.decode()


def test_a_contact_that_is_no_address_is_refused(tmp_path):
    done = check_deploy(tmp_path, **PRODUCTION | {"SECURITY_CONTACT": "http://exemple.fr"})
    assert "SECURITY_CONTACT" in done.stderr
    assert done.returncode != 0
    done = check_deploy(tmp_path, **PRODUCTION | {"SECURITY_CONTACT": "a@exemple.fr, tel:+33"})
    assert done.returncode == 0, done.stderr
