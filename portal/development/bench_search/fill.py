"""Inserting many pages at once: COPY for their rows, SQL for their entries in the index."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

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
from portal.development.bench_search.publications import PLACES, THEMES, PublicationFactory
from portal.development.bench_search.writer import Writer
from portal.models import HomePage
from portal.publications import PublicationIndexPage, PublicationPage
from portal.wagtail_internals.content import path_below

BATCH = 1_000  # publications


def get_index_pages() -> list[PublicationIndexPage]:
    """Return the lists of the site, in the order of its apps."""
    models = [model for model in apps.get_models() if issubclass(model, PublicationIndexPage)]
    return [model.objects.get() for model in models]


def build_site() -> None:
    """Replace all pages by a home page with its empty lists; create themes and places."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root = Page.objects.get(pk=root.pk)  # read again: it has no children now
    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil"))
    for model in apps.get_models():
        if issubclass(model, PublicationIndexPage):
            page_type = model.publication_model
            title = str(page_type._meta.verbose_name_plural).capitalize()
            home.add_child(instance=model(title=title, slug=f"{page_type.kind_slug}s"))
    Site.objects.create(hostname=settings.ALLOWED_HOSTS[0], root_page=home, is_default_site=True)
    Theme.objects.bulk_create(
        Theme(name=f"Thème {number:02}", slug=f"theme-{number}") for number in range(1, THEMES + 1)
    )
    Place.objects.bulk_create(Place(slug=name.lower(), name=name) for name in PLACES)


class Filler:
    """Adds publications to the site; `say` is called with messages about the progress."""

    def __init__(self, writer: Writer, say: Callable[[str], None]) -> None:
        self.say = say
        self.factory = PublicationFactory(
            writer, list(Theme.objects.order_by("pk")), list(Place.objects.order_by("pk"))
        )
        self.parents = {type(page).publication_model: page for page in get_index_pages()}
        self.locale = Locale.get_default()
        self.count = 0

    def grow(self, size: int) -> None:
        """Add publications until there are `size` of them."""
        while self.count < size:
            end = min(self.count + BATCH, size)
            with transaction.atomic():
                self.insert_pages([self.factory.make(number) for number in range(self.count, end)])
            self.count = end
            if end == size or end % 10_000 == 0:
                self.say(f"{format_number(end)} / {format_number(size)}")
        entries.measure_title_lengths()

    def insert_pages(self, pages: list[PublicationPage]) -> None:
        """Insert the pages with their themes, their places and their entries in the index."""
        by_model: defaultdict[type[PublicationPage], list[PublicationPage]] = defaultdict(list)
        links: defaultdict[type[Model], list[Model]] = defaultdict(list)
        for key, page in enumerate(pages, Page.objects.aggregate(last=Max("pk"))["last"] + 1):
            page.pk = page.page_ptr_id = page.id = key
            self.set_tree_position(page)
            by_model[type(page)].append(page)
            for link in page.theme_links.all():
                link.content_object_id = key
                links[PublicationTheme].append(link)
            for link in page.place_links.all() if hasattr(page, "place_links") else []:
                link.page_id = key
                links[type(link)].append(link)
        for model, rows in by_model.items():
            for table in reversed([each for each in model.__mro__ if has_table(each)]):
                copy_rows(table, rows)
            self.parents[model].save(update_fields=["numchild"])
        reset_sequence(Page)
        for link_model, link_rows in links.items():
            copy_rows(link_model, link_rows)
        entries.insert_entries(pages)

    def set_tree_position(self, page: Page) -> None:
        """Give the page the next position below its list, as treebeard numbers them."""
        parent = self.parents[type(page)]
        parent.numchild += 1
        page.locale = self.locale
        page.depth = parent.depth + 1
        page.path = path_below(parent, parent.numchild)
        page.set_url_path(parent)


def vacuum_and_clear_cache() -> None:
    """Do what the server of a site that is not new has done already."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    cache.clear()  # it describes a smaller site: COPY sends no signals


def has_table(model: type) -> bool:
    """Whether the class is a model that is not abstract."""
    return issubclass(model, Model) and hasattr(model, "_meta") and not model._meta.abstract


def copy_rows(model: type[Any], rows: Sequence[Model]) -> None:
    """Insert rows in the model's own table by COPY; the database numbers those without a key."""
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


def reset_sequence(model: type[Model]) -> None:
    """Have the sequence of the model's keys continue after the largest key."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def format_number(number: int) -> str:
    """Return the number as French writes it: « 40 000 »."""
    return f"{number:,}".replace(",", "\xa0")
