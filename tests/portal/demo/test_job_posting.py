"""What search engines are told of an offer: valid, true, and on the page for all to read."""

import datetime
import json
import re

from django.test import RequestFactory
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from portal.blocks.plain_text import format_day
from portal.models import Place
from recruitment.formats.job_posting import employment_types, job_posting
from recruitment.lifecycle.actions import fill, withdraw
from recruitment.models import RECRUITMENT, JobOfferPage, Occupation, RecruitmentIndexPage
from recruitment.templatetags.job_posting import job_posting as tag
from tests.support import factories, schemas
from tests.support.people import validator as person_of

VALIDATOR = schemas.validator("job_posting")


def postings(html: str) -> list[dict]:
    scripts = BeautifulSoup(html, "html.parser").select('script[type="application/ld+json"]')
    documents = [json.loads(script.string) for script in scripts]
    return [data for data in documents if data["@type"] == "JobPosting"]


def flat(text: str) -> str:
    return " ".join(text.split()).lower()


def visible(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["script", "style", "template", "svg", "head"]):
        hidden.decompose()
    for ordinal in soup("sup"):
        ordinal.unwrap()
    soup.smooth()
    return flat(soup.get_text(" "))


def readable_values(offer, posting: dict) -> dict[str, list[str]]:
    """What a reader of the page should find, for each property that says something to readers."""
    end = offer.last_minute
    salary = posting.get("baseSalary", {}).get("value", {})
    description = BeautifulSoup(posting["description"], "html.parser")
    places = [place["address"] for place in posting["jobLocation"]]
    occupation = posting["occupationalCategory"]
    values = {
        "title": [posting["title"]],
        "description": [each.get_text(" ") for each in description(["h2", "p", "li"])],
        "identifier": [posting["identifier"]["value"]],
        "datePosted": [format_day(datetime.date.fromisoformat(posting["datePosted"]))],
        "validThrough": [format_day(end.date()), f"{end:%H} h {end:%M}"],
        "hiringOrganization": [posting["hiringOrganization"]["name"]],
        "employmentUnit": [posting["employmentUnit"]["name"]],
        "addressLocality": [address["addressLocality"] for address in places],
        "addressRegion": [
            address["addressRegion"] for address in places if "addressRegion" in address
        ],
        "employmentType": [offer.get_contract_display()],
        "workHours": [posting["workHours"]],
        "industry": [posting["industry"]],
        "occupationalCategory": [occupation]
        if isinstance(occupation, str)
        else [occupation["name"]],
        "totalJobOpenings": [str(posting["totalJobOpenings"])],
        "jobStartDate": [posting.get("jobStartDate", "")],
        "baseSalary": [
            f"{salary[key]:,}".replace(",", " ")
            for key in ("minValue", "maxValue")
            if key in salary
        ],
        "jobBenefits": offer.benefit_list,
        "educationRequirements": [offer.get_level_display()],
        "experienceRequirements": [offer.get_experience_display()],
        "qualifications": [posting["qualifications"]],
        "securityClearanceRequirement": [posting.get("securityClearanceRequirement", "")],
        "eligibilityToWorkRequirement": [posting.get("eligibilityToWorkRequirement", "")],
        "jobLocationType": ["télétravail"] if "jobLocationType" in posting else [],
    }
    return {name: [flat(text) for text in texts] for name, texts in values.items()}


def absent(offer, html: str) -> dict[str, list[str]]:
    (posting,) = postings(html)
    page = visible(html)
    missing = {
        name: [text for text in texts if text not in page]
        for name, texts in readable_values(offer, posting).items()
    }
    return {name: texts for name, texts in missing.items() if texts}


@pytest.fixture
def offer(demo, db):
    page = factories.JobOfferPageFactory(
        parent=RecruitmentIndexPage.objects.get(),
        places=[Place.objects.get(slug=slug) for slug in ("bruz", "palaiseau")],
        title="Analyste, mesure & modèles (F/H)",
        missions="<p>Lire &amp; mesurer.</p><ul><li>Le premier jour.</li><li>Le second.</li></ul>",
        salary_min=42000,
        salary_max=55000,
        start="Dès que possible",
        benefits="Restauration collective\nTransports remboursés à 75 %",
        body=[{"type": "paragraph", "value": "<p>Chaque candidature reçoit une réponse.</p>"}],
        live=False,
    )
    page.save_revision().publish()
    return JobOfferPage.objects.get(pk=page.pk)


def test_every_open_offer_of_the_demonstration_is_valid(demo, client, db):
    offers = list(JobOfferPage.objects.listed())
    assert len(offers) > 5
    for offer in offers:
        html = client.get(offer.url).content.decode()
        (posting,) = postings(html)
        assert not [error.message for error in VALIDATOR.iter_errors(posting)], offer.title
        assert not absent(offer, html), offer.title


def test_their_export_is_valid_too(demo, client, db):
    data = client.get("/recrutement/export/json/").json()
    exported = schemas.validator("choisir_le_service_public")
    assert not [error.message for error in exported.iter_errors(data)]
    assert len(data["offres"]) == JobOfferPage.objects.listed().count()


def test_lists_and_other_pages_have_none(demo, client, db):
    for address in ("/", "/recrutement/", "/recherche/?q=ia", "/presse/"):
        assert not postings(client.get(address).content.decode())
    closed = JobOfferPage.objects.live().exclude(pk__in=JobOfferPage.objects.listed()).first()
    assert not postings(client.get(closed.url).content.decode())


def test_a_full_offer(offer, client):
    html = client.get(offer.url).content.decode()
    (posting,) = postings(html)
    assert not absent(offer, html)
    assert posting["title"] == "Analyste, mesure & modèles (F/H)"
    places = [place["address"]["addressRegion"] for place in posting["jobLocation"]]
    assert places == ["Ille-et-Vilaine", "Essonne"]
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 42000,
        "maxValue": 55000,
        "unitText": "YEAR",
    }
    end = datetime.datetime.fromisoformat(posting["validThrough"])
    assert end == offer.closes_at - datetime.timedelta(minutes=1)
    assert end.utcoffset() in (datetime.timedelta(hours=1), datetime.timedelta(hours=2))


def test_nothing_typed_ends_the_script(offer, client):
    JobOfferPage.objects.filter(pk=offer.pk).update(title="</script><b>&\u2028")
    html = client.get(offer.url).content.decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
    assert not set("<>&\u2028") & set(script)
    assert json.loads(script)["title"] == "</script><b>&\n"


def test_partial_telework_is_no_remote_job(offer):
    offer.telework = "partiel"
    assert not {"jobLocationType", "applicantLocationRequirements"} & job_posting(offer).keys()
    offer.telework = "total"
    posting = job_posting(offer)
    assert posting["jobLocationType"] == "TELECOMMUTE"
    assert posting["applicantLocationRequirements"] == {"@type": "Country", "name": "FR"}


def test_clearance_and_nationality_have_properties_of_their_own(offer):
    assert "eligibilityToWorkRequirement" not in job_posting(offer)
    offer.french_only = True
    assert job_posting(offer)["eligibilityToWorkRequirement"] == "Nationalité française"
    offer.french_only, offer.clearance = False, "tres-secret"
    posting = job_posting(offer)
    assert posting["eligibilityToWorkRequirement"] == "Nationalité française"
    assert posting["securityClearanceRequirement"] == "Très Secret"
    assert "applicantLocationRequirements" not in posting


@pytest.mark.parametrize(
    ("contract", "time", "types"),
    [
        ("cdi", "complet", ["FULL_TIME"]),
        ("cdi", "complet-ou-partiel", ["FULL_TIME", "PART_TIME"]),
        ("cdd", "complet", ["FULL_TIME", "TEMPORARY"]),
        ("these", "complet", ["FULL_TIME", "TEMPORARY"]),
        ("reserve", "partiel", ["PART_TIME", "TEMPORARY"]),
        ("stage", "complet", ["INTERN"]),
        ("apprentissage", "complet", ["OTHER"]),
    ],
)
def test_contracts_in_the_words_of_search_engines(offer, contract, time, types):
    offer.contract, offer.working_time = contract, time
    assert employment_types(offer) == types


def test_what_is_not_said_is_not_there(offer):
    offer.salary_min = offer.salary_max = None
    offer.start = offer.benefits = ""
    offer.experience, offer.level = "debutant", "sans-diplome"
    posting = job_posting(offer)
    assert not {"baseSalary", "jobStartDate", "jobBenefits"} & posting.keys()
    assert (
        posting["experienceRequirements"] == posting["educationRequirements"] == "no requirements"
    )
    offer.salary_max = 3000
    assert "minValue" not in job_posting(offer)["baseSalary"]["value"]


def test_an_offer_of_before_the_portal_asked_is_shown(offer, client):
    unknown = dict.fromkeys(["experience", "level", "vacancy", "nature", "clearance"], "")
    JobOfferPage.objects.filter(pk=offer.pk).update(**unknown, vacant_from=None)
    (posting,) = postings(client.get(offer.url).content.decode())
    assert not {"experienceRequirements", "educationRequirements"} & posting.keys()
    assert "securityClearanceRequirement" not in posting
    assert client.get("/recrutement/export/json/").status_code == 200


def test_an_occupation_of_the_directory_has_its_code(offer):
    offer.occupation = Occupation(code="TEST-01", label="Métier d’essai")
    posting = job_posting(offer)
    assert posting["occupationalCategory"]["codeValue"] == "TEST-01"
    assert not list(VALIDATOR.iter_errors(posting))


@pytest.mark.parametrize("how", ["closed", "filled", "withdrawn"])
def test_an_offer_that_is_over_has_none(offer, client, how):
    rh = person_of(f"rh-{how}", RECRUITMENT)
    if how == "closed":
        past = timezone.now() - datetime.timedelta(seconds=1)
        JobOfferPage.objects.filter(pk=offer.pk).update(listed_until=past, closes_at=past)
    elif how == "filled":
        fill(offer, rh, 1)
    else:
        withdraw(offer, rh, "Poste supprimé")
    assert not postings(client.get(offer.url).content.decode())


def test_previews_and_screens_below_an_offer_have_none(offer):
    request = RequestFactory().get(offer.url)
    assert tag({"request": request}, offer)
    assert not tag({"request": RequestFactory().get(f"{offer.url}postuler/")}, offer)
    request.is_preview = True
    assert not tag({"request": request}, offer)


def test_the_schema_is_strict(offer):
    right = json.loads(json.dumps(job_posting(offer)))
    assert not list(VALIDATOR.iter_errors(right))
    for wrong in (
        {"invented": "x"},
        {"datePosted": "hier"},
        {"validThrough": "2026-12-01T23:59:00Z"},
        {"jobLocation": []},
        {"employmentType": ["CDI"]},
        {"jobLocationType": "TELECOMMUTE"},
    ):
        assert list(VALIDATOR.iter_errors(right | wrong)), wrong
