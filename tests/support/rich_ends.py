"""What the rich site holds besides what is current: texts that ended, failed, or hold too much."""

import datetime
from types import SimpleNamespace
from unittest import mock

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.models import PortalSettings
from portal.views import server_error
from press.models import EmbargoLink
from recruitment.lifecycle import actions
from recruitment.models import JobOfferPage
from tests.support import factories
from tests.support.embargoes import journalist, whole_minute
from tests.support.people import person
from tests.support.rich_blocks import LONG_TITLE, files, long_body
from tests.support.withdrawals import fresh, remove, withdraw

WHY = "Le poste est supprimé."
FAILURES = ["/panne/500/", "/panne/503/", "/panne/403/"]


def furnish_ends(site: SimpleNamespace) -> None:
    chief = person("chef-du-site", is_staff=True, is_superuser=True)
    end_releases(site, chief)
    end_offers(site, chief)
    hand_over(site)
    furnish_settings(site)
    factories.StandardPageFactory(
        parent=site.home,
        title=LONG_TITLE[:255],
        slug="trop-long",
        body=long_body() + files(),
    )
    factories.NewsArticlePageFactory(
        parent=site.news, title=f"Un {LONG_TITLE}"[:255], slug="vide", summary=""
    )


def end_releases(site: SimpleNamespace, chief) -> None:
    for slug, end in (("retire", withdraw), ("supprime", remove)):
        page = factories.PressReleasePageFactory(
            parent=site.press, title=f"Un texte {slug}", slug=slug
        )
        page.save_revision().publish()
        end(page, chief)


def end_offers(site: SimpleNamespace, chief) -> None:
    for slug in ("pourvue", "retiree", "archivee"):
        page = factories.JobOfferPageFactory(parent=site.jobs, title=f"Offre {slug}", slug=slug)
        page.save_revision().publish()
        if slug == "pourvue":
            actions.fill(fresh(page), chief, 1)
        elif slug == "retiree":
            actions.withdraw(fresh(page), chief, WHY)
    long_ago = timezone.now() - datetime.timedelta(days=4000)
    JobOfferPage.objects.filter(slug="archivee").update(closes_at=long_ago, listed_until=long_ago)


def hand_over(site: SimpleNamespace) -> None:
    """A text under embargo, at an address that is known."""
    end = whole_minute(days=2)
    page = factories.PressReleasePageFactory(
        parent=site.press, title="Un accord", live=False, embargo_until=end, go_live_at=end
    )
    page.save_revision(approved_go_live_at=end)
    with mock.patch("secrets.token_urlsafe", return_value="lien"):
        EmbargoLink.objects.issue(page.get_embargoed_text(), journalist("Rose Petit"), None)


def furnish_settings(site: SimpleNamespace) -> None:
    """What editors show on every page: an announcement, social networks, legal pages."""
    settings = PortalSettings.for_site(site.home.get_site())
    settings.banner_active, settings.banner_title = True, "Une annonce."
    settings.banner_text, settings.banner_link = "Le portail change.", "https://exemple.fr"
    settings.social_links = [{"type": "link", "value": {"network": "X", "url": "https://x.com"}}]
    settings.demo_notice, settings.press_email = True, "presse@exemple.fr"
    settings.contact_email = "contact@exemple.fr"  # to which vulnerabilities are reported
    settings.legal_page = settings.accessibility_page = site.legal
    settings.privacy_page = settings.cookies_page = site.legal
    settings.save()


def failures() -> dict[str, str]:
    """The pages of what fails, which no address shows at will."""
    request = RequestFactory().get("/", SERVER_NAME="localhost")
    request.user = AnonymousUser()
    pages = [
        server_error(request).content.decode(),
        render_to_string("503.html", {}, request),
        Client(enforce_csrf_checks=True).post("/gestion/login/").content.decode(),
    ]
    return dict(zip(FAILURES, pages, strict=True))
