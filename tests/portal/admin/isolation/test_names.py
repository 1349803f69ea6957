"""What a section prepares is named nowhere in the administration to the other sections."""

import copy
from collections.abc import Callable
from http.cookies import SimpleCookie

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page

import pytest

from portal.admin_access import HIDDEN_TITLE, current_user
from portal.models import User
from press.models import PressReleasePage
from tests.support import factories
from tests.support.people import logged_in
from tests.support.secret_site import CANARY, PUBLISHED, WORD, content, reads

pytestmark = pytest.mark.django_db

# Addresses below /gestion/. The press finds the canary at those that follow a plus sign.
SURFACES = """
+ choose-page/{press}/
+ choose-page/{press}/?multiple=1
+ choose-page/{press}/?allow_external_link=true&allow_anchor_link=true
+ choose-page/{press}/?user_perms=move_to&target_pages[]={draft}
+ choose-page/{press}/?user_perms=copy_to&page_type=press.pressreleasepage
+ choose-page/?page_type=press.pressreleasepage
+ choose-page/?page_type=press.pressindexpage
+ choose-page/search/?q={word}
+ choose-page/search/?q={word}&page_type=press.pressreleasepage&multiple=1
+ choose-page/search/?q=paru
+ choose-page/chosen-multiple/?id={draft}&id={pending}
+ choose-page/{draft}/
- choose-page/
- choose-page/{home}/
- pages/
+ pages/{press}/
+ pages/{press}/results/
- pages/{press}/?export=csv
+ pages/{draft}/
- pages/{home}/
- pages/{home}/?q={word}&search_all=1
+ pages/{press}/?q={word}&search_all=1
+ pages/search/?q={word}
+ pages/search/results/?q={word}
+ pages/usage/press/pressreleasepage/
+ pages/usage/press/pressreleasepage/results/
- pages/create/press/pressreleasepage
+ api/main/pages/
+ api/main/pages/?child_of={press}&for_explorer=1
+ api/main/pages/?search={word}
+ api/main/pages/{draft}/
+ api/main/pages/{pending}/
- api/main/pages/{offer}/?fields=*
- api/main/pages/find/?id={draft}
+ api/main/images/
+ api/main/images/?search={word}
+ api/main/images/{image}/
- api/main/images/find/?id={image}
+ api/main/documents/
+ api/main/documents/?search={word}
+ api/main/documents/{document}/
- api/main/documents/find/?id={document}
- api/main/media/
- api/main/media/{media}/
+ images/
+ images/?q={word}&layout=list
+ images/results/?collection_id={collection}
+ images/{image}/
+ images/{image}/delete/
+ images/usage/{image}/
- images/{image}/preview/original/
- images/{image}/generate_url/
+ images/chooser/
+ images/chooser/?q={word}
+ images/chooser/results/?collection_id={collection}&layout=list
+ images/chooser/chosen/{image}/
+ images/chooser/chosen-multiple/?id={image}
+ images/chooser/{image}/select_format/
+ documents/
+ documents/?q={word}
+ documents/results/?collection_id={collection}
+ documents/edit/{document}/
+ documents/delete/{document}/
+ documents/usage/{document}/
+ documents/chooser/
+ documents/chooser/results/?q={word}
+ documents/chooser/chosen/{document}/
+ documents/chooser/chosen-multiple/?id={document}
+ media/
+ media/?q={word}
+ media/edit/{media}/
+ media/delete/{media}/
+ media/usage/{media}/
+ media/chooser/
+ media/chooser/?q={word}
+ media/chooser/video/?collection_id={collection}
+ media/chooser/{media}/
- snippets/portal/mediacontact/
- snippets/portal/mediacontact/usage/{contact}/
- snippets/portal/place/
- snippets/portal/theme/
- snippets/choose/portal/mediacontact/
- snippets/choose/portal/place/
- snippets/choose/news/pressreviewitem/
+ reports/site-history/
+ reports/site-history/results/?label={word}
+ reports/site-history/?export=csv
+ reports/locked/
+ reports/locked/?export=csv
+ reports/workflow/
+ reports/workflow/?export=csv
+ reports/workflow_tasks/
+ reports/workflow_tasks/?export=csv
+ reports/aging-pages/
- reports/aging-pages/?export=csv
- reports/audit/
- reports/audit/results/
- reports/audit/?export=csv
+ reports/page-types-usage/
+ reports/page-types-usage/results/
+ pages/{draft}/edit/
+ pages/{draft}/history/
- pages/{draft}/history/results/
+ pages/{draft}/usage/
+ pages/{draft}/copy/
+ pages/{draft}/delete/
+ pages/{draft}/move/
+ pages/{draft}/move/{press}/confirm/
- pages/{offer}/move/{draft}/confirm/
+ pages/{draft}/view_draft/
- pages/{draft}/revisions/
+ pages/{draft}/revisions/{revision}/view/
+ pages/{draft}/revisions/{revision}/revert/
+ pages/{pending}/revisions/compare/live...latest/
- pages/{pending}/unpublish/
- pages/{draft}/privacy/
+ pages/{reviewed}/workflow_history/
+ pages/{reviewed}/workflow_history/detail/{workflow_state}/
- pages/workflow/confirm_cancellation/{reviewed}/
+ pages/workflow/action/{draft}/approve/{task_state}/
+ pages/workflow/collect_action_data/{draft}/reject/{task_state}/
+ pages/workflow/preview/{reviewed}/{task}/
+ pages/workflow/preview/{draft}/{task}/
+ bulk/wagtailcore/page/delete/?id={draft}&id={pending}
+ bulk/wagtailcore/page/publish/?id={draft}&id={offer}
+ bulk/wagtailcore/page/unpublish/?id={pending}
+ bulk/wagtailcore/page/move/?id={draft}
+ bulk/wagtailcore/page/publish/?id=all&childOf={press}
+ bulk/portal/image/delete/?id={image}
+ bulk/portal/image/add_tags/?id={image}&id={own_image}
+ bulk/portal/image/add_to_collection/?id={image}
+ bulk/portal/document/delete/?id={document}
+ bulk/portal/document/add_tags/?id={document}
+ bulk/portal/document/add_to_collection/?id={document}
- urgence/{draft}/
- redirects/
- redirects/add/
- searchpicks/
- searchpicks/add/
- searchpicks/queries/chooser/
- tag-autocomplete/?term={word}
- tag-autocomplete/portal/theme/?term={word}
- collections/
- collections/{collection}/
- collections/{collection}/privacy/
- workflows/list/
- workflows/usage/{workflow}/
- workflows/tasks/index/
- users/
- groups/
- settings/portal/portalsettings/
- account/
- pages/{offer}/edit/
- pages/{offer}/view_draft/
- pages/{offer}/history/
- pages/{offer}/usage/
- pages/{offer}/copy/
- pages/{offer}/move/
- pages/{offer}/revisions/compare/earliest...latest/
+ ?
""".split("\n")[1:-1]


@pytest.fixture(scope="module")
def sessions(office) -> dict[User, SimpleCookie]:
    """Each is logged in once for all surfaces."""
    people = (
        office.secrets.alice,
        office.secrets.benoit,
        office.beside.rachel,
        office.beside.nina,
    )
    return {user: logged_in(user).cookies for user in people}


@pytest.fixture
def browser(sessions) -> Callable[[User], Client]:
    """A new one at each call, or what a person was told would come again."""

    def of(user: User) -> Client:
        client = Client()
        client.cookies = copy.deepcopy(sessions[user])
        return client

    return of


@pytest.mark.parametrize("surface", SURFACES)
def test_only_the_press_reads_what_the_press_prepares(office, browser, surface):
    path = surface[2:].format_map(office.keys).removesuffix("?")
    for user in (office.beside.rachel, office.beside.nina):
        assert CANARY not in reads(browser(user), path), user
    if surface.startswith("+"):
        press = (office.secrets.alice, office.secrets.benoit)
        assert any(CANARY in reads(browser(user), path) for user in press)


# What is chosen, and under which title


def test_a_published_page_may_be_chosen_under_its_published_title(office):
    rachel, pending = office.beside.rachel, office.secrets.pending
    for path in (f"choose-page/{office.site.press.pk}/", "choose-page/search/?q=paru"):
        html = reads(rachel, path)
        assert f'data-id="{pending.pk}" data-title="{PUBLISHED.lower()}"' in html
    chosen = reads(rachel, f"choose-page/chosen-multiple/?id={pending.pk}")
    assert f'"admintitle": "{PUBLISHED.lower()}"' in chosen


@pytest.mark.parametrize("question", ["", "?une=question"])
def test_an_address_of_the_portal_becomes_a_link_under_its_published_title(office, question):
    address = Page.objects.get(pk=office.secrets.pending.pk).full_url + question
    fields = {"external-link-chooser-url": address, "external-link-chooser-link_text": ""}
    body = content(logged_in(office.beside.rachel).post("/gestion/choose-external-link/", fields))
    assert CANARY not in body
    assert (f'"admintitle": "{PUBLISHED.lower()}"' in body) == (not question)


def test_a_title_costs_no_query_in_a_chooser(office):
    client = logged_in(office.beside.rachel)

    def cost() -> int:
        page = factories.PressReleasePageFactory(parent=office.site.press, title=f"Un {WORD}")
        with CaptureQueriesContext(connection) as captured:
            html = client.get(f"/gestion/choose-page/search/?q={WORD}").content.decode()
        assert f'data-id="{page.pk}" data-title="Un {WORD}"' in html
        return sum("pageviewrestriction" in query["sql"] for query in captured)

    cost()
    assert cost() == cost()


def test_a_linked_page_that_went_away_keeps_its_new_title_for_itself(office):
    """It was public when the offer chose it."""
    page = PressReleasePage.objects.get(pk=office.secrets.pending.pk)
    page.unpublish()
    page = PressReleasePage.objects.get(pk=page.pk)
    page.title = f"{CANARY} encore"
    page.save()
    page.save_revision()
    paths = ["edit/", "view_draft/", "revisions/compare/earliest...latest/"]
    screens = {
        path: reads(office.beside.rachel, f"pages/{office.beside.offer.pk}/{path}")
        for path in paths
    }
    assert [path for path in paths if CANARY in screens[path]] == []
    assert str(HIDDEN_TITLE).lower() in screens["edit/"]


def test_a_page_prints_its_title_unless_the_administration_answers_another_section(office):
    page = office.secrets.draft
    assert str(page) == page.title  # in a shell, a command, a job, on the site
    for user, printed in (
        (office.secrets.alice, page.title),
        (office.beside.rachel, str(HIDDEN_TITLE)),
    ):
        entered = current_user.set(user)
        try:
            assert str(page) == page.get_admin_display_title() == printed
        finally:
            current_user.reset(entered)
