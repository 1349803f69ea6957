"""The groups, collections and reviews of every section, made by one function that may run again.

It runs after each migration and whenever the list of a section is created. It adds what is missing
and takes nothing away that administrators added.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
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

from wagtailmedia.models import Media as WagtailMedia

from portal.media.models import Document, Image, Media
from portal.workflow.sections import Section, task_names
from portal.workflow.tasks import ReviewTask

ADMINISTRATORS = "Administration"
SHARED = "Fonds commun"  # the collection in which every section chooses
FILES = {"wagtailimages": "image", "wagtaildocs": "document", "wagtailmedia": "media"}
COLLECTIONS = {"wagtailcore": "collection"}
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
    "portal.mail",
    "portal.heartbeat",
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
    make_right_to_choose_videos()
    is_new = not root.get_children().filter(name=SHARED).exists()
    shared = collection(SHARED)
    if is_new:  # what was uploaded before there were sections is everybody's
        for model in (Image, Document, Media):
            model.objects.filter(collection=root).update(collection=shared)
    administrators = group(ADMINISTRATORS)
    may_keep(administrators, ADMINISTERED)
    may_touch_files(administrators, root, ["add", "change", "choose"])
    may_touch_files(administrators, root, ["add", "change", "delete"], COLLECTIONS)
    may_touch_pages({administrators: ADMINISTER}, Page.get_first_root_node())
    for index in indexes():
        section = index.section
        own = collection(section.name)
        for people in (group(section.writers), group(section.validators)):
            may_keep(people, section.writes)
            may_touch_files(people, shared, ["choose"])
            may_touch_files(people, own, ["add", "change", "choose"])
        may_keep(group(section.validators), section.keeps)
        kept = [*section.writes, *section.keeps, *section.administered]
        may_keep(administrators, [*kept, section.rules_model.lower()])
        make_workflow(section)
        for page in index.objects.all():
            admit(page)


def admit(index: Page) -> None:
    """Give the people of its section the pages below this list, and reviews to its texts."""
    section = index.section
    workflow = Workflow.objects.filter(name=section.name).first()
    if workflow is None:  # a database that was never migrated to here
        return
    rights = {group(section.writers): WRITE, group(section.validators): VALIDATE}
    may_touch_pages(rights, index)
    WorkflowPage.objects.bulk_create(
        [WorkflowPage(page_id=index.pk, workflow=workflow)], ignore_conflicts=True
    )


def make_workflow(section: Section) -> None:
    workflow, _created = Workflow.objects.get_or_create(name=section.name)
    for place, name in enumerate(task_names(section)):
        task, created = ReviewTask.objects.get_or_create(name=name)
        if created:
            task.groups.add(group(section.validators))
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task, defaults={"sort_order": place}
        )


def group(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]


def collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def permissions(app: str, **having):
    return Permission.objects.filter(content_type__app_label=app, **having)


def may_keep(people: Group, models: list[str] | tuple[str, ...]) -> None:
    """Let them enter the administration, and make, change and delete what these models hold."""
    people.permissions.add(*permissions("wagtailadmin", codename="access_admin"))
    for label in models:
        app, model = label.split(".")
        people.permissions.add(*permissions(app, content_type__model=model))


def may_touch_pages(rights: dict[Group, list[str]], page: Page) -> None:
    codenames = {codename for some in rights.values() for codename in some}
    found = {each.codename: each for each in permissions("wagtailcore", codename__in=codenames)}
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=people, page_id=page.pk, permission=found[codename])
            for people, some in rights.items()
            for codename in some
        ],
        ignore_conflicts=True,
    )


def may_touch_files(
    people: Group, where: Collection, actions: list[str], models: dict[str, str] = FILES
) -> None:
    for app, model in models.items():
        codenames = [f"{action}_{model}" for action in actions]
        GroupCollectionPermission.objects.bulk_create(
            [
                GroupCollectionPermission(group=people, collection=where, permission=permission)
                for permission in permissions(app, codename__in=codenames)
            ],
            ignore_conflicts=True,
        )


def make_right_to_choose_videos() -> None:
    """wagtailmedia has none, where images and documents have theirs."""
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(WagtailMedia),
        codename="choose_media",
        defaults={"name": "Can choose media"},
    )


def drop_stock() -> None:
    """Take away Wagtail's own groups and workflow, which know no section, where nobody is in."""
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states=None).delete()
