"""What one person alone may try in order to publish a text: none of it publishes anything."""

from collections.abc import Callable
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.models import Page, Revision

import pytest

from portal.models import Bundle
from press.models import PRESS
from recruitment.models import RECRUITMENT, JobOfferPage
from tests.support import factories
from tests.support.clocks import typed
from tests.support.embargoes import tick, whole_minute
from tests.support.offer_files import as_csv, row
from tests.support.people import (
    decide,
    draft,
    edit,
    fields_of,
    logged_in,
    person,
    published,
    seen,
    submit,
    validator,
    writer,
)
from tests.support.reviews import APPROVE

PEOPLE = {"writer": "writers", "validator": "validators"}
REASON = "Une rectification doit paraître avant le journal de ce soir."
PUBLISH = {"action-publish": "1"}
NEW = {"title": "Seul", "slug": "seul", "new_title": "Copie", "new_slug": "copie"}


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    """What others published, and what two people wrote, submitted or not, each in two sections."""
    scene = SimpleNamespace(site=common_site)
    for place, department in (("Bruz", "Ille-et-Vilaine"), ("Palaiseau", "Essonne")):
        factories.PlaceFactory(name=place, slug=place.lower(), department=department)
    team = writer("alice"), validator("benoit"), validator("chloe")
    scene.public = published(common_site, *team)
    edit(team[0], scene.public, title="La suite")
    for role, groups in PEOPLE.items():
        user = person(role, getattr(PRESS, groups), getattr(RECRUITMENT, groups))
        own = SimpleNamespace(user=user, draft=draft(common_site, user, title="Un brouillon"))
        own.submitted = draft(common_site, user, title="Un texte soumis")
        submit(user, own.submitted)
        own.template = draft(common_site, user, title="Un modèle", is_template=True)
        setattr(scene, role, own)
    return scene


class Attempt(SimpleNamespace):
    """Somebody, their texts, and the screens of the administration."""

    def post(self, path: str, **sent):
        return logged_in(self.user).post(f"/gestion/{path}", sent)

    def edit(self, page: Page, action: str = "", **changes):
        return edit(self.user, page, action, **changes)

    def create(self, **changes):
        """Fill the form of a new communiqué, and press buttons."""
        path = f"pages/add/press/pressreleasepage/{self.site.press.pk}/"
        html = logged_in(self.user).get(f"/gestion/{path}").content.decode()
        return self.post(path, **(fields_of(html) | NEW | changes))

    def copy(self, page: Page, **changes):
        sent = NEW | {"new_parent_page": self.site.press.pk} | changes
        return self.post(f"pages/{page.pk}/copy/", **sent)

    def bulk(self, action: str, page: Page, **sent):
        path = f"bulk/wagtailcore/page/{action}/?next=/gestion/&id={page.pk}"
        return self.post(path, seen=seen(self.draft), **sent)

    def call(self, page: Page, action: str, **sent):
        return self.post(f"api/main/pages/{page.pk}/action/{action}/", **sent)

    def revert(self, **changes):
        """Take up what was published, in place of the draft that followed."""
        path = f"pages/{self.public.pk}/revisions/{self.public.live_revision_id}/revert/"
        html = logged_in(self.user).get(f"/gestion/{path}").content.decode()
        return self.post(path, **(fields_of(html) | {"title": "Repris"} | changes))

    def move(self, page: Page, to: Page):
        self.post(f"pages/{page.pk}/move/{to.pk}/confirm/")
        return self.edit(page, "action-publish")

    def end_reviews(self, verb: str):
        """Take the reviews away, then publish."""
        workflow = self.submitted.get_workflow()
        self.post(f"workflows/{verb}/{self.site.press.pk}/{workflow.pk}/", next="/gestion/")
        self.post(f"workflows/{verb}/{workflow.pk}/", next="/gestion/")
        for task in workflow.tasks:
            self.post(f"workflows/tasks/{verb}/{task.pk}/", next="/gestion/")
        self.edit(self.submitted, "action-publish")
        return self.edit(self.draft, "action-publish")

    def cancel(self):
        self.post(f"pages/workflow/confirm_cancellation/{self.submitted.pk}/")
        self.edit(self.submitted, "action-cancel-workflow")
        return self.edit(self.submitted, "action-publish")

    def restart(self):
        self.edit(self.submitted, "action-restart-workflow")
        return decide(self.user, self.submitted)

    def approve_twice(self):
        decide(self.user, self.submitted)
        return decide(self.user, self.submitted)

    def use_template(self):
        key = {"template": self.template.pk}
        self.post(f"modeles/{self.site.press.pk}/", **key, **PUBLISH)
        return self.edit(self.template, "action-publish", is_template="")

    def bundle(self, page: Page, **sent):
        """Gather a text in a bundle of their own, then publish the bundle at once."""
        fields = {"title": "Seul", "at": typed(days=1), "notice_minutes": 15, "texts": [page.pk]}
        self.post("publications-groupees/new/", **fields | sent)
        bundle = Bundle.objects.get()
        assert bundle.members.count() == 1
        self.post(f"publications-groupees/inspect/{bundle.pk}/", publish="1")
        return self.edit(page, "action-publish")

    def import_offers(self):
        """Bring in a file of offers, as its second screen does."""
        address = reverse("offers_import")
        file = SimpleUploadedFile("offres.csv", as_csv(row()).encode())
        screen = logged_in(self.user).post(address, {"file": file})
        checked = screen.context["confirmation"].initial["checked"]
        self.post("offres/importer/creer/", checked=checked, live="on", **PUBLISH)
        offer = JobOfferPage.objects.get()
        return self.edit(offer, "action-publish")


LIVE = {"live": "on", "has_unpublished_changes": "", "first_published_at": "2026-01-01 08:00"}
ATTEMPTS: dict[str, Callable[[Attempt], object]] = {
    "publish": lambda a: a.edit(a.draft, "action-publish"),
    "publish what is under review": lambda a: a.edit(a.submitted, "action-publish"),
    "create and publish": lambda a: a.create(**PUBLISH),
    "create, submit and publish": lambda a: a.create(**PUBLISH, **{"action-submit": "1"}),
    "submit and publish": lambda a: a.edit(a.draft, "action-submit", **PUBLISH),
    "submit and approve": lambda a: a.edit(a.draft, "action-submit", **APPROVE),
    "approve one’s own": lambda a: decide(a.user, a.submitted),
    "approve it twice": lambda a: a.approve_twice(),
    "approve it in the editor": lambda a: a.edit(a.submitted, **APPROVE),
    "approve it with a change": lambda a: a.edit(a.submitted, **APPROVE, title="Autre"),
    "restart its review": lambda a: a.restart(),
    "cancel its review": lambda a: a.cancel(),
    "schedule": lambda a: a.edit(a.draft, "action-publish", go_live_at=typed(hours=1)),
    "schedule without a button": lambda a: a.edit(a.draft, go_live_at=typed(hours=1)),
    "schedule a past date": lambda a: a.edit(a.draft, go_live_at="2020-01-01 08:00"),
    "say that it is live": lambda a: a.edit(a.draft, **LIVE),
    "say so of what is under review": lambda a: a.edit(a.submitted, **LIVE),
    "let what is published end": lambda a: a.edit(
        a.public, "action-publish", expire_at=typed(hours=1)
    ),
    "let a draft end": lambda a: a.edit(a.draft, "action-publish", expire_at=typed(days=9)),
    "copy and publish": lambda a: a.copy(a.draft, publish_copies="on"),
    "copy a published text": lambda a: a.copy(a.public, publish_copies="on"),
    "copy a list with its texts": lambda a: a.copy(
        a.site.press, publish_copies="on", copy_subpages="on"
    ),
    "alias of a draft": lambda a: a.copy(a.draft, alias="on"),
    "alias of a published text": lambda a: a.copy(a.public, alias="on", publish_copies="on"),
    "convert an alias": lambda a: a.post(f"pages/{a.draft.pk}/convert_alias/"),
    "translate": lambda a: a.edit(a.draft, "action-publish", locale="2", translation_key=""),
    "publish in bulk": lambda a: a.bulk("publish", a.draft),
    "publish what is under review in bulk": lambda a: a.bulk("publish", a.submitted),
    "publish all below the list": lambda a: a.bulk(
        "publish", a.site.press, include_descendants="on"
    ),
    "submit in bulk": lambda a: a.bulk("submit", a.draft, **PUBLISH),
    "move in bulk": lambda a: a.bulk("move", a.draft, chooser=a.site.home.pk),
    "publish by the interface": lambda a: a.call(a.draft, "publish"),
    "copy by it": lambda a: a.call(a.public, "copy", keep_live="true", slug="copie"),
    "alias by it": lambda a: a.call(a.public, "create_alias", update_slug="copie"),
    "revert by it": lambda a: a.call(
        a.public, "revert_to_page_revision", revision_id=a.public.live_revision_id
    ),
    "remove the reviews": lambda a: a.end_reviews("remove"),
    "disable the reviews": lambda a: a.end_reviews("disable"),
    "move to the news": lambda a: a.move(a.draft, a.site.news),
    "move to the home page": lambda a: a.move(a.draft, a.site.home),
    "move what is under review": lambda a: a.move(a.submitted, a.site.jobs),
    "publish in emergency": lambda a: a.post(
        f"urgence/{a.draft.pk}/", reason=REASON, seen=seen(a.draft)
    ),
    "publish a template": lambda a: a.edit(a.template, "action-publish"),
    "write from a template": lambda a: a.use_template(),
    "publish a restored version": lambda a: a.revert(**PUBLISH),
    "approve a restored version": lambda a: a.revert(**APPROVE),
    "schedule a restored version": lambda a: a.revert(**PUBLISH, go_live_at=typed(hours=1)),
    "import": lambda a: a.import_offers(),
    "gather in a bundle": lambda a: a.bundle(a.draft),
    "gather what is under review": lambda a: a.bundle(a.submitted, notice_minutes=60),
}


def public_state() -> dict[str, set]:
    """What readers see of every page, and what waits for its date."""
    rows = Page.objects.filter(live=True).values_list("pk", "title", "slug", "live_revision")
    waiting = Revision.objects.exclude(approved_go_live_at=None).values_list("pk", flat=True)
    return {"live": {*rows}, "waiting": {*waiting}}


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("name", ATTEMPTS)
def test_nobody_publishes_alone(scene, db, name, role):
    before = public_state()
    own = getattr(scene, role)
    ATTEMPTS[name](Attempt(site=scene.site, public=scene.public, **vars(own)))
    assert public_state() == before
    tick(whole_minute(days=30))
    assert public_state() == before
