"""How a list is asked for: one form for the address, one view, one feed, for all kinds.

Given an index (anything with a title, `publications()` and a form class), it imports no page.
"""

from django import forms
from django.contrib.syndication.views import Feed
from django.http import QueryDict
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from portal.facets import Facet, ThemeFacet, YearFacet

FEED_LENGTH = 30  # entries


class WordsField(forms.CharField):
    """What a visitor looks for; NUL bytes, which PostgreSQL refuses, are dropped."""

    def to_python(self, value) -> str:
        return super().to_python(str(value or "").replace("\x00", ""))


class ListingForm(forms.Form):
    """All the parameters of a list. What is not valid is ignored; the rest still counts."""

    SORTS = {"recent": _("Les plus récents"), "ancien": _("Les plus anciens")}
    RELEVANCE = {"pertinence": _("Les plus pertinents")}

    q = WordsField(
        label=_("Rechercher"),
        required=False,
        max_length=200,
        error_messages={
            "max_length": _(
                "Votre recherche dépasse %(limit_value)d caractères\u00a0: elle n’a pas été suivie."
            )
        },
    )
    theme = ThemeFacet(label=_("Thème"))
    annee = YearFacet("date", label=_("Année"))
    tri = forms.ChoiceField(label=_("Trier par"), required=False)

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.fields["tri"].choices = {**self.SORTS, **(self.RELEVANCE if data.get("q") else {})}
        self.is_valid()

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def sort(self) -> str:
        return self.cleaned_data.get("tri") or ("pertinence" if self.words else "recent")

    @property
    def facets(self) -> dict[str, Facet]:
        return {name: field for name, field in self.fields.items() if isinstance(field, Facet)}

    def chosen(self, name: str) -> list[str]:
        return self.cleaned_data.get(name, [])

    @property
    def is_active(self) -> bool:
        return bool(self.words or any(self.chosen(name) for name in self.facets))

    def filtered(self, publications, leaving: str = ""):
        """The publications that match, every parameter applied but the one named `leaving`."""
        if self.words and leaving != "q":
            publications = publications.matching(self.words)
        for name, facet in self.facets.items():
            if name != leaving and (values := self.chosen(name)):
                publications = facet.narrow(publications, values)
        return publications

    def results(self, publications):
        if self.sort == "pertinence" and self.words:
            return self.filtered(publications, leaving="q").ranked(self.words)
        publications = self.filtered(publications)
        return publications.oldest() if self.sort == "ancien" else publications.newest()

    def facet_choices(self, publications) -> list[dict]:
        """Each facet with its values and how many results each would have by itself."""
        groups = []
        for name, facet in self.facets.items():
            leaving = "" if facet.narrows else name
            chosen = self.chosen(name)
            choices = facet.choices_of(self.filtered(publications, leaving), chosen)
            if choices:
                groups.append({"name": name, "label": facet.label, "choices": choices})
        return groups

    def query(self, **changes) -> str:
        """The address of this list with some parameters replaced; it starts with « ? »."""
        query = QueryDict(mutable=True)
        state = {"q": [self.words] if self.words else []}
        state |= {name: self.chosen(name) for name in self.facets}
        state["tri"] = [self.cleaned_data["tri"]] if self.cleaned_data.get("tri") else []
        for name, values in (state | changes).items():
            query.setlist(name, values)
        return "?" + query.urlencode()

    def chips(self) -> list[dict]:
        """What is applied, each with the address of the list without it."""
        chips = []
        if self.words:
            chips.append({"name": gettext("Mots"), "label": self.words, "url": self.query(q=[])})
        for name, facet in self.facets.items():
            for value in self.chosen(name):
                others = [other for other in self.chosen(name) if other != value]
                chips.append(
                    {
                        "name": facet.label,
                        "label": facet.labels[value],
                        "url": self.query(**{name: others}),
                    }
                )
        return chips

    def messages(self) -> list[str]:
        return self.errors.get("q", [])


class ListingView(ListView):
    """One page of an index's publications, as the address asks for them."""

    index = None
    template_name = "listing/index.html"
    paginate_by = 12

    def get_queryset(self):
        self.form = self.index.form_class(self.request.GET)
        return self.form.results(self.index.publications()).pks()

    def paginate_queryset(self, queryset, page_size):
        """Page over keys, then fetch the cards of the page alone: a deep page costs no more."""
        paginator, page, keys, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self.index.publications().cards(keys)
        return paginator, page, page.object_list, more

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        publications = self.index.publications()
        count = context["paginator"].count
        return (
            self.index.get_context(self.request)
            | context
            | {
                "form": self.form,
                "facets": self.form.facet_choices(publications),
                "chips": self.form.chips(),
                "clear_url": self.request.path,
                "errors": self.form.messages(),
                "result_sentence": self.index.count_sentence(count, self.form.is_active),
                "elided_pages": context["paginator"].get_elided_page_range(
                    context["page_obj"].number, on_each_side=2, on_ends=1
                ),
                "feed_url": self.index.feed_url + self.form.query(tri=[]).removesuffix("?"),
                "noindex": self.form.is_active,
            }
        )


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
        return page.title

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
        return page.last_published_at or page.published_at

    def item_categories(self, page) -> list[str]:
        return [theme.name for theme in page.card_themes]
