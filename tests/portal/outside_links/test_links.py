"""Outside links: which addresses are read, when they are asked, and what editors see."""

import datetime
from io import StringIO

from django.core.management import CommandError, call_command
from django.utils import timezone

from wagtail.models import Page

import pytest
from django_tasks import TaskResultStatus

from portal.content_checks import check_page, find_errors
from portal.models import OutsideLink
from portal.outside_links import jobs, models
from portal.outside_links.asking import Answer, Outcome
from portal.outside_links.schedule import find_rounds
from portal.worker.jobs import job_results
from tests.support.content_checks import with_body
from tests.support.outside_links import ADDRESS, article, paragraph
from tests.support.people import draft, logged_in

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def turned_on(settings):
    settings.CHECK_OUTSIDE_LINKS = True


@pytest.fixture
def answers(monkeypatch):
    """What addresses answer, and those that were asked."""
    answers, asked = {}, []

    def ask(address):
        asked.append(address)
        answer = answers.get(address, Answer(Outcome.GOOD, 200))
        return answer() if callable(answer) else answer

    monkeypatch.setattr(jobs, "ask", ask)
    monkeypatch.setattr(jobs, "asked", asked, raising=False)
    return answers


def link(address=ADDRESS, **fields) -> OutsideLink:
    OutsideLink.objects.add({address: True})
    OutsideLink.objects.filter(address=address).update(**fields)
    return OutsideLink.objects.get(address=address)


def waiting(task) -> int:
    results = job_results().filter(task_path=task.module_path, status=TaskResultStatus.READY)
    return results.count()


def test_a_save_and_a_publication_have_the_text_read_once(site, alice, commit):
    with commit():
        page = draft(site, alice)
        with_body(page, paragraph(ADDRESS)).save_revision()
        page.save_revision().publish()
    assert waiting(jobs.read_page_links) == 1
    jobs.read_page_links.call(page.pk)
    assert OutsideLink.objects.get().address == ADDRESS
    jobs.read_page_links.call(10**6)  # a text that was deleted since


def test_nothing_is_read_nor_asked_when_the_setting_says_no(site, alice, commit, settings, answers):
    link()
    settings.CHECK_OUTSIDE_LINKS = False
    with commit():
        draft(site, alice)
    assert not waiting(jobs.read_page_links)
    assert not list(find_rounds(timezone.now()))
    jobs.ask_due_links.call()
    assert not jobs.asked
    with pytest.raises(CommandError, match="CHECK_OUTSIDE_LINKS"):
        call_command("check_links")
    jobs.read_all_links.call()
    assert not OutsideLink.objects.exists()


def test_a_draft_rests_before_its_addresses_are_asked(db, stop_clock):
    now = timezone.now()
    stop_clock(now)
    OutsideLink.objects.add({ADDRESS: False, "https://a.fr/": True})
    assert [each.address for each in OutsideLink.objects.due()] == ["https://a.fr/"]
    stop_clock(now + models.REST)
    assert OutsideLink.objects.due().count() == 2


def test_the_clock_has_due_addresses_asked_one_round_at_a_time(db, answers):
    link()
    [due] = find_rounds(timezone.now())
    due.act()
    assert waiting(jobs.ask_due_links) == 1
    assert not list(find_rounds(timezone.now()))
    job_results().all().delete()
    jobs.ask_due_links.call()
    assert jobs.asked == [ADDRESS]
    assert not list(find_rounds(timezone.now()))


def test_a_host_is_asked_one_address_at_a_time(db, answers):
    OutsideLink.objects.add({f"https://un.fr/{number}": True for number in range(3)})
    OutsideLink.objects.add({f"https://deux{number}.fr/": True for number in range(6)})
    jobs.ask_due_links.call()
    assert len(jobs.asked) == models.BATCH
    for _number in range(4):
        jobs.asked.clear()
        jobs.ask_due_links.call()
        assert len([address for address in jobs.asked if "un.fr" in address]) <= 1
    assert not OutsideLink.objects.filter(asked_at=None).exists()


def test_an_address_whose_asking_fails_says_nothing_and_stops_no_other(db, answers, caplog):
    OutsideLink.objects.add({"https://a.fr/": True, "https://b.fr/": True})
    answers["https://a.fr/"] = lambda: 1 / 0
    jobs.ask_due_links.call()
    outcomes = dict(OutsideLink.objects.values_list("address", "outcome"))
    assert outcomes == {"https://a.fr/": Outcome.SILENT, "https://b.fr/": Outcome.GOOD}
    assert "ZeroDivisionError" in caplog.text


def test_an_address_that_went_meanwhile_does_not_come_back(db):
    one = link()
    OutsideLink.objects.all().delete()
    one.record(Answer(Outcome.GOOD, 200))
    assert not OutsideLink.objects.exists()


def test_an_address_that_is_being_asked_is_left_to_who_asks_it(db):
    link()
    assert OutsideLink.objects.claim()
    assert not OutsideLink.objects.claim()


@pytest.mark.parametrize(
    ("outcome", "waits"),
    [
        (Outcome.GOOD, [168, 168]),
        (Outcome.MOVED, [168, 168]),
        (Outcome.BROKEN, [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]),
        (Outcome.SILENT, [1, 2, 4]),
    ],
)
def test_when_an_address_is_asked_again(db, stop_clock, outcome, waits):
    stop_clock(timezone.now())
    one = link()
    for wait in waits:
        one.record(Answer(outcome, 404))
        assert one.due_at - one.asked_at == wait * HOUR
    one.record(Answer(Outcome.GOOD, 200))
    assert one.failures == 0


def test_an_unknown_name_is_believed_if_others_answer(db):
    one = link()
    one.record(Answer(Outcome.BROKEN))
    assert one.outcome == Outcome.SILENT
    link("https://exemple.fr/autre").record(Answer(Outcome.GOOD, 200))  # the same host
    one.record(Answer(Outcome.BROKEN))
    assert one.outcome == Outcome.SILENT
    link("https://a.fr/").record(Answer(Outcome.SILENT, 503))
    one.record(Answer(Outcome.BROKEN))
    assert one.outcome == Outcome.BROKEN


def test_addresses_that_no_text_holds_any_more_are_removed(site, alice):
    page = article(site, ADDRESS)
    link("https://a.fr/")
    jobs.read_all_links.call()
    assert [each.address for each in OutsideLink.objects.all()] == [ADDRESS]
    with_body(page).save_revision()  # a draft without it: the public text still holds it
    jobs.read_all_links.call()
    assert OutsideLink.objects.exists()
    page.delete()
    jobs.read_all_links.call()
    assert not OutsideLink.objects.exists()


def messages(page: Page) -> dict[str, str]:
    return {str(each.message): each.block for each in check_page(page) if "lien" in each.message}


def test_what_was_found_is_a_warning_at_its_block_with_the_day(site, alice):
    page = with_body(draft(site, alice), paragraph(ADDRESS))
    day = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)
    link(outcome=Outcome.BROKEN, status=404, asked_at=day)
    seen = "(vu le 1er\xa0mars\xa02026 à 9\xa0h)"
    [(message, block)] = messages(page).items()
    assert message == f"Le lien vers {ADDRESS} ne mène nulle part\xa0: erreur 404 {seen}."
    assert block == "ab"
    link(status=None)
    assert f"Le site du lien {ADDRESS} n’existe pas\xa0: nom inconnu {seen}." in messages(page)
    link(outcome=Outcome.MOVED, new_address="https://exemple.fr/b")
    message = f"Le lien vers {ADDRESS} a changé d’adresse\xa0: https://exemple.fr/b {seen}."
    assert message in messages(page)
    assert not [each for each in find_errors(page) if "lien" in str(each.message)]
    for outcome in (Outcome.GOOD, Outcome.SILENT, Outcome.UNASKED):
        link(outcome=outcome)
        assert not messages(page)


def test_the_number_of_queries_does_not_grow(site, alice, django_assert_max_num_queries):
    page = with_body(draft(site, alice), *(paragraph(f"{ADDRESS}{number}") for number in range(20)))
    check_page(page)
    with django_assert_max_num_queries(14):
        check_page(page)


def test_the_side_panel_and_the_report_show_it(site, alice):
    page = draft(site, alice)
    with_body(page, paragraph(ADDRESS)).save_revision()
    link(outcome=Outcome.BROKEN, status=404, asked_at=timezone.now())
    for path in (f"verifications/{page.pk}/", "reports/verifications/"):
        assert "ne mène nulle part" in logged_in(alice).get(f"/gestion/{path}").content.decode()


def test_the_command_asks_all_that_is_due_and_tells_its_progress(site, answers, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    article(site, ADDRESS, f"{ADDRESS}-2", "https://a.fr/")
    answers[ADDRESS] = Answer(Outcome.BROKEN, 404)
    answers["https://a.fr/"] = Answer(Outcome.MOVED, 200, "https://a.fr/b")
    out = StringIO()
    call_command("check_links", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line[:4] for line in lines[:3]] == ["1/3 ", "2/3 ", "3/3 "]
    assert f"– {ADDRESS} ne mène nulle part 404" in out.getvalue()
    assert "– https://a.fr/ a changé d’adresse https://a.fr/b" in out.getvalue()
    assert lines[-1] == "Adresses demandées\xa0: 3. Rompues à ce jour\xa0: 1."
