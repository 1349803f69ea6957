"""The runtime role: what the database refuses it, and all that the site still does with it."""

import datetime
import os
import subprocess
import sys
from urllib.parse import urlsplit

from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import DO_NOTHING
from django.db.models.deletion import get_candidate_relations_to_delete
from django.test import Client
from django.utils import timezone

from wagtail.models import ModelLogEntry, Page, PageLogEntry

import psycopg
import pytest

from portal.admin.accounts.acts import DELETE_ACTION
from portal.core.database_roles import excessive_powers, protect_tables, written_once_tables
from portal.development.database import ROOT
from portal.models import PublishedVersion, User
from portal.workflow.setup import ADMINISTRATORS
from press.embargo.jobs import forget_journalists
from press.embargo.links import EmbargoLink, Opening
from press.models import Journalist, Reference
from recruitment.lifecycle import actions
from recruitment.models import RECRUITMENT, OfferEvent, OfferReference
from tests.support import factories
from tests.support.database_roles import (
    PASSWORD,
    create_runtime_role,
    execute,
    let_tables_be_emptied,
    runtime_session,
)
from tests.support.embargoes import embargoed, given, journalist, press_office
from tests.support.people import edit, logged_in, person, published, validator, writer
from tests.support.withdrawals import fresh, remove, reopen, withdraw
from tests.support.workers import eventually, schedule_page, statuses, working

KEPT = [
    "portal_auditline",
    "portal_publishedversion",
    "press_opening",
    "press_reference",
    "recruitment_offerevent",
    "recruitment_offerreference",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
]
POWERS = [
    "CREATE TABLE another (id int)",
    "CREATE TEMPORARY TABLE another (id int)",
    "CREATE FUNCTION another() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA another",
    "CREATE EXTENSION tablefunc",
    "CREATE ROLE another",
    "ALTER TABLE portal_publishedversion DISABLE TRIGGER ALL",
    "DROP TRIGGER portal_never_changes ON portal_publishedversion",
    "CREATE OR REPLACE FUNCTION portal_refuse_change() RETURNS trigger"
    " LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    "ALTER TABLE wagtailcore_page ADD COLUMN another int",
    "DROP TABLE portal_word",
    "TRUNCATE portal_word",
    "SET session_replication_role = replica",
    "COPY portal_word TO PROGRAM 'cat > /dev/null'",
    "DELETE FROM django_migrations",
    "COPY portal_word FROM PROGRAM 'true'",
    "COPY portal_word FROM '/dev/null'",
    "SELECT pg_read_file('PG_VERSION')",
]

USED = [
    "LISTEN portal",
    "NOTIFY portal",
    "SELECT pg_advisory_xact_lock(1)",
    "SELECT nextval(pg_get_serial_sequence('wagtailcore_page', 'id'))",
    "SET LOCAL statement_timeout = '10s'",
    "DELETE FROM portal_word",
]


def is_refused(statement: str) -> bool:
    try:
        with transaction.atomic():
            execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("statement", POWERS)
def test_it_has_no_power_but_over_rows(runtime_role, statement):
    assert is_refused(statement)


@pytest.mark.parametrize("statement", POWERS)
def test_the_owner_has_these_powers(site, statement):
    """Were a statement unsound, its refusal would prove nothing."""
    assert not is_refused(statement)


@pytest.mark.parametrize("statement", USED)
def test_it_has_what_the_site_uses(runtime_role, statement):
    assert not is_refused(statement)


def test_these_tables_are_written_once():
    assert written_once_tables() == KEPT


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_what_is_written_once_stays(runtime_role, table, statement):
    assert is_refused(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE portal_withdrawal SET at = at",
        "UPDATE portal_withdrawal SET kind = kind",
        "UPDATE portal_withdrawal SET reason = reason",
        "UPDATE portal_withdrawal SET page_id = page_id",
        "UPDATE portal_tombstone SET at = at",
        "UPDATE portal_tombstone SET path = path",
        "UPDATE portal_tombstone SET page = page",
        "DELETE FROM portal_tombstone",
    ],
)
def test_why_a_text_was_taken_away_stays(site, statement):
    role = create_runtime_role()
    assert not is_refused(statement)  # to the owner
    execute(f"SET LOCAL ROLE {role}")
    assert is_refused(statement)


@pytest.mark.parametrize("table", ["portal_withdrawal", "portal_tombstone"])
def test_it_is_told_when_it_may_change_all_of_such_a_row(site, table):
    role = create_runtime_role()
    execute(f"GRANT UPDATE ON {table} TO {role}")
    execute(f"SET LOCAL ROLE {role}")
    assert excessive_powers() == ["change"]


@pytest.mark.parametrize("table", KEPT)
def test_not_even_the_owner_empties_them(site, table):
    create_runtime_role()  # which lays the triggers
    let_tables_be_emptied(False)
    assert is_refused(f"TRUNCATE {table} CASCADE")
    let_tables_be_emptied()
    assert not is_refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", KEPT)
def test_each_column_of_theirs_stays(runtime_role, table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_any_column_privilege(%s, 'UPDATE')", [table])
        assert cursor.fetchone() == (False,)


def test_no_deletion_is_to_follow_there():
    """Django's own cascade would be refused to the runtime role, and the page would stay."""
    followed = [
        relation.field
        for model in apps.get_models()
        for relation in get_candidate_relations_to_delete(model._meta)
        if relation.related_model._meta.db_table in KEPT and relation.on_delete is not DO_NOTHING
    ]
    # Types of content are deleted by the owner alone (`remove_stale_contenttypes`)
    assert {field.name for field in followed} == {"content_type"}


def test_tables_to_come_are_granted_too(site):
    role = create_runtime_role()
    execute("CREATE TABLE another (id int GENERATED BY DEFAULT AS IDENTITY, word text)")
    execute(f"SET LOCAL ROLE {role}")
    execute("INSERT INTO another (word) VALUES ('un')")
    execute("UPDATE another SET word = 'deux'")
    execute("DELETE FROM another")
    assert is_refused("TRUNCATE another")


def test_grants_are_made_as_often_as_one_likes(site):
    role = create_runtime_role()
    execute(f"GRANT TRUNCATE, UPDATE (title) ON portal_publishedversion TO {role}")
    execute(f"GRANT CREATE ON SCHEMA public TO {role}")
    protect_tables(role)
    execute(f"SET LOCAL ROLE {role}")
    assert excessive_powers() == []


def test_migrating_asks_for_the_owner(runtime_role):
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("migrate", verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)  # to look is permitted


@pytest.mark.django_db(transaction=True)
def test_migrating_as_the_owner_grants_what_is_missing(site):
    with runtime_session() as address:
        owner = urlsplit(os.environ["DATABASE_URL"])._replace(path=urlsplit(address).path)
        roles = {"DATABASE_URL": address, "DATABASE_OWNER_URL": owner.geturl()}
        command = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity=0"]
        with psycopg.connect(owner.geturl()) as session:
            role = connection.settings_dict["USER"]
            session.execute(f"GRANT TRUNCATE ON portal_word TO {role}")
        assert not is_refused("TRUNCATE portal_word")
        environment = os.environ | roles | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        assert is_refused("TRUNCATE portal_word")
        assert excessive_powers() == []


# What the site does with it


def test_a_release_is_published_corrected_withdrawn_and_removed(
    runtime_role, client, site, alice, benoit, chloe, chief
):
    page = published(site, alice, benoit, chloe)
    assert client.get(page.url).status_code == 200
    reference = Reference.objects.get(page=page.pk)
    edit(alice, page, "action-submit", title="Un autre titre", change_kind="mineure")
    withdraw(page, benoit)
    reopen(page, benoit)
    remove(page, chief)
    assert not Page.objects.filter(pk=page.pk).exists()
    kept = Reference.objects.get(pk=reference.pk)
    assert (kept.page_id, str(kept)) == (page.pk, str(reference))
    assert PublishedVersion.objects.filter(page=page.pk).exists()
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.delete").exists()
    following = published(site, alice, benoit, chloe, title="Le suivant")
    assert following.specific.reference.number == reference.number + 1


def test_an_offer_lives_and_outlives_its_recruiter(runtime_role, site):
    recruiter, rival = writer("rachel", RECRUITMENT), validator("vera", RECRUITMENT)
    offer = factories.JobOfferPageFactory(parent=site.jobs, title="Poste", live=False)
    offer.save_revision().publish()
    actions.fill(fresh(offer), recruiter, posts=1, reason="Recrutement fait.")
    recruiter.delete()
    client = logged_in(rival)
    for address in (f"/gestion/recrutement/offres/{offer.pk}/", "/gestion/recrutement/offres/"):
        assert client.get(address).status_code == 200
    export = client.get("/gestion/recrutement/offres/?export=csv")
    assert "Recrutement fait." in b"".join(export.streaming_content).decode()
    fresh(offer).delete()
    [event] = OfferEvent.objects.for_page(offer.pk)
    assert event.posts == 1
    assert OfferReference.objects.get(page=offer.pk).number == 1


def test_a_journalist_is_forgotten_with_what_they_opened(runtime_role, site):
    nadia = journalist()
    link, _address = given(embargoed(site, press_office()), nadia)
    Opening.objects.create(link=link)
    past = timezone.now() - datetime.timedelta(days=5000)
    EmbargoLink.objects.update(sent_at=past, expires_at=past)
    Journalist.objects.update(created_at=past)
    assert forget_journalists.call() == 1
    assert not Opening.objects.exists()


def test_accounts_are_made_changed_and_deleted(runtime_role, site, chief):
    client = logged_in(chief)
    gone = person("gone", ADMINISTRATORS)
    client_of_gone = logged_in(gone)
    assert client_of_gone.get("/gestion/").status_code == 200
    assert client.post(f"/gestion/users/delete/{gone.pk}/").status_code == 302
    assert not User.objects.filter(pk=gone.pk).exists()
    assert ModelLogEntry.objects.filter(action=DELETE_ACTION, object_id=str(gone.pk)).exists()
    assert client.get("/gestion/reports/site-history/").status_code == 200


COMMANDS = """
    begin_versions build_vocabulary clearsessions forget_searches publish_scheduled purge_revisions
    rebuild_references_index update_index
""".split()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run_as_well(runtime_role, command):
    call_command(command, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_session_of_its_own(site, client, alice, benoit, chloe):
    """A connection that is really the runtime role's: to log in, to write, the worker beside."""
    page = factories.NewsArticlePageFactory(parent=site.news, title="À paraître", live=False)
    alice.set_password(PASSWORD)
    alice.save()
    with runtime_session() as address:
        for statement in POWERS:
            assert is_refused(statement), statement
        browser = Client()
        login = {"username": "alice", "password": PASSWORD}
        response = browser.post("/gestion/login/", login)
        assert (response.status_code, response.url) == (302, "/gestion/")
        assert browser.get("/gestion/").status_code == 200
        release = published(site, alice, benoit, chloe)
        withdraw(release, benoit)
        with working(DATABASE_URL=address):
            schedule_page(page, timezone.now())
            forget_journalists.enqueue()
            eventually(lambda: Page.objects.get(pk=page.pk).live)
            eventually(lambda: set(statuses()) == {"SUCCESSFUL"})
