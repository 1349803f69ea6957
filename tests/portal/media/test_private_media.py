"""An upload is public while a page that anyone may open uses it, and at no other time."""

import datetime
import threading

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from wagtail.models import Collection, Page, PageViewRestriction

import pytest

from news.models import NEWS, NewsArticlePage
from portal.core.visibility import is_public
from portal.models import Image
from press.models import PRESS
from tests.support import factories, uploads
from tests.support.people import logged_in, person, validator, writer


@pytest.fixture
def image(db):
    return factories.ImageFactory()


@pytest.fixture
def article(site, image):
    return factories.NewsArticlePageFactory(parent=site.news, illustration=image)


def public(upload) -> bool:
    upload.refresh_from_db()
    return upload.public


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


# What counts as use


def test_what_nobody_uses_is_private(image):
    assert not public(image)


def link(document) -> str:
    return f'<p>Le <a linktype="document" id="{document.pk}">dossier</a>.</p>'


@pytest.mark.parametrize(
    "blocks",
    [
        lambda image, document, video: [("image", {"image": image.pk}), ("paragraph", "<p>x</p>")],
        lambda image, document, video: [
            ("cards", {"cards": [{"title": "Un", "url": "https://a.fr", "image": image.pk}]}),
            ("portrait", {"title": "T", "name": "N", "role": "R", "image": image.pk}),
        ],
        lambda image, document, video: [("download", {"document": document.pk})],
        lambda image, document, video: [("paragraph", link(document))],
        lambda image, document, video: [
            ("accordion", {"title": "T", "items": [{"title": "Un", "text": link(document)}]})
        ],
        lambda image, document, video: [
            ("video", {"media": video.pk, "title": "T", "transcript": "<p>x</p>"})
        ],
    ],
)
def test_a_page_uses_what_its_blocks_hold(site, image, blocks):
    files = (image, uploads.document(), uploads.video())
    body = [{"type": name, "value": value} for name, value in blocks(*files)]
    article = factories.NewsArticlePageFactory(parent=site.news, body=body)
    assert [public(upload) for upload in files].count(True) == 1
    fresh(article).unpublish()
    assert not any(public(upload) for upload in files)


def test_fields_of_text_count_too(site):
    document = uploads.document()
    factories.JobOfferPageFactory(parent=site.jobs, missions=link(document))
    assert public(document)


# What changes it


def test_publishing_unpublishing_and_deleting(site, image):
    draft = factories.NewsArticlePageFactory(parent=site.news, illustration=image, live=False)
    assert not public(image)
    draft.save_revision().publish()
    assert public(image)
    fresh(draft).unpublish()
    assert not public(image)
    fresh(draft).save_revision().publish()
    fresh(draft).delete()
    assert not public(image)


def test_the_pictures_of_a_draft_of_a_published_page_stay_private(site, article, image):
    other = factories.ImageFactory()
    draft = fresh(article)
    draft.illustration = other
    revision = draft.save_revision()
    assert public(image)
    assert not public(other)
    revision.publish()
    assert public(other)
    assert not public(image)


def test_what_two_pages_use_stays_public_until_both_have_gone(site, article, image):
    second = factories.PressReleasePageFactory(parent=site.press, illustration=image)
    fresh(article).unpublish()
    assert public(image)
    fresh(second).unpublish()
    assert not public(image)


def test_a_restriction_on_the_page_or_above(site, article, image):
    for page in (article, site.news, site.home):
        restriction = restrict(page)
        assert not public(image), page
        restriction.delete()
        assert public(image), page


def test_a_restriction_that_goes_elsewhere(site, article, image):
    restriction = restrict(article)
    PageViewRestriction.objects.filter(pk=restriction.pk).update(page=site.press)
    assert public(image)
    PageViewRestriction.objects.filter(pk=restriction.pk).update(page=site.news)
    assert not public(image)


def test_moving_below_what_is_restricted_and_back(site, image):
    closed = factories.StandardPageFactory(parent=site.home)
    restrict(closed)
    open_page = factories.StandardPageFactory(parent=site.home)
    factories.StandardPageFactory(parent=open_page, illustration=image)
    assert public(image)
    fresh(open_page).move(fresh(closed), pos="last-child")
    assert not public(image)
    fresh(open_page).move(fresh(site.home), pos="last-child")
    assert public(image)


def test_scheduled_publication_and_end(site, image):
    due = timezone.now() - datetime.timedelta(minutes=1)
    draft = factories.NewsArticlePageFactory(parent=site.news, illustration=image, live=False)
    draft.go_live_at = due
    draft.save_revision(approved_go_live_at=due)
    call_command("publish_scheduled")
    assert public(image)
    NewsArticlePage.objects.update(expire_at=due)
    call_command("publish_scheduled")
    assert not public(image)


def test_many_pages_at_once_and_past_django(site, article, image):
    Page.objects.filter(pk=article.pk).update(live=False)
    assert not public(image)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = true")
    assert public(image)


def test_a_row_read_before_does_not_take_it_back(site, image):
    factories.NewsArticlePageFactory(parent=site.news, illustration=image)
    assert not image.public  # as it was read
    image.file_hash = "0"
    image.save()
    assert public(image)
    Page.objects.update(live=False)
    image.save()
    assert not public(image)


def test_it_holds_when_references_are_made_anew(site, article, image):
    call_command("rebuild_references_index", verbosity=0)
    assert public(image)
    assert Image.objects.filter(public=True).count() == 1


def test_the_rule_is_that_of_lists(site):
    pages = [site.home, site.news, site.press, site.jobs, site.agency]
    for page in pages:
        page.illustration = factories.ImageFactory()
        page.save()
    restrict(site.press)
    Page.objects.filter(pk=site.jobs.pk).update(live=False)
    below = factories.PressReleasePageFactory(
        parent=site.press, illustration=factories.ImageFactory()
    )
    public_pks = set(Page.objects.filter(is_public()).values_list("pk", flat=True))
    for page in [*pages, below]:
        assert public(page.illustration) == (page.pk in public_pks), page


@pytest.mark.django_db(transaction=True)
def test_two_withdrawals_at_once(site):
    """Each would think that the other's page still uses the picture."""
    image = factories.ImageFactory()
    pages = [
        factories.NewsArticlePageFactory(parent=site.news, illustration=image) for _ in range(2)
    ]
    assert public(image)
    done = threading.Event()

    def withdraw_the_second() -> None:
        Page.objects.filter(pk=pages[1].pk).update(live=False)
        connection.close()
        done.set()

    other = threading.Thread(target=withdraw_the_second)
    with transaction.atomic():
        Page.objects.filter(pk=pages[0].pk).update(live=False)
        other.start()
        assert not done.wait(0.5)  # it waits for this one
    other.join(10)
    assert not public(image)


# Who fetches what


def files_of(site) -> list[str]:
    image, video = factories.ImageFactory(), uploads.video()
    files = [image.file, image.get_rendition("width-32").file]
    return [file.url for file in (*files, video.file, video.thumbnail, video.subtitles)]


def test_visitors_find_nothing_private(client, site):
    for url in [*files_of(site), uploads.document().url]:
        assert client.get(url).status_code == 404
        assert client.head(url).status_code == 404


def test_staff_fetch_what_their_collections_hold(client, site):
    collection = Collection.objects.get(name=PRESS.name)
    image = factories.ImageFactory(collection=collection)
    document = uploads.document()
    document.collection = collection
    document.save()
    video = uploads.video()
    video.collection = collection
    video.save()
    urls = [image.get_rendition("width-32").url, document.url, video.thumbnail.url]
    somebody = person("quelquun", is_staff=True)
    for user, status in (
        (writer("redactrice"), 200),
        (validator("valideuse"), 200),
        (person("chef", "Administration"), 200),
        (person("racine", is_superuser=True), 200),
        (writer("autre", NEWS), 404),
        (somebody, 404),
    ):
        for url in urls:
            response = logged_in(user).get(url)
            assert response.status_code == status, (user, url)
            if status == 200:
                assert response["Cache-Control"] == "private, no-store"


def test_public_files_are_everybodys(client, site, article, image):
    response = client.get(image.get_rendition("width-32").url)
    assert response.status_code == 200
    assert (
        response["Cache-Control"]
        == "public, max-age=300, s-maxage=10, must-revalidate, proxy-revalidate"
    )
    assert "Cookie" not in response.get("Vary", "")


def test_a_cache_learns_within_seconds_that_a_picture_was_taken_away(client, article, image):
    url = image.get_rendition("width-32").url
    response = client.get(url)
    directives = response["Cache-Control"].split(", ")
    assert int(next(each for each in directives if "s-maxage" in each).partition("=")[2]) <= 10
    assert "proxy-revalidate" in directives
    again = client.get(url, HTTP_IF_NONE_MATCH=response["ETag"])
    assert (again.status_code, again["Cache-Control"]) == (304, response["Cache-Control"])
    article.unpublish()
    again = client.get(url, HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 404


@pytest.mark.parametrize("accel", ["", "/protected/"])
def test_a_document_runs_nothing_of_the_site(admin_client, site, article, image, settings, accel):
    settings.MEDIA_ACCEL = accel
    policy = admin_client.get(uploads.document("Bilan").url)["Content-Security-Policy"]
    assert "sandbox" in policy.split("; ")
    assert "default-src 'none'" in policy
    picture = admin_client.get(image.get_rendition("width-32").url)
    assert "sandbox" not in picture["Content-Security-Policy"]


def test_the_editor_shows_private_pictures(site):
    collection = Collection.objects.get(name=NEWS.name)
    image = factories.ImageFactory(collection=collection)
    draft = factories.NewsArticlePageFactory(parent=site.news, illustration=image, live=False)
    draft.save_revision()
    client = logged_in(writer("redactrice", NEWS))
    page = client.get(f"/gestion/pages/{draft.pk}/view_draft/").content.decode()
    listing = client.get("/gestion/images/").content.decode()
    renditions = [rendition.url for rendition in image.renditions.all()]
    assert any(url in page for url in renditions)
    assert any(url in listing for url in renditions)
    assert {client.get(url).status_code for url in renditions} == {200}


def test_the_form_tells_and_does_not_write(admin_client, site, article, image):
    address = f"/gestion/images/{image.pk}/"
    form = admin_client.get(address).context["form"]
    assert form["public"].value() is True
    assert form.fields["public"].disabled
    assert "public" not in admin_client.get("/gestion/images/add/").context["form"].fields
    fields = {"title": image.title, "alt": image.alt, "collection": image.collection_id}
    assert admin_client.post(address, fields).status_code == 302
    assert public(image)
