"""What the sweep over the administration finds at each address: a row of everything."""

from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.db.models import Model
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page, Site, TaskState, UploadedFile

from news.models import NEWS
from portal.core.snippets import GlossaryEntry
from portal.models import AccountRequest, Image, Mail, User
from portal.search.synonyms import SynonymGroup
from press.models import PRESS
from recruitment.offers.occupations import Occupation
from tests.support import factories
from tests.support.people import draft, person, writer
from tests.support.secret_site import CANARY, files, of
from tests.support.sections import GROUPS, under_review

NEWS_CANARY = "yourtamour"  # in the titles and names of files of the news
SECTIONS_PEOPLE = [who for who in GROUPS if "administrators" not in who]
OTHERS = ["anonymous", "nobody", "account administrators"]
ABOVE = ["administrators", "superuser"]


def make_shared(office) -> list[Model]:
    """A row of each model that is nobody's secret, but for whom it is about."""
    site, alice = office.site, office.secrets.alice
    query = Query.get("drone")
    query.editors_picks.create(page=site.home)
    Mail.objects.store(EmailMessage("Sujet", "Texte", to=["personne@exemple.fr"]))
    asked = AccountRequest.objects.create(account=person("neuve"), asked_by=person("marc"))
    asked.groups.add(Group.objects.get(name=PRESS.validators))
    return [
        query,
        asked,
        alice,
        Mail.objects.get(subject="Sujet"),
        Group.objects.get(name=PRESS.validators),
        Site.objects.get(is_default_site=True),
        Redirect.add_redirect("/ancienne", site.press),
        EditingSession.objects.create(
            user=alice,
            content_type=ContentType.objects.get_for_model(Page),
            object_id=str(office.secrets.draft.pk),
            last_seen_at=office.secrets.draft.latest_revision_created_at,
        ),
        factories.ThemeFactory(name="Un thème"),
        factories.PlaceFactory(name="Un lieu"),
        factories.PressReviewItemFactory(),
        GlossaryEntry.objects.create(term="IA", expansion="Intelligence artificielle"),
        SynonymGroup.objects.create(terms="drone\naéronef"),
        Occupation.objects.create(code="M1", label="Analyste"),
        office.beside.contact,
        office.secrets.journalist,
        office.secrets.bundle,
    ]


def upload(author, name: str) -> UploadedFile:
    return UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Image),
        file=factories.picture_file(f"{name}.png"),
        uploaded_by_user=author,
    )


def make_news(site) -> SimpleNamespace:
    """What the news prepare."""
    nora = writer("nora", NEWS)
    factory = factories.NewsArticlePageFactory
    title = {"title": NEWS_CANARY, "slug": NEWS_CANARY}
    return SimpleNamespace(
        **vars(files(NEWS_CANARY, of(NEWS))),
        author=nora,
        draft=draft(site, nora, parent=site.news, factory=factory, **title),
        reviewed=under_review(site, "news", nora, title=f"{NEWS_CANARY} relu"),
    )


def rows_of(secrets, shared: list[Model]) -> dict[str, int]:
    """The key of a row of each model, by the label of the model."""
    rows = {row._meta.label_lower: row.pk for row in shared}
    for kind in ("image", "document", "media"):
        rows[f"portal.{kind}"] = getattr(secrets, kind).pk
    state = TaskState.objects.get(workflow_state__object_id=secrets.reviewed.pk)
    return rows | {
        "wagtailcore.page": secrets.draft.pk,
        "press.pressreleasepage": secrets.draft.pk,
        "wagtailcore.collection": secrets.image.collection_id,
        "wagtailcore.task": state.task_id,
        "wagtailcore.workflow": state.workflow_state.workflow_id,
    }


def parts_of(secrets, rows: dict[str, int], office) -> list[dict]:
    """What stands for each part of an address, once for each text."""
    state = TaskState.objects.get(workflow_state__object_id=secrets.reviewed.pk)
    alice = office.secrets.alice
    common = {
        "image_id": rows["portal.image"],
        **dict.fromkeys(["document_id", "doc_id"], rows["portal.document"]),
        "media_id": rows["portal.media"],
        "uploaded_file_id": upload(secrets.author, "depot").pk,
        "redirect_id": rows["wagtailredirects.redirect"],
        "query_id": rows["wagtailsearchpromotions.query"],
        "session_id": rows["wagtailadmin.editingsession"],
        "destination_id": office.site.jobs.pk,
        "task_state_id": state.pk,
        "task_id": state.task_id,
        "workflow_state_id": state.workflow_state_id,
        "workflow_pk": state.workflow_state.workflow_id,
        "collection_id": rows["wagtailcore.collection"],
        "content_type_app_name": "press",
        "content_type_model_name": "pressreleasepage",
        "action_name": "approve",
        "filter_spec": "original",
        "media_type": "video",
        "uidb64": urlsafe_base64_encode(force_bytes(alice.pk)),
        "token": default_token_generator.make_token(alice),
        **{"_1": "live", "_2": "latest"},
    }
    texts = [secrets.draft, secrets.reviewed, getattr(secrets, "pending", secrets.draft)]
    pages = ["page_id", "parent_page_id", "page_to_move_id", "page_pk", "_0", "pk", "object_id"]
    return [
        common | dict.fromkeys(pages, text.pk) | {"revision_id": text.latest_revision_id}
        for text in texts
    ]


def make_sweep_scene(office) -> SimpleNamespace:
    """The addresses of what the press prepares, and of what the news do; who calls them."""
    shared = make_shared(office)
    for model in settings_registry:  # a row is made when it is asked for
        if issubclass(model, BaseSiteSetting):
            model.for_site(office.site.home.get_site())
        else:
            model.load()
    for files_of in (office.secrets, office.beside.own, office.beside.shared):  # so are sizes
        files_of.image.get_file_size()
        files_of.document.get_file_size()
    office.secrets.author = office.secrets.alice
    news = make_news(office.site)
    news.image.get_file_size()
    news.document.get_file_size()
    targets = {}
    for name, secrets in (("press", office.secrets), ("news", news)):
        rows = rows_of(secrets, shared)
        targets[name] = SimpleNamespace(rows=rows, parts=parts_of(secrets, rows, office))
    return SimpleNamespace(office=office, targets=targets)


def target_of(scene: SimpleNamespace, who: str) -> SimpleNamespace:
    """What is not theirs: for the press that of the news, for anybody else that of the press."""
    return scene.targets["news" if who.startswith("press") else "press"]


def secrets_from(who: str) -> set[str]:
    """The words of which they are told nothing."""
    if who in ABOVE:
        return set()
    known = {"press": {CANARY}, "news": {NEWS_CANARY}}.get(who.split()[0], set())
    return {CANARY, NEWS_CANARY} - known


def somebody(who: str) -> User | AnonymousUser:
    if who == "anonymous":
        return AnonymousUser()
    groups = [GROUPS[who]] if who in GROUPS else []
    return person(who.replace(" ", "-"), *groups, is_superuser=who == "superuser")
