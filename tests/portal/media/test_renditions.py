"""What pages show is drawn ahead of visitors, and by one when several ask at once."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from wagtail.images.models import Filter
from wagtail.models import Collection

import pytest
from bs4 import BeautifulSoup

from portal.media import rendition_tasks
from portal.media.models import Image, Rendition
from portal.media.shapes import SHAPES, first_specs, specs
from portal.worker.jobs import job_results
from tests.support import factories, uploads
from tests.support.photographs import opened, photograph, point

pytestmark = pytest.mark.usefixtures("quick_avif")

# What is drawn ahead


@pytest.fixture
def work(commit):
    """Publish or save in the block; the jobs of drawing that were then asked for are done."""

    def run(change) -> int:
        with commit():
            change()
        waiting = (
            job_results()
            .filter(task_path__startswith="portal.media.rendition_tasks")
            .order_by("enqueued_at")
        )
        for result in waiting:
            result.task.call(*result.args_kwargs["args"])
        return waiting.delete()[0]

    return run


@pytest.fixture
def page(site):
    """A draft with a picture of each sort."""
    card = {"url": "https://exemple.fr", "title": "Là", "image": factories.ImageFactory().pk}
    body = [
        {"type": "image", "value": {"image": factories.ImageFactory().pk}},
        {"type": "portrait", "value": {"name": "Elle", "image": factories.ImageFactory().pk}},
        {"type": "cards", "value": {"title": "Voir", "cards": [card]}},
    ]
    free = factories.FreeImageFactory()
    return factories.NewsArticlePageFactory(
        parent=site.news, illustration=free, body=body, live=False
    )


def test_a_visitor_of_what_was_published_draws_nothing(client, page, work):
    work(lambda: page.save_revision().publish())
    drawn = set(Rendition.objects.values_list("pk", flat=True))
    assert Rendition.objects.filter(filter_spec__in=specs("figure", "portrait")).exists()
    for address in (page.url, "/", "/actualites/", "/recherche/", "/presse/phototheque/"):
        assert client.get(address).status_code == 200
    assert set(Rendition.objects.values_list("pk", flat=True)) == drawn


def test_a_visitor_of_the_agency_draws_nothing(client, site, work):
    site.agency.illustration = factories.ImageFactory()
    work(lambda: site.agency.save_revision().publish())
    drawn = Rendition.objects.count()
    assert client.get("/l-agence/").status_code == 200
    assert Rendition.objects.count() == drawn > 0


def test_a_draft_draws_nothing(page, work):
    assert work(page.save_revision) == 0
    assert not Rendition.objects.exists()


def test_what_is_due_later_is_drawn_before(page, work):
    page.go_live_at = timezone.now() + timedelta(days=1)
    work(lambda: page.save_revision().publish())
    assert not type(page).objects.get(pk=page.pk).live
    assert page.illustration.renditions.filter(filter_spec__in=specs("wide")).exists()


def test_a_new_focal_point_draws_again(page, work):
    work(lambda: page.save_revision().publish())
    image = page.illustration
    before = image.renditions.count()
    assert work(image.save) == 1
    assert image.renditions.count() == before  # nothing has changed

    type(page).objects.update(live=False)  # a live picture is frozen
    point(image)
    work(image.save)
    assert image.renditions.filter(filter_spec__in=specs("card")).count() == 2 * len(specs("card"))


def test_a_new_file_draws_again(admin_client, page, work):
    work(lambda: page.save_revision().publish())
    type(page).objects.update(live=False)  # a live picture is frozen
    image = page.illustration
    fields = {
        "title": "Photo",
        "alt": "Une photo",
        "collection": Collection.get_first_root_node().pk,
    }
    file = io.BytesIO(uploads.picture("PNG", (640, 360)))
    file.name = "autre.png"
    edit = reverse("wagtailimages:edit", args=[image.pk])
    work(lambda: admin_client.post(edit, fields | {"file": file}))
    sizes = image.renditions.filter(filter_spec="format-avif|fill-720x405")
    assert [opened(size).size for size in sizes] == [(640, 360)]


def test_an_image_that_nothing_shows_is_not_drawn(db, work):
    image = factories.ImageFactory()
    assert work(image.save) == 0


def test_each_night_what_is_missing_is_drawn(page, work):
    work(lambda: page.save_revision().publish())
    drawn = set(Rendition.objects.values_list("image", "filter_spec"))
    Rendition.objects.all().delete()
    rendition_tasks.create_all_renditions.call()
    assert set(Rendition.objects.values_list("image", "filter_spec")) == drawn


def test_an_image_without_file_does_not_keep_the_others_from_being_drawn(page, work, caplog):
    Image._base_manager.filter(pk=page.illustration_id).update(file="original_images/absente.png")
    work(lambda: page.save_revision().publish())
    assert f"The image {page.illustration_id} cannot be drawn" in caplog.text
    assert Rendition.objects.filter(filter_spec__in=specs("portrait")).exists()


def test_the_sizes_that_pages_cannot_do_without_are_drawn_before_the_others(page, commit):
    with commit():
        page.save_revision().publish()
    rendition_tasks.create_all_renditions.call()
    best = Rendition.objects.filter(filter_spec__startswith="format-avif").earliest("pk")
    before = Rendition.objects.filter(pk__lt=best.pk)
    assert {image for (image,) in before.values_list("image")} == {
        image for (image,) in Image.objects.values_list("pk")
    }
    first = {*first_specs(*SHAPES)}
    assert {*before.values_list("filter_spec", flat=True)} <= first


def test_while_the_worker_has_pictures_to_draw_a_visitor_waits_for_one_size(client, page, work):
    page.save_revision().publish()
    waiting = rendition_tasks.create_all_renditions.enqueue()
    assert elements_shown(client, page.url) == [["img"]] * 4
    first = first_specs("wide", "figure", "portrait", "card", "social")
    assert {*Rendition.objects.values_list("filter_spec", flat=True)} == {*first}

    job_results().filter(pk=waiting.id).delete()
    rendition_tasks.create_all_renditions.call()
    wide, *others = elements_shown(client, page.url)
    assert wide == ["source", "source", "source", "img"]  # two framings, each in two formats
    assert others == [["source", "img"]] * 3


def elements_shown(client, address: str) -> list[list[str]]:
    """Of each picture of the page."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [
        [element.name for element in picture.select("source, img")]
        for picture in soup.select("main picture")
    ]


# One at a time


class Encodings:
    """How often each size was encoded, and how many encodings of an image there were at once."""

    def __init__(self, monkeypatch) -> None:
        self.done: list[tuple[int, str]] = []
        self.running: list[int] = []
        self.crowd = 0
        encode = Image.generate_rendition_file

        def counted(image, filter, *, source=None):
            self.done.append((image.pk, filter.spec))
            self.running.append(image.pk)
            self.crowd = max(self.crowd, self.running.count(image.pk))
            try:
                return encode(image, filter, source=source)
            finally:
                self.running.remove(image.pk)

        monkeypatch.setattr(Image, "generate_rendition_file", counted)


def together(*tasks) -> list:
    """What each returns, begun at the same moment in a thread and a connection of its own."""
    start = Barrier(len(tasks))

    def run(task):
        try:
            start.wait(10)
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as threads:
        return [future.result(60) for future in [threads.submit(run, task) for task in tasks]]


def urls_of(key: int, *names: str) -> list[str]:
    image = Image.objects.get(pk=key)
    return [size.url for size in image.get_renditions(*specs(*names)).values()]


@pytest.mark.django_db(transaction=True)
def test_who_asks_at_the_same_time_gets_what_one_of_them_draws(monkeypatch):
    encodings = Encodings(monkeypatch)
    key = photograph().pk
    answers = together(*[lambda: urls_of(key, "card")] * 6)
    assert all(answer == answers[0] for answer in answers)
    assert sorted(encodings.done) == sorted((key, spec) for spec in specs("card"))
    assert encodings.crowd == 1
    assert Rendition.objects.count() == len(specs("card"))


@pytest.mark.django_db(transaction=True)
def test_the_same_for_a_single_size(monkeypatch):
    encodings = Encodings(monkeypatch)
    key = photograph().pk
    one = lambda: Image.objects.get(pk=key).get_rendition("format-avif|width-400").url  # noqa: E731
    assert len(set(together(*[one] * 4))) == 1
    assert len(encodings.done) == 1


@pytest.mark.django_db(transaction=True)
def test_transactions_that_show_the_same_images_do_not_wait_for_each_other_for_ever(monkeypatch):
    encodings = Encodings(monkeypatch)
    keys = [photograph().pk for _ in range(2)]
    halfway = Barrier(2)

    def show(order):
        with transaction.atomic():
            first = urls_of(order[0], "portrait")
            halfway.wait(20)  # each has drawn what the other is about to ask for
            cache.clear()  # which processes do not share
            return {order[0]: first, order[1]: urls_of(order[1], "portrait")}

    one, other = together(lambda: show(keys), lambda: show(keys[::-1]))
    assert one == other
    assert sorted(encodings.done) == sorted((k, spec) for k in keys for spec in specs("portrait"))


@pytest.mark.django_db(transaction=True)
def test_an_image_of_this_very_transaction_is_drawn_in_it():
    with transaction.atomic():
        image = photograph()
        assert len(image.get_renditions(*specs("card"))) == len(specs("card"))
        transaction.set_rollback(True)
    assert not Rendition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_this_transaction_changes_is_drawn_in_it():
    image = photograph()
    with transaction.atomic():
        image.file = ContentFile(uploads.picture("PNG", (64, 36)), "autre.png")
        image.save()
        image.get_rendition("format-avif|width-400")
        transaction.set_rollback(True)
    assert not Rendition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_wait_is_longer_than_that_of_a_page(monkeypatch):
    """`STATEMENT_TIMEOUT` is for queries that are too long, not for who waits for a drawing."""
    image = photograph()
    timeouts = []
    monkeypatch.setattr(
        type(image),
        "create_missing",
        lambda self, filters: timeouts.append(timeout()) or {filters[0]: None},
    )
    before = timeout()
    image.create_with_lock((Filter("width-20"),))
    assert timeouts == ["1min"] != [before]
    assert timeout() == before


def timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]
