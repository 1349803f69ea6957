"""The feed of a list: its newest publications, in Atom."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

FEED_LENGTH = 30  # entries


class ListingFeed(Feed):
    """The newest publications of an index, filtered as its list is by the same address."""

    feed_type = Atom1Feed
    language = "fr"

    def __init__(self, index):
        self.index = index

    def get_object(self, request):
        return self.index.form_class(request.GET)

    def title(self, form) -> str:
        applied = ", ".join(str(chip["label"]) for chip in form.chips())
        return f"{self.index.title} – {applied}" if applied else self.index.title

    def subtitle(self, form) -> str:
        return self.index.summary

    def link(self, form) -> str:
        return self.index.get_full_url() + form.query(tri=[]).removesuffix("?")

    def feed_url(self, form) -> str:
        return self.index.feed_full_url + form.query(tri=[]).removesuffix("?")

    def feed_guid(self, form) -> str:
        return self.feed_url(form)

    def items(self, form):
        publications = form.filtered(self.index.publications()).newest()
        return self.index.publications().cards(list(publications.pks()[:FEED_LENGTH]))

    def item_title(self, page) -> str:
        return _("[Corrigé] %s") % page.title if page.corrected_at else page.title

    def item_description(self, page) -> str:
        return page.summary

    def item_link(self, page) -> str:
        return page.get_full_url()

    def item_guid(self, page) -> str:
        # An address may change with the title; this key never does.
        return f"urn:uuid:{page.translation_key}"

    def item_pubdate(self, page):
        return page.published_at

    def item_updateddate(self, page):
        return page.updated_at

    def item_categories(self, page) -> list[str]:
        return [theme.name for theme in page.card_themes]
