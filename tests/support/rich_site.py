"""A site with something of everything: each kind of page, each kind of block."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from recruitment.models import RecruitmentSettings
from tests.support import factories
from tests.support.rich_blocks import rich_body
from tests.support.rich_ends import FAILURES, furnish_ends
from tests.support.site import make_site

YEAR = timezone.localdate().year
COMPARED = "&".join(f"offre=AMIAD-{YEAR}-{number:03}" for number in (1, 2, 3))


def make_rich_site() -> SimpleNamespace:
    """The small site with one rich publication of each kind."""
    site = make_site()
    themes = [factories.ThemeFactory(name=name) for name in ("Calcul", "Éthique", "Recherche")]
    image = factories.FreeImageFactory()
    body = rich_body(image, site.agency)
    site.agency.body = body
    site.agency.sections = [row for row in body if row["type"] in ("tiles", "portrait")]
    site.agency.illustration = image
    site.agency.save()
    furnish_home(site.home, body, image)
    common = {"themes": themes, "illustration": image, "body": body}
    site.article = factories.NewsArticlePageFactory(
        parent=site.news, title="Un article", slug="un-article", **common
    )
    site.release = factories.PressReleasePageFactory(
        parent=site.press,
        title="Un communiqué",
        slug="un-communique",
        first_published_at=timezone.now(),
        **common,
    )
    correct(site.release)
    site.notice = factories.NoticeFactory(
        parent=site.press, title="Une note", slug="une-note", themes=themes
    )
    for theme in (None, *themes[:2]):
        factories.PressContactFactory(page=site.press, theme=theme)
    site.offer = factories.JobOfferPageFactory(
        parent=site.jobs, title="Ingénieur ou ingénieure", slug="une-offre", **common
    )
    furnish_recruitment(site, body)
    site.legal = factories.StandardPageFactory(
        parent=site.home, title="Mentions légales", slug="mentions-legales", body=body[:2]
    )
    for number in range(14):
        factories.NewsArticlePageFactory(
            parent=site.news, title=f"Actualité {number}", themes=themes[:1], illustration=image
        )
    factories.PressReviewItemFactory(quotation="Une courte citation.")
    furnish_ends(site)
    return site


def furnish_home(home, body: list[dict], image) -> None:
    home.kicker, home.summary, home.illustration = "L’IA de défense", "Une promesse.", image
    home.figures = [block for block in body if block["type"] == "key_figures"]
    [buttons] = [block["value"]["buttons"] for block in body if block["type"] == "buttons"]
    home.actions = [{"type": "button", "value": button} for button in buttons]
    home.body = body[:2]
    home.save()


def furnish_recruitment(site: SimpleNamespace, body: list[dict]) -> None:
    """Offers to compare, the pages that help candidates, the texts that every offer has."""
    for number in (1, 2, 3, 4):
        page = factories.JobOfferPageFactory(
            parent=site.jobs,
            title=f"Offre {number}",
            slug=f"offre-{number}",
            clearance="secret",
            salary_min=38000,
            benefits="Restauration",
            conditions="<p>Des astreintes.</p>",
        )
        page.contacts.create(contact=factories.MediaContactFactory())
        page.save_revision().publish()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    factories.JobOfferPageFactory(
        parent=site.jobs, title="Offre close", slug="offre-close", closing_date=yesterday
    )
    occupations = factories.OccupationsPageFactory(
        parent=site.jobs, title="Nos métiers", slug="metiers", body=body[:2]
    )
    factories.FamilyPageFactory(
        parent=occupations, title="Intelligence artificielle", slug="ia", domain="ia", body=body
    )
    common = RecruitmentSettings.load()
    common.spontaneous_email = common.disability_email = "recrutement@exemple.fr"
    common.clearance_page = common.process_page = occupations
    common.save()


def correct(page) -> None:
    """Publish it again, with a correction."""
    page.save_revision()
    page.title = "Un communiqué corrigé"
    page.declare("fait", "Il est corrigé.")
    page.save_revision().publish()


TOO_LONG = "x" * 201
PATHS = [
    "/",
    "/l-agence/",
    "/actualites/",
    "/actualites/?page=2",
    "/actualites/?q=article&theme=calcul&annee=2026",
    "/actualites/?q=introuvable",
    "/actualites/un-article/",
    "/actualites/vide/",
    "/actualites/revue-de-presse/",
    "/presse/",
    "/presse/?theme=calcul",
    "/presse/agenda/",
    "/presse/contacts/",
    "/presse/phototheque/",
    "/presse/phototheque/?q=introuvable",
    "/presse/un-communique/",
    "/presse/un-communique/historique/",
    "/presse/un-communique/historique/1/",
    "/presse/un-communique/historique/2/",
    "/presse/un-communique/historique/2/depuis/1/",
    "/presse/une-note/",
    "/presse/retire/",
    "/presse/retire/historique/",
    "/presse/supprime/",  # 410
    "/presse/sous-embargo/lien/",
    "/presse/sous-embargo/un-autre/",
    "/recrutement/",
    "/recrutement/?theme=calcul&contrat=cdi",
    "/recrutement/une-offre/",
    "/recrutement/offre-1/",
    "/recrutement/offre-1/postuler/",
    "/recrutement/offre-close/",
    "/recrutement/offre-close/postuler/",  # 410
    "/recrutement/pourvue/",
    "/recrutement/retiree/",
    "/recrutement/archivee/",  # 410
    "/recrutement/comparer/",
    f"/recrutement/comparer/?{COMPARED}",
    f"/recrutement/?q=introuvable&{COMPARED}",
    "/recrutement/metiers/",
    "/recrutement/metiers/ia/",
    "/recrutement/candidature-spontanee/",
    "/recherche/",
    "/recherche/?q=forces",
    "/recherche/?q=introuvable",
    "/flux/",
    "/mentions-legales/",
    "/trop-long/",
    "/plan-du-site/",
    "/signaler-une-faille/",
    "/une-page-absente/",
    *FAILURES,
    # Values that no form of the portal sends
    f"/actualites/?q={TOO_LONG}&annee=demain&page=rien",
    f"/recherche/?q={TOO_LONG}",
    f"/presse/phototheque/?q={TOO_LONG}",
    f"/recrutement/?q={TOO_LONG}&contrat=aucun",
    "/recrutement/comparer/?offre=une-autre",
]
