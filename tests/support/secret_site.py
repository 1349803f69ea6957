"""What the press prepares, and what its colleagues of other sections work on beside it."""

import datetime
import json
from types import SimpleNamespace

from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from wagtail.models import Collection, Page, TaskState

from news.models import NEWS
from portal.bundles import acts
from portal.models import Bundle, Document, Media, User
from press.models import PRESS, Journalist, PressReleasePage
from recruitment.models import RECRUITMENT
from tests.support import factories, uploads
from tests.support.people import logged_in, submit, validator, writer

FILES = ["image", "document", "media"]
PAGES = ["draft", "scheduled", "locked", "reviewed", "pending"]
CANARY = "zebrulon"  # in titles and names of files that nobody else may read
WORD = "supersonique"  # beside it: what is searched comes back to whoever typed it
PUBLISHED = "Un communiqué paru"


def of(section) -> Collection:
    return Collection.objects.get(name=section.name)


def files(name: str, collection: Collection) -> SimpleNamespace:
    content = {"collection": collection, "title": f"{name} {WORD}"}
    made = SimpleNamespace(
        image=factories.ImageFactory(file=factories.picture_file(f"{name}.png"), **content),
        document=Document.objects.create(file=ContentFile(uploads.pdf(), f"{name}.pdf"), **content),
        media=Media.objects.create(
            file=ContentFile(uploads.MP4, f"{name}.mp4"), type="video", duration=1, **content
        ),
    )
    for file in vars(made).values():
        file.tags.add(f"{name} mot-clé")
    return made


def release(site, author, title: str, **fields) -> PressReleasePage:
    page = factories.PressReleasePageFactory(parent=site.press, title=title, **fields)
    page.save_revision(user=author, log_action=True)
    return PressReleasePage.objects.get(pk=page.pk)


def make_secrets(site) -> SimpleNamespace:
    """The press's drafts, scheduled pages, new titles, files and journalists: a canary in each."""
    alice, benoit = writer("alice"), validator("benoit")
    factories.ensure_contact(site.press)
    secrets = files(CANARY, of(PRESS))
    for state in ("draft", "scheduled", "locked", "reviewed"):
        title, slug = f"{CANARY} {WORD} {state}", f"{CANARY}-{state}"
        page = release(site, alice, title, slug=slug, live=False, owner=alice)
        setattr(secrets, state, page)
    secrets.scheduled.go_live_at = timezone.now() + datetime.timedelta(days=1)
    secrets.scheduled.save_revision(user=alice).publish(skip_permission_checks=True)
    lock = {"locked": True, "locked_by": benoit, "locked_at": timezone.now()}
    Page.objects.filter(pk=secrets.locked.pk).update(**lock)
    submit(alice, secrets.reviewed)
    secrets.pending = release(site, alice, PUBLISHED, last_published_at=timezone.now())
    secrets.pending.title = f"{CANARY} {WORD} pending"
    secrets.pending.save_revision(user=alice, log_action=True)
    for page in (site.press, site.home):  # nor the coming title of what stands above
        page.title = f"{CANARY} {page.slug}"
        page.save_revision(log_action=True)
    secrets.journalist = Journalist.objects.create(
        name=f"{CANARY} Durand", outlet=f"{CANARY} hebdo", email=f"{CANARY}@exemple.fr"
    )
    at = timezone.now() + datetime.timedelta(days=2)
    secrets.bundle = Bundle(title=f"{CANARY} {WORD} ensemble", at=at)
    acts.create(secrets.bundle, [], [secrets.locked], alice)
    secrets.alice, secrets.benoit = alice, benoit
    return secrets


def make_neighbours(site, secrets) -> SimpleNamespace:
    """A recruiter with an offer that links to a published communiqué, and somebody of the news."""
    rachel = writer("rachel", RECRUITMENT)
    offer = factories.JobOfferPageFactory(
        parent=site.jobs, title="Un poste", live=False, owner=rachel
    )
    offer.save_revision(user=rachel)
    offer.profile = f'<p><a linktype="page" id="{secrets.pending.pk}">lien</a></p>'
    offer.body = [{"type": "see_also", "value": {"page": secrets.pending.pk}}]
    offer.related_links.create(target=secrets.pending.publicationpage_ptr)
    offer.save()
    offer.save_revision(user=rachel)
    factories.NewsArticlePageFactory(parent=site.news, title="Un article")
    return SimpleNamespace(
        rachel=rachel,
        nina=validator("nina", NEWS),
        offer=offer,
        contact=factories.MediaContactFactory(),
        own=files("interne", of(RECRUITMENT)),
        shared=files("commun", Collection.objects.get(name="Fonds commun")),
    )


def make_secret_site(site) -> SimpleNamespace:
    """All of it, with the keys by which addresses name it."""
    secrets = make_secrets(site)
    beside = make_neighbours(site, secrets)
    review = TaskState.objects.get(workflow_state__object_id=secrets.reviewed.pk)
    keys = {
        **{name: getattr(secrets, name).pk for name in PAGES},
        **{name: getattr(secrets, name).pk for name in (*FILES, "journalist", "bundle")},
        **{name: getattr(site, name).pk for name in ("home", "press", "jobs")},
        "offer": beside.offer.pk,
        "contact": beside.contact.pk,
        "own_image": beside.own.image.pk,
        "own": beside.own.image.collection_id,
        "collection": secrets.image.collection_id,
        "revision": secrets.draft.latest_revision_id,
        "workflow": review.workflow_state.workflow_id,
        "workflow_state": review.workflow_state_id,
        "task_state": review.pk,
        "task": review.task_id,
        "word": WORD,
    }
    return SimpleNamespace(site=site, secrets=secrets, beside=beside, keys=keys)


def content(response) -> str:
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return json.dumps(response.json(), ensure_ascii=False).replace('\\"', '"').lower()
    body = b"".join(response) if response.streaming else response.content
    return body.decode(errors="replace").lower()


def reads(user: User | Client, path: str) -> str:
    """What this person is shown there, or will be told on the screen to which they are sent."""
    client = user if isinstance(user, Client) else logged_in(user)
    response = client.get(f"/gestion/{path}")
    assert response.status_code < 500, path
    messages = [str(message).lower() for message in get_messages(response.wsgi_request)]
    return f"{content(response)} {messages} {response.get('Location')}"
