"""Each private part of the libraries is still there, and still does what the portal relies on."""

import copy
import importlib
import importlib.metadata
import inspect
import re
from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.forms.formsets import ManagementForm
from django.utils import timezone, translation

from modelcluster.forms import BaseTransientModelFormSet
from wagtail.admin.models import popular_tags_for_model
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_last_update
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.blocks import base as blocks
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator
from wagtail.management.commands import publish_scheduled
from wagtail.models import AbstractGroupApprovalTask, Page, ReferenceIndex, Site
from wagtail.models.sites import get_site_for_hostname

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from modelsearch.backends.database.postgres import postgres
from modelsearch.signal_handlers import post_save_signal_handler

from portal import wagtail_internals
from portal.admin.isolation.tags import popular_tags
from portal.core.themes import Theme
from portal.models import Document, PublicationPage
from portal.wagtail_internals import (
    background,
    content,
    damaged,
    links,
    refusals,
    rows,
    search,
    sites,
    tags,
    words,
)
from portal.wagtail_internals import forms as forms_read
from portal.workflow.tasks import ReviewTask
from tests.support import factories, uploads
from tests.support.jobs import broken
from tests.support.people import person, writer
from tests.support.withdrawals import fresh

pytestmark = pytest.mark.django_db

MODULES = [
    *(content, search, background, forms_read, damaged, links, refusals, rows, sites, tags, words)
]
READ_IN = re.compile(r"Read in ([\w-]+) ([\d.]+)")
# Of empty rich texts and of items of lists: they are drawn at random each time.
KEYS = re.compile(r'(?<=key\\": \\")\w+|(?<="id": ")[\da-f-]{36}')
SIGNATURES = [
    (ReferenceIndex._extract_references_from_object, "object"),
    (AbstractGroupApprovalTask._user_in_groups, "self user"),
    (blocks.BlockWidget.__init__, "self block_def attrs"),
    (blocks.BlockWidget.value_from_datadict, "self data files name"),
    (forms.BaseModelForm._post_clean, "self"),
    (forms.Field._clean_bound_field, "self bf"),
    (forms.CharField.to_python, "self value"),
    (forms.CharField.has_changed, "self initial data"),
    (Model._get_FIELD_display, "self field"),
    (Page.__init__, "self args kwargs"),
    (SQLCompiler.execute_sql, "self result_type chunked_fetch chunk_size"),
    (Query.get_compiler, "self using connection elide_empty"),
    (BaseDatabaseWrapper._prepare_cursor, "self cursor"),
    (ManagementForm.clean, "self"),
    (BaseTransientModelFormSet._construct_form, "self i kwargs"),
    (BaseChooser.get_instance, "self value"),
    (BaseChooser.value_from_datadict, "self data files name"),
    (popular_tags_for_model, "model count"),
    (SpreadsheetExportMixin.preprocess_field_value, "self field value export_format"),
    (Page._get_path, "path depth newstep"),
    (get_site_for_hostname, "hostname port"),
    (postgres.ObjectIndexer.__init__, "self obj backend"),
    (postgres.ObjectIndexer.prepare_field, "self obj field"),
    (postgres.PostgresIndex.add_items, "self model objs"),
    (postgres.PostgresIndex._refresh_title_norms, "self full"),
    (postgres.PostgresSearchQueryCompiler.get_search_vectors, "self search_query"),
    (postgres.PostgresSearchQueryCompiler.build_tsquery, "self query config"),
    (postgres.PostgresSearchQueryCompiler.build_tsquery_content, "self query config invert"),
    (postgres.PostgresSearchQueryCompiler.build_tsrank, "self vector query config boost"),
    (post_save_signal_handler, "instance kwargs"),
    (publish_scheduled.revision_date_expired, "r"),
    (BatchRedirectCreator.process, "self"),
    (Worker.run_task, "self db_task_result"),
    (WagtailAdminTemplateMixin.get_header_title, "view"),  # ours
]


@pytest.fixture
def article(site):
    picture = factories.ImageFactory()
    body = [{"type": "image", "value": {"image": picture.pk, "alt": "Un radar"}}]
    page = factories.NewsArticlePageFactory(
        parent=site.news, body=body, illustration=picture, themes=[factories.ThemeFactory()]
    )
    return fresh(page)


@pytest.mark.parametrize("name", wagtail_internals.READ_IN)
def test_the_series_that_is_installed_was_read(name):
    """After an upgrade: read each part again, then change `READ_IN` and the docstrings."""
    read, installed = wagtail_internals.READ_IN[name], importlib.metadata.version(name)
    assert read.split(".")[:2] == installed.split(".")[:2]


def parts() -> list:
    return [
        part
        for module in MODULES
        for part in vars(module).values()
        if getattr(part, "__module__", "") == module.__name__ and part is not content.Reference
    ]


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.__name__)
def test_each_part_says_in_which_version_it_was_read(part):
    names = {"wagtail": "Wagtail", "django": "Django"}
    versions = {names.get(name, name): read for name, read in wagtail_internals.READ_IN.items()}
    read = READ_IN.findall(part.__doc__)
    assert read
    assert all(versions[name] == version.rstrip(".") for name, version in read)


@pytest.mark.parametrize(
    ("function", "names"), SIGNATURES, ids=lambda each: getattr(each, "__qualname__", "")
)
def test_a_part_takes_what_it_took(function, names):
    assert list(inspect.signature(function).parameters) == names.split()


def test_references_are_those_of_memory_with_their_paths(article):
    picture = str(article.illustration_id)
    references = {each.model_path: each for each in content.references_of(article)}
    assert references["illustration"].key == references["body.image.image"].key == picture
    assert references["body.image.image"].content_path.startswith("body.")
    article.illustration = factories.ImageFactory()  # which nobody saved
    references = {each.model_path: each for each in content.references_of(article)}
    assert references["illustration"].key == str(article.illustration_id) != picture


def test_only_a_member_is_in_the_groups_of_a_task(site, django_assert_num_queries):
    alice, root = writer("alice"), person("root", is_superuser=True)
    task = ReviewTask.objects.create(name="Une relecture")
    task.groups.add(Group.objects.filter(user=alice).first())
    assert content.is_in_groups_of(task, alice) is True
    assert content.is_in_groups_of(task, root) is False
    with django_assert_num_queries(0):
        assert content.is_in_groups_of(task, alice) is True


def test_the_copies_of_a_widget_share_one_description(monkeypatch):
    block = PublicationPage._meta.get_field("body").stream_block
    theirs, ours = blocks.BlockWidget(block), content.BlockWidget(block)
    first, second = copy.deepcopy(ours), copy.deepcopy(ours)
    assert KEYS.sub("", first.block_json) == KEYS.sub("", theirs.block_json)
    monkeypatch.delattr(blocks, "JSContext")
    assert second.block_json is first.block_json
    assert str(second.media) == str(theirs.media)


def test_a_form_checks_its_instance_once_it_holds_what_was_typed(db):
    class Form(content.InstanceCheckMixin, forms.ModelForm):
        class Meta:
            model = Theme
            fields = ["name"]

        def clean(self):
            self.early = self.instance.name
            return super().clean()

        def check_instance(self):
            super().check_instance()
            self.add_error("name", f"Pas {self.instance.name}")

    form = Form({"name": "Drones"})
    assert form.errors == {"name": ["Pas Drones"]}
    assert form.early == ""


def test_a_file_is_stored_once_it_is_saved(db):
    document = Document(title="Un rapport", file=ContentFile(uploads.pdf(), "rapport.pdf"))
    assert isinstance(document.file, FieldFile)
    assert content.is_stored(document.file) is False
    document.save()
    assert content.is_stored(document.file) is True
    assert content.is_stored(fresh(document).file) is True


def test_a_relation_is_prefetched_when_it_was_asked_for(site):
    factories.JobOfferPageFactory(parent=site.jobs)
    offers = site.jobs.publication_model.objects.all()
    assert content.is_prefetched(offers.get(), "place_links") is False
    offer = offers.prefetch_related("place_links").get()
    assert content.is_prefetched(offer, "place_links") is True


def test_a_child_stands_where_treebeard_puts_it(site):
    child = factories.NewsArticlePageFactory(parent=site.news)
    parent = fresh(site.news)
    assert child.path == content.path_below(parent, parent.numchild)


def test_a_worker_runs_a_task_that_was_claimed(db):
    broken.enqueue()
    worker = background.task_worker("jobs", backend="jobs", interval=1)
    result = DBTaskResult.objects.ready().get_locked()
    result.claim(worker.worker_id)
    assert DBTaskResult.objects.running().get().worker_ids == [worker.worker_id]
    worker.run_task(result)
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


@pytest.mark.parametrize(("days", "expired"), [(None, False), (-1, True), (1, False)])
def test_a_revision_is_expired_when_its_end_is_past(days, expired):
    end = days and (timezone.now() + timedelta(days=days)).isoformat()
    revision = SimpleNamespace(content={"expire_at": end})
    assert background.is_expired(revision) is expired


def test_a_batch_of_redirects_takes_the_place_of_the_automatic_ones(site):
    Redirect.objects.create(old_path="/ancien", automatically_created=True, redirect_link="/a/")
    Redirect.objects.create(old_path="/autre", automatically_created=True, redirect_link="/b/")
    batch = background.RedirectBatch(max_size=10, ignore_conflicts=True)
    batch.add(old_path="/ancien", redirect_page=site.news, automatically_created=True)
    batch.process()
    links = dict(Redirect.objects.values_list("old_path", "redirect_page"))
    assert links == {"/ancien": site.news.pk, "/autre": None}
    background.RedirectBatch(max_size=10).process()
    assert Redirect.objects.count() == 2


def test_the_librarys_own_batch_deletes_all_automatic_redirects_when_it_is_empty(db):
    """Else `RedirectBatch` is not needed any more."""
    Redirect.objects.create(old_path="/ancien", automatically_created=True, redirect_link="/a/")
    BatchRedirectCreator(max_size=10).process()
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("L'éditeur n'a pas...", "L’éditeur n’a pas…"),
        ("Statut: %(status)s", "Statut\xa0: %(status)s"),
        ("<a href='%(url)s'>l'agence</a>", "<a href='%(url)s'>l’agence</a>"),
        (
            "Êtes-vous sûr(e) de vouloir supprimer ce(tte) %(model_name)s\xa0?",
            "Voulez-vous vraiment supprimer cet élément\xa0?",
        ),
        (
            "Ajouter un workflow à {workflow_name}",
            "Ajouter un circuit de relecture à {workflow_name}",
        ),
        ("Rejeté(e)", "Refusé"),
        ("Page/Fragment", "Page/contenu"),
        ("Historique du Site", "Historique du site"),
        ("Résultats de recherche améliorés", "Résultats mis en avant"),
        ("Peut accéder à l'administration Wagtail", "Peut accéder à l’administration"),
    ],
)
def test_the_french_of_the_libraries_is_mended(theirs, ours):
    assert words.mend(theirs) == ours
    assert words.mend(ours) == ours


def test_their_translations_speak_our_french(db):
    with translation.override("fr"):
        assert translation.gettext("Are you sure you want to delete this page?") == (
            "Supprimer cette page\xa0?"
        )
        assert timesince_last_update(timezone.now()) != words.describe_last_update(timezone.now())
        assert re.fullmatch(r"\d{1,2}\xa0h\xa0\d\d", words.describe_last_update(timezone.now()))


@pytest.mark.parametrize("module", tags.MODULES, ids=lambda module: module.__name__)
def test_each_screen_of_files_proposes_our_tags(module):
    assert getattr(module, tags.NAME) is popular_tags


def test_a_request_keeps_the_site_that_it_is_given(site, rf, django_assert_num_queries):
    request = rf.get("/", headers={"host": "localhost:81"})
    found = sites.find_site(*sites.host_and_port(request))
    assert found == Site.find_for_request(rf.get("/", headers={"host": "localhost:81"}))
    sites.keep_site(request, found)
    with django_assert_num_queries(0):
        assert Site.find_for_request(request) is found


def test_there_may_be_no_site(site):
    Site.objects.all().delete()
    assert sites.find_site("localhost", "80") is None
