"""Which tables visitors see something of: each change of what is public leaves a mark.

A trigger (`portal_mark_change`, migration 0031) writes the mark in the same transaction, whoever
makes the change, and announces it on CHANNEL at commit. Rows of a page that is not live leave none:
neither drafts nor autosaves do. Every table is watched but those of the models that say
`is_public_content = False`, and of the libraries below: a new model needs no line.
"""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from modelcluster.fields import ParentalKey
from wagtail.models import AbstractPage, BaseLogEntry

from psycopg import sql

CHANNEL = "portal_change"
# Models of libraries of which no public page shows anything; an application without its models
# stands for all of them
UNSEEN_LIBRARIES = {
    *("account", "auth", "django_tasks_database", "mfa", "sessions", "usersessions"),
    *("wagtailadmin", "wagtailsearch", "wagtailusers"),
    *("wagtailcore.Comment", "wagtailcore.CommentReply", "wagtailcore.PageSubscription"),
    *("wagtailcore.Revision", "wagtailcore.UploadedFile"),
    *("wagtailcore.GroupApprovalTask", "wagtailcore.Task", "wagtailcore.TaskState"),
    *("wagtailcore.Workflow", "wagtailcore.WorkflowContentType", "wagtailcore.WorkflowPage"),
    *("wagtailcore.WorkflowState", "wagtailcore.WorkflowTask"),
    *("wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission"),
    "wagtailcore.GroupSitePermission",
    "wagtailsearchpromotions.QueryDailyHits",
}
ROW, INSERT, DELETE, UPDATE = 1, 4, 8, 16  # as PostgreSQL numbers them in `pg_trigger.tgtype`
EXISTING = """
    SELECT tgrelid::regclass::text, tgtype::int, encode(tgargs, 'escape') FROM pg_trigger
    WHERE tgname = 'portal_change'
"""
WATCH = """
    CREATE OR REPLACE TRIGGER portal_change AFTER {events} ON {table}
        FOR EACH ROW EXECUTE FUNCTION portal_mark_change({column});
    CREATE OR REPLACE TRIGGER portal_change_emptied AFTER TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION portal_mark_change()
"""
UNWATCH = """
    DROP TRIGGER IF EXISTS portal_change ON {table};
    DROP TRIGGER IF EXISTS portal_change_emptied ON {table}
"""


def is_watched(model: type[Model]) -> bool:
    """Return whether a change of the rows of this model can change what visitors see."""
    # A table that a ManyToManyField made is its model's
    owner: type[Model] = model._meta.auto_created or model  # type: ignore[assignment]  # not True
    label = owner._meta.label
    return (
        model._meta.managed
        and getattr(owner, "is_public_content", True)
        and not issubclass(owner, BaseLogEntry)
        and not UNSEEN_LIBRARIES & {label, owner._meta.app_label}
    )


def watched_models() -> list[type[Model]]:
    """Return the models whose changes leave a mark."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if is_watched(model) and not model._meta.proxy]


def page_column(model: type[Model]) -> str:
    """Return the column that names the page of which a row is a part; "" without any."""
    if model._meta.label == "wagtailcore.ReferenceIndex":
        return "object_id"
    for field in model._meta.local_fields:
        parent = field.remote_field and field.remote_field.model
        is_part = isinstance(field, ParentalKey) or getattr(
            field.remote_field, "parent_link", False
        )
        if is_part and isinstance(parent, type) and issubclass(parent, AbstractPage):
            return str(field.column)
    return ""


def events(model: type[Model]) -> int:
    """Return the events that leave a mark; whoever shows a picture makes its missing sizes."""
    is_rendition = any(field.name == "filter_spec" for field in model._meta.local_fields)
    return ROW | DELETE | UPDATE | (0 if is_rendition else INSERT)


def watch_tables() -> None:
    """Give each watched table its triggers, and take them from the others. Run as the owner."""
    wanted: dict[str, tuple[int, str]] = {
        model._meta.db_table: (events(model), page_column(model)) for model in watched_models()
    }
    with connection.cursor() as cursor:
        cursor.execute(EXISTING)
        existing = {
            table: (kind, arguments.removesuffix("\\000"))
            for table, kind, arguments in cursor.fetchall()
        }
        for table in existing.keys() - wanted.keys():
            cursor.execute(sql.SQL(UNWATCH).format(table=sql.Identifier(table)))
        for table, (kind, column) in wanted.items():
            if existing.get(table) != (kind, column):
                cursor.execute(watch_statement(table, kind, column))


def watch_statement(table: str, kind: int, column: str) -> sql.Composed:
    """Return the statement that makes the triggers of a table."""
    insert: Any = sql.SQL("INSERT OR ") if kind & INSERT else sql.SQL("")
    return sql.SQL(WATCH).format(
        events=insert + sql.SQL("UPDATE OR DELETE"),
        table=sql.Identifier(table),
        column=sql.Literal(column) if column else sql.SQL(""),
    )
