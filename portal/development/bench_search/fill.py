"""Putting many pages in the database at once: COPY for the rows, SQL for the index's entries."""

from collections import defaultdict
from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

from wagtail.models import Locale, Page, Site

from portal.core.snippets import Place
from portal.core.themes import PublicationTheme, Theme
from portal.development.bench_search import entries
from portal.development.bench_search.publications import PLACES, THEMES, Factory
from portal.development.bench_search.words import Writer
from portal.models import HomePage
from portal.publications import PublicationIndexPage, PublicationPage
from portal.wagtail_internals.content import path_below

BATCH = 1_000  # publications


def index_pages() -> list[PublicationIndexPage]:
    """The site's lists, in the order of its apps."""
    models = [model for model in apps.get_models() if issubclass(model, PublicationIndexPage)]
    return [model.objects.get() for model in models]


def build_site() -> None:
    """A home page with its empty lists, themes and places."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for welcome in root.get_children():
        welcome.delete()
    root = Page.objects.get(pk=root.pk)  # afresh: it has lost its children
    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil"))
    for model in apps.get_models():
        if issubclass(model, PublicationIndexPage):
            kind = model.publication_model
            title = str(kind._meta.verbose_name_plural).capitalize()
            home.add_child(instance=model(title=title, slug=f"{kind.kind_slug}s"))
    Site.objects.create(hostname=settings.ALLOWED_HOSTS[0], root_page=home, is_default_site=True)
    Theme.objects.bulk_create(
        Theme(name=f"Thème {number:02}", slug=f"theme-{number}") for number in range(1, THEMES + 1)
    )
    Place.objects.bulk_create(Place(slug=name.lower(), name=name) for name in PLACES)


class Filler:
    """Grows the site to the number of publications wanted."""

    def __init__(self, writer: Writer, say: Callable[[str], None]):
        self.say = say
        self.factory = Factory(
            writer, list(Theme.objects.order_by("pk")), list(Place.objects.order_by("pk"))
        )
        self.parents = {type(page).publication_model: page for page in index_pages()}
        self.locale = Locale.get_default()
        self.made = 0

    def grow(self, size: int) -> None:
        while self.made < size:
            end = min(self.made + BATCH, size)
            with transaction.atomic():
                self.insert([self.factory.make(number) for number in range(self.made, end)])
            self.made = end
            if end == size or end % 10_000 == 0:
                self.say(f"{spaced(end)} / {spaced(size)}")
        entries.finish()

    def insert(self, pages: list[PublicationPage]) -> None:
        by_model, links = defaultdict(list), defaultdict(list)
        for key, page in enumerate(pages, Page.objects.aggregate(last=Max("pk"))["last"] + 1):
            page.pk = page.page_ptr_id = page.id = key
            self.place(page)
            by_model[type(page)].append(page)
            for link in page.theme_links.all():
                link.content_object_id = key
                links[PublicationTheme].append(link)
            for link in page.place_links.all() if hasattr(page, "place_links") else []:
                link.page_id = key
                links[type(link)].append(link)
        for model, rows in by_model.items():
            for table in reversed([found for found in model.__mro__ if is_table(found)]):
                copy_in(table, rows)
            self.parents[model].save(update_fields=["numchild"])
        restart_keys(Page)
        for model, rows in links.items():
            copy_in(model, rows)
        entries.insert(pages)

    def place(self, page: Page) -> None:
        """Give the page the next place below its list, as treebeard counts them."""
        parent = self.parents[type(page)]
        parent.numchild += 1
        page.locale = self.locale
        page.depth = parent.depth + 1
        page.path = path_below(parent, parent.numchild)
        page.set_url_path(parent)


def settle() -> None:
    """What a site that has been there for a while has done already."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    cache.clear()  # what it holds was asked of a smaller site, and no signal said so


def is_table(model: type) -> bool:
    return issubclass(model, Model) and hasattr(model, "_meta") and not model._meta.abstract


def copy_in(model: type[Model], rows: list[Model]) -> None:
    """The columns of one table, for all rows; the database counts the keys that are missing."""
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not field.primary_key or any(row.pk for row in rows)
    ]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    statement = f"COPY {quoted(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [
                    field.get_db_prep_save(getattr(row, field.attname), connection)
                    for field in fields
                ]
            )


def restart_keys(model: type[Model]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def spaced(number: int) -> str:
    """In the French way: « 40 000 »."""
    return f"{number:,}".replace(",", "\xa0")
