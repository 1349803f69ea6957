"""A page that is tied in every way to others of its section."""

from tests.support import factories, uploads
from tests.support.people import validator
from tests.support.visibility import CANARY
from tests.support.withdrawals import published

KINDS = {
    "news": factories.NewsArticlePageFactory,
    "press": factories.PressReleasePageFactory,
}


def make_tied_page(site, kind: str):
    """A public page, tied by a theme, links and files; `site.public` holds the other one."""
    theme, image = factories.ThemeFactory(name="Partagé"), factories.FreeImageFactory(title=CANARY)
    document = uploads.document(CANARY)
    page = published(
        KINDS[kind],
        parent=getattr(site, kind),
        title="Un texte public",
        slug=CANARY,
        summary=f"Le {CANARY}.",
        illustration=image,
        themes=[theme, factories.ThemeFactory(name=CANARY)],
        body=[
            {"type": "paragraph", "value": f"<p>{CANARY}</p>"},
            {"type": "download", "value": {"document": document.pk}},
        ],
    )
    cards = {"title": "Cartes", "cards": [{"page": page.pk}]}
    site.public = [
        published(
            KINDS[kind],
            parent=getattr(site, kind),
            title="Un voisin",
            themes=[theme],
            date=page.date,
            body=[{"type": "cards", "value": cards}],
        )
    ]
    site.public[0].related_links.create(target=page.publicationpage_ptr)
    page.site, page.image, page.document = site, image, document
    page.validator = validator("valideuse", page.section)
    return page
