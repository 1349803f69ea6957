"""The groups, collections and reviews of every section, made by one function that may run again.

It runs after each migration and whenever the list of a section is created. It adds what is missing
and takes nothing away that administrators added.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.desk.review import ReviewTask
from portal.desk.sections import Section, task_names
from portal.media import Document, Image, Media

ADMINISTRATORS = "Administration"
SHARED = "Fonds commun"  # the collection in which every section chooses
FILES = {"wagtailimages": "image", "wagtaildocs": "document", "wagtailmedia": "media"}
WRITE = ["add_page", "change_page"]
VALIDATE = [*WRITE, "publish_page", "lock_page", "unlock_page"]
ADMINISTER = [*VALIDATE, "bulk_delete_page"]
# The snippets and screens that administrators keep, beside all that the sections write.
ADMINISTERED = [
    "auth.group",
    "portal.user",
    "portal.theme",
    "portal.glossaryentry",
    "portal.synonymgroup",
    "portal.portalsettings",
    "portal.searchcount",
    "wagtailcore.collection",
    "wagtailredirects.redirect",
    "wagtailsearchpromotions.searchpromotion",
]
STOCK_GROUPS = ["Moderators", "Editors"]  # Wagtail's: they see every section
STOCK_WORKFLOW = "Moderators approval"


def indexes() -> list[type[Page]]:
    """The types of the pages that list a section."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and hasattr(model, "publication_model")
    ]


@transaction.atomic
def establish() -> None:
    root = Collection.get_first_root_node()
    if root is None:  # the tables are being emptied
        return
    drop_stock()
    is_new = not root.get_children().filter(name=SHARED).exists()
    shared = collection(SHARED)
    if is_new:  # what was uploaded before there were sections is everybody's
        for model in (Image, Document, Media):
            model.objects.filter(collection=root).update(collection=shared)
    administrators = group(ADMINISTRATORS, ADMINISTERED)
    may_touch_files(administrators, root, ["add", "change", "choose"])
    may_touch_pages(administrators, Page.get_first_root_node(), ADMINISTER)
    for index in indexes():
        section = index.section
        for name in (section.writers, section.validators):
            may_touch_files(group(name, section.writes), shared, ["choose"])
            may_touch_files(group(name), collection(section.name), ["add", "change", "choose"])
        group(section.validators, section.keeps)
        group(ADMINISTRATORS, [*section.writes, *section.keeps, section.rules_model.lower()])
        make_workflow(section)
        for page in index.objects.all():
            admit(page)


def admit(index: Page) -> None:
    """Give the people of its section the pages below this list, and reviews to its texts."""
    section = index.section
    workflow = Workflow.objects.filter(name=section.name).first()
    if workflow is None:  # a database that was never migrated to here
        return
    may_touch_pages(group(section.writers), index, WRITE)
    may_touch_pages(group(section.validators), index, VALIDATE)
    WorkflowPage.objects.get_or_create(page_id=index.pk, defaults={"workflow": workflow})


def make_workflow(section: Section) -> None:
    workflow, _created = Workflow.objects.get_or_create(name=section.name)
    for place, name in enumerate(task_names(section)):
        task, created = ReviewTask.objects.get_or_create(name=name)
        if created:
            task.groups.add(group(section.validators))
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task, defaults={"sort_order": place}
        )


def group(name: str, models: list[str] | tuple[str, ...] = ()) -> Group:
    """The group of that name, which enters the administration and keeps those models."""
    found, _created = Group.objects.get_or_create(name=name)
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for label in models:
        app, model = label.split(".")
        permissions |= Permission.objects.filter(
            content_type__app_label=app, content_type__model=model
        )
    found.permissions.add(*permissions)
    return found


def collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def may_touch_pages(people: Group, page: Page, codenames: list[str]) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(
            group=people, page_id=page.pk, permission=permission
        )


def may_touch_files(people: Group, files: Collection, actions: list[str]) -> None:
    for app, model in FILES.items():
        for permission in Permission.objects.filter(
            content_type__app_label=app, codename__in=[f"{action}_{model}" for action in actions]
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=people, collection=files, permission=permission
            )


def drop_stock() -> None:
    """Take away Wagtail's own groups and workflow, which know no section, where nobody is in."""
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states=None).delete()
