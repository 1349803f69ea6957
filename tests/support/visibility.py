"""The ways in which a page is not public, and the addresses where it must not appear."""

import datetime

from django.utils import timezone

from wagtail.models import PageViewRestriction

from portal.models import PublicationPage

CANARY = "zebrulon"
WAYS = ["draft", "scheduled", "private", "ended"]


def hide(page, how: str) -> None:
    """Take a public page away from visitors, in one of `WAYS`."""
    if how == "draft":
        page.unpublish()
    elif how == "scheduled":
        page.unpublish()
        page.go_live_at = timezone.now() + datetime.timedelta(days=1)
        page.save_revision().publish()
    elif how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    elif how == "ended":
        PublicationPage.objects.filter(pk=page.pk).update(
            listed_until=timezone.now() - datetime.timedelta(seconds=1)
        )


def surfaces(site) -> list[str]:
    """The addresses that could show a hidden page; `site.public` holds public pages tied to it."""
    lists = [site.news.url, site.press.url, site.jobs.url, "/recherche/"]
    library = f"{site.press.url}phototheque/"
    return [
        "/",
        "/plan-du-site/",
        "/sitemap.xml",
        "/actualites/revue-de-presse/",
        "/une-adresse-inconnue/",
        f"{site.press.url}contacts/",
        *(library, f"{library}?theme=partage", f"{library}?q={CANARY}"),
        *lists,
        *(f"{url}flux/atom/" for url in lists),
        *(f"{url}?theme=partage" for url in lists),
        *(f"{url}?theme=theme-{CANARY}&annee=2026&tri=ancien" for url in lists),
        *(f"{url}?q={CANARY}" for url in lists),
        *(page.url for page in site.public),
    ]
