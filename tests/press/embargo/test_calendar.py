"""The calendar: what will happen to the texts of one's sections, and what should have happened."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from wagtail.models import Page

from news.models import NEWS
from portal.dashboard import calendar
from portal.workflow.setup import ADMINISTRATORS
from press.models import PRESS
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.embargoes import clock, embargoed, end_of, tick, whole_minute
from tests.support.people import landing, logged_in, person, validator, writer

ADDRESS = "/gestion/calendrier/"
SECOND = datetime.timedelta(seconds=1)


def draft(parent, factory=factories.PressReleasePageFactory, **fields):
    page = factory(parent=parent, live=False, **fields)
    page.save_revision()
    return page


def scheduled(parent, at, factory=factories.PressReleasePageFactory, **fields):
    page = draft(parent, factory, go_live_at=at, **fields)
    page.get_latest_revision().publish()
    return page


def coming(user) -> list[calendar.Row]:
    return [row for _day, rows in calendar.get_agenda(user).days for row in rows]


def rows(user) -> list[tuple]:
    """What is coming, in order: title, words, what is awaited."""
    return [(row.page.title, row.labels, str(row.awaits)) for row in coming(user)]


def late(user) -> list[tuple]:
    return [(row.page.title, row.labels) for row in calendar.get_agenda(user).late]


def test_it_tells_day_by_day_what_is_approved_and_what_is_not(site, office):
    scheduled(site.press, whole_minute(days=3), title="Approuvé")
    draft(site.press, title="À écrire", go_live_at=whole_minute(days=1))
    page = draft(site.press, title="À relire", go_live_at=whole_minute(days=2))
    page.get_workflow().start(page, office.alice)
    draft(site.press, title="Sans date")
    draft(site.press, title="Bien plus tard", go_live_at=whole_minute(days=61))
    assert rows(office.alice) == [
        ("À écrire", ["Publication"], "Brouillon"),
        ("À relire", ["Publication"], "En relecture"),
        ("Approuvé", ["Publication"], ""),
    ]
    days = [day for day, _rows in calendar.get_agenda(office.alice).days]
    assert days == sorted(days)
    assert not calendar.get_agenda(office.alice).late


def test_an_embargo_and_its_publication_are_one_line(site, office):
    embargoed(site, office)
    assert rows(office.alice) == [("Un accord majeur", ["Fin d’embargo", "Publication"], "")]


def test_withdrawals_and_closings_come_too(site):
    chief = person("chef", is_superuser=True)
    factories.NewsArticlePageFactory(
        parent=site.news, title="Retirée", expire_at=whole_minute(days=4)
    )
    scheduled(site.press, whole_minute(days=2), title="Brève", expire_at=whole_minute(days=3))
    offer = factories.JobOfferPageFactory(
        parent=site.jobs,
        title="Offre",
        closing_date=timezone.localdate() + datetime.timedelta(days=5),
    )
    assert rows(chief) == [
        ("Brève", ["Publication"], ""),
        ("Brève", ["Retrait"], ""),
        ("Retirée", ["Retrait"], ""),
        ("Offre", ["Clôture des candidatures"], ""),
    ]
    assert coming(chief)[-1].at == offer.closes_at - datetime.timedelta(minutes=1)


def test_a_note_announces_its_deadline_and_its_event(site, office):
    factories.NoticeFactory(parent=site.press, title="Point presse")
    factories.NoticeFactory(parent=site.press, title="Pas encore publiée", live=False)
    assert rows(office.alice) == [
        ("Point presse", ["Fin des accréditations"], ""),
        ("Point presse", ["Événement"], ""),
    ]


def test_what_should_have_happened_is_on_top(site, office):
    page = embargoed(site, office)
    page.refresh_from_db()
    end = end_of(page)
    draft(site.press, title="Oublié", go_live_at=whole_minute(days=1))
    with clock(end + SECOND):  # and nobody published anything
        assert late(office.alice) == [
            ("Oublié", ["Publication"]),
            ("Un accord majeur", ["Fin d’embargo", "Publication"]),
        ]
        html = logged_in(office.benoit).get(ADDRESS).content.decode()
        assert "En retard" in html
    tick(end + SECOND)
    with clock(end + 2 * SECOND):
        assert late(office.alice) == [("Oublié", ["Publication"])]


def test_what_was_done_is_not_late(site, office):
    page = scheduled(site.press, whole_minute(hours=-1), title="Paru")
    assert Page.objects.get(pk=page.pk).live
    page = page.specific_class.objects.get(pk=page.pk)
    page.title = "Paru, et corrigé"
    page.save_revision(user=office.alice)
    assert not late(office.alice)
    factories.JobOfferPageFactory(
        parent=site.jobs, closing_date=timezone.localdate() - datetime.timedelta(days=1)
    )
    assert not late(person("chef", is_superuser=True))


def test_each_sees_the_texts_of_their_sections(site, office):
    scheduled(site.press, whole_minute(days=1), title="Zebrulon")
    scheduled(
        site.news, whole_minute(days=2), factories.NewsArticlePageFactory, title="Une actualité"
    )
    for user, titles in (
        (office.alice, ["Zebrulon"]),
        (validator("nina", NEWS), ["Une actualité"]),
        (writer("rachel", RECRUITMENT), []),
        (person("both", PRESS.writers, NEWS.writers), ["Zebrulon", "Une actualité"]),
        (person("admin2", ADMINISTRATORS), ["Zebrulon", "Une actualité"]),
    ):
        response = logged_in(user).get(ADDRESS)
        html = response.content.decode()
        assert [title for title in ("Zebrulon", "Une actualité") if title in html] == titles
        assert ("Rien n’est prévu" in html) == (not titles)
        assert ADDRESS in landing(user)


def test_it_is_for_people_of_sections_only(site, client):
    assert client.get(ADDRESS).status_code == 302
    outsider = person("xavier")
    assert logged_in(outsider).get(ADDRESS).status_code == 302
    assert not calendar.may_view(AnonymousUser())


def test_days_are_those_of_paris(site, office):
    midnight = datetime.datetime.combine(
        timezone.localdate() + datetime.timedelta(days=10), datetime.time(0, 30)
    )
    at = timezone.make_aware(midnight)  # still the day before in UTC
    scheduled(site.press, at, title="Minuit")
    ((day, (row,)),) = calendar.get_agenda(office.alice).days
    assert day == midnight.date()
    html = logged_in(office.alice).get(ADDRESS).content.decode()
    assert f'datetime="{day}"' in html
    assert "0&nbsp;h&nbsp;30" in html
    assert f"/gestion/pages/{row.page.pk}/edit/" in html


def test_it_costs_the_same_with_many(site, office, django_assert_max_num_queries):
    def fill(count: int) -> None:
        for number in range(count):
            scheduled(site.press, whole_minute(days=1, minutes=number))
            draft(site.press, go_live_at=whole_minute(days=2, minutes=number))
            factories.PressReleasePageFactory(parent=site.press, expire_at=whole_minute(days=3))

    fill(1)
    calendar.get_agenda(office.alice)
    with django_assert_max_num_queries(100) as few:
        calendar.get_agenda(office.alice)
    fill(3)
    with django_assert_max_num_queries(len(few)):
        assert len(coming(office.alice)) == 12
