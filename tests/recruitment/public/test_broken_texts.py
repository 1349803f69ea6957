"""A link or a picture that cannot be read takes nothing down in the text fields of an offer."""

from urllib.parse import urlencode

import pytest

from recruitment.models import JobOfferPage
from tests.support import factories
from tests.support.people import fields_of, logged_in

BROKEN = {
    "a document without a number": '<a linktype="document" id="abc">Le guide</a>',
    "a document without a key": '<a linktype="document">Le guide</a>',
    "a document beyond the database": f'<a linktype="document" id="{10**30}">Le guide</a>',
    "a page without a number": '<a linktype="page" id="²">Le guide</a>',
    "a page without a key": '<a linktype="page">Le guide</a>',
    "a link of no kind": '<a linktype="disparu" id="1">Le guide</a>',
    "a picture without a number": 'Le guide<embed embedtype="image" id="abc" format="left"/>',
    "a picture without a key": 'Le guide<embed embedtype="image"/>',
    "what is embedded without an address": 'Le guide<embed embedtype="media"/>',
    "what is embedded of no kind": 'Le guide<embed embedtype="disparu" id="1"/>',
}
FIELDS = ("missions", "profile", "conditions")


@pytest.fixture(params=BROKEN.values(), ids=BROKEN)
def offer(request, site) -> JobOfferPage:
    offer, other = (
        factories.JobOfferPageFactory(parent=site.jobs, title=f"Offre {name}", live=False)
        for name in ("cassée", "saine")
    )
    for page in (offer, other):
        page.save_revision().publish()
    text = f"<p>Vous lirez {request.param} avec soin.</p>"
    JobOfferPage.objects.filter(pk=offer.pk).update(**dict.fromkeys(FIELDS, text))
    return JobOfferPage.objects.get(pk=offer.pk)


def test_the_words_stay_on_every_page_and_in_every_file(client, site, offer):
    references = [each.reference for each in JobOfferPage.objects.all()]
    comparison = "/recrutement/comparer/?" + urlencode({"offre": references}, doseq=True)
    for address in (offer.url, "/recrutement/", "/recherche/?q=cassée", comparison):
        response = client.get(address)
        assert response.status_code == 200, address
    assert client.get(offer.url).content.decode().count("Le guide") >= len(FIELDS)
    for address in ("/recrutement/export/json/", "/recrutement/export/csv/"):
        assert "Offre cassée" in client.get(address).content.decode("utf-8-sig")
    assert "Offre cassée" in client.get("/recrutement/flux/atom/").content.decode()


def test_the_editor_opens(site, offer, chief):
    JobOfferPage.objects.filter(pk=offer.pk).update(latest_revision=None)
    client, address = logged_in(chief), f"/gestion/pages/{offer.pk}/edit/"
    html = client.get(address).content.decode()
    assert "Le guide" in html
    assert client.post(address, fields_of(html)).status_code == 302
    assert "Le guide" in offer.get_latest_revision_as_object().missions
