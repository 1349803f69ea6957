"""A site with something of everything: each kind of page, each kind of block."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from recruitment.models import RecruitmentSettings
from tests import factories
from tests.conftest import make_site

YEAR = timezone.localdate().year
COMPARED = "&".join(f"offre=AMIAD-{YEAR}-{number:03}" for number in (1, 2, 3))
BODY_TEXT = "<p>L’agence met l’intelligence artificielle au service des <b>forces</b>.</p>"


def make_rich_site() -> SimpleNamespace:
    """The small site with one rich publication of each kind."""
    site = make_site()
    themes = [factories.ThemeFactory(name=name) for name in ("Calcul", "Éthique", "Recherche")]
    image = factories.FreeImageFactory()
    body = rich_body(image, site.agency)
    site.agency.body = body
    site.agency.illustration = image
    site.agency.save()
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
    factories.StandardPageFactory(
        parent=site.home, title="Mentions légales", slug="mentions-legales", body=body[:2]
    )
    for number in range(14):
        factories.NewsArticlePageFactory(
            parent=site.news, title=f"Actualité {number}", themes=themes[:1], illustration=image
        )
    factories.PressReviewItemFactory(quotation="Une courte citation.")
    return site


def furnish_recruitment(site: SimpleNamespace, body: list[dict]) -> None:
    """Offers to compare, the pages that help candidates, the texts that every offer has."""
    for number in (1, 2, 3):
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


def rich_body(image, page) -> list[dict]:
    """Every kind of block that needs no uploaded document."""
    contact = factories.MediaContactFactory()
    article = factories.PressReviewItemFactory()
    table = {
        "caption": "Effectifs",
        "columns": [{"type": "text", "heading": "Site"}, {"type": "text", "heading": "Nombre"}],
        "rows": [{"values": ["Bruz", "180"]}, {"values": ["Palaiseau", "60"]}],
    }
    figure = {
        "value": "300",
        "label": "recrutements",
        "as_of": "2026-01-01",
        "source": "Ministère",
        "source_url": "https://exemple.fr",
    }
    tile = {"title": "L’IA embarquée", "text": "Des capteurs.", "pictogram": "embarquee"}
    portrait = {
        "kicker": "Portrait",
        "title": "Un parcours",
        "name": "Camille Martin",
        "role": "Cheffe de projet",
        "image": image.pk,
        "biography_before": BODY_TEXT,
        "quotation": "Une IA au service de l’efficacité.",
        "biography_after": BODY_TEXT,
    }
    card = {"url": "https://exemple.fr", "title": "Une carte", "date": "2025-03-05"}
    return [
        {"type": "heading", "value": {"text": "Quelles missions\xa0?", "level": "h2"}},
        {"type": "paragraph", "value": BODY_TEXT + "<ul><li>Un</li><li>Deux</li></ul>"},
        {"type": "heading", "value": {"text": "Un détail", "level": "h3"}},
        {"type": "quotation", "value": {"text": "Oui.", "author": "Camille", "role": "Cheffe"}},
        {"type": "table", "value": table},
        {"type": "image", "value": {"image": image.pk, "caption": "Une légende"}},
        {"type": "key_figures", "value": {"title": "Chiffres", "figures": [figure, figure]}},
        {"type": "live_figures", "value": {"title": "", "source": "recrutement"}},
        {"type": "tiles", "value": {"title": "Trois domaines", "tiles": [tile, tile, tile]}},
        {"type": "portrait", "value": portrait},
        {"type": "callout", "value": {"title": "À noter", "text": BODY_TEXT}},
        {"type": "milestone", "value": {"date": "2024-05-01", "text": "Création de l’agence"}},
        {
            "type": "accordion",
            "value": {"title": "Questions", "items": [{"title": "Où\xa0?", "text": BODY_TEXT}]},
        },
        {"type": "see_also", "value": {"label": "L’agence", "page": page.pk}},
        {
            "type": "buttons",
            "value": {"buttons": [{"label": "L’agence", "page": page.pk, "style": "secondary"}]},
        },
        {"type": "cards", "value": {"title": "Cartes", "cards": [card, {"page": page.pk}]}},
        {"type": "contact", "value": {"contact": contact.pk}},
        {"type": "press_review", "value": {"title": "Presse", "items": [article.pk]}},
    ]


PATHS = [
    "/",
    "/l-agence/",
    "/actualites/",
    "/actualites/?q=article&theme=calcul&annee=2026",
    "/actualites/?q=introuvable",
    "/actualites/un-article/",
    "/actualites/revue-de-presse/",
    "/presse/",
    "/presse/?theme=calcul",
    "/presse/contacts/",
    "/presse/phototheque/",
    "/presse/phototheque/?q=introuvable",
    "/presse/un-communique/",
    "/presse/un-communique/historique/",
    "/presse/un-communique/historique/1/",
    "/presse/un-communique/historique/2/",
    "/presse/un-communique/historique/2/depuis/1/",
    "/presse/une-note/",
    "/recrutement/",
    "/recrutement/une-offre/",
    "/recrutement/offre-1/",
    "/recrutement/offre-1/postuler/",
    "/recrutement/offre-close/",
    "/recrutement/comparer/",
    f"/recrutement/comparer/?{COMPARED}",
    "/recrutement/metiers/",
    "/recrutement/metiers/ia/",
    "/recrutement/candidature-spontanee/",
    "/recherche/",
    "/recherche/?q=forces",
    "/mentions-legales/",
    "/plan-du-site/",
    "/une-page-absente/",
]
