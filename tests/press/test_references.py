"""References of communiqués: gapless in each year, never given twice, whatever comes at once."""

import datetime
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction
from django.utils import timezone

import pytest

from press.models import PressReleasePage, Reference
from tests.support import factories

PARIS_NEW_YEAR = datetime.datetime(2026, 12, 31, 23, 30, tzinfo=datetime.UTC)  # 0 h 30 in Paris


def draft(site, **fields) -> PressReleasePage:
    page = factories.PressReleasePageFactory(parent=site.press, live=False, **fields)
    page.save_revision()
    return page


def publish(page) -> str:
    page.get_latest_revision().publish()
    return PressReleasePage.objects.get(pk=page.pk).reference_number


def test_a_draft_has_none_and_the_first_publication_gives_it(site, client):
    page = draft(site, title="Le supercalculateur")
    assert page.reference_number == ""
    year = timezone.localdate().year
    assert publish(page) == f"CP-{year}-001"
    assert f"CP-{year}-001" in client.get(page.url).content.decode()
    response = client.get("/recherche/", {"q": f"CP-{year}-001"})
    assert "Le supercalculateur" in response.content.decode()


@pytest.mark.parametrize(
    "writing",
    [
        *("{0}-{1}-001", "{0} {1} 001", "{0}{1}001", "{0}.{1}.001", "[{0}–{1}–001]", "{1}-001"),
        *("{0}-{1}-1", '"{0}-{1}-001"', "{0}_{1}_001"),
    ],
)
def test_it_is_found_in_any_writing_on_the_site_and_at_the_desk(site, client, writing):
    first, other = draft(site, title="Premier"), draft(site, title="Autre")
    publish(first)
    publish(other)
    typed = writing.format("cp", timezone.localdate().year)
    response = client.get("/recherche/", {"q": typed})
    assert [page.title for page in response.context["object_list"]] == ["Premier"]
    assert [page.title for page in PressReleasePage.objects.search(typed)] == ["Premier"]
    assert [page.title for page in PressReleasePage.objects.autocomplete(typed)] == ["Premier"]


def test_it_stays_through_corrections_and_withdrawals(site):
    page = draft(site)
    reference = publish(page)
    page = PressReleasePage.objects.get(pk=page.pk)
    page.title = "Corrigé"
    page.save_revision()
    assert publish(page) == reference
    PressReleasePage.objects.get(pk=page.pk).unpublish()
    assert publish(page) == reference
    assert Reference.objects.count() == 1


def test_it_is_never_given_again(site):
    first, second = draft(site), draft(site)
    publish(first)
    first.delete()
    assert publish(second).endswith("-002")


def test_a_copy_gets_its_own(site):
    page = draft(site)
    publish(page)
    copy = PressReleasePage.objects.get(pk=page.pk).copy(
        update_attrs={"slug": "copie"}, keep_live=False
    )
    assert copy.reference_number == ""
    assert publish(copy).endswith("-002")


def test_years_are_those_of_paris(site):
    page = draft(site, first_published_at=PARIS_NEW_YEAR)
    assert publish(page) == "CP-2027-001"


@pytest.mark.django_db(transaction=True)
def test_publications_at_once_leave_no_gap(site):
    pages = [draft(site) for _number in range(8)]

    def publish_or_fail(number: int) -> None:
        try:
            with transaction.atomic():
                pages[number].get_latest_revision().publish()
                if number % 4 == 3:
                    raise RuntimeError  # a publication that fails takes its number back
        except RuntimeError:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(publish_or_fail, range(8)))
    numbers = Reference.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
