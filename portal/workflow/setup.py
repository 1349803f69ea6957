"""The groups, collections and reviews of every section, made by one function that may run again.

It runs after each migration and whenever the list of a section is created. It adds what is missing
and takes nothing away that administrators added. What it made once it finds by its row of
`SectionResource`, whatever its name is by then.
"""

from functools import partial, reduce
from itertools import chain, count
from operator import or_

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet

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
from portal.workflow.resources import (
    COLLECTION,
    PORTAL,
    WORKFLOW,
    SectionResource,
    find_or_make,
    groups_of,
)
from portal.workflow.sections import Review, Role, Section, task_name
from portal.workflow.tasks import ReviewTask

# The first names of what belongs to the whole portal.
ADMINISTRATORS = "Administration"
SHARED = "Fonds commun"  # the collection in which every section chooses
OVERSEE = "portal.oversee_sections"
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
    shared = shared_collection()
    administrators = group(PORTAL, Role.ADMINISTRATORS, ADMINISTRATORS)
    may_keep(administrators, ADMINISTERED)
    may_touch_files(administrators, root, ["add", "change", "choose"])
    may_touch_files(administrators, root, ["add", "change", "delete"], COLLECTIONS)
    may_touch_pages({administrators: ADMINISTER}, Page.get_first_root_node())
    grant(administrators, OVERSEE)
    for index in indexes():
        section = index.section
        writers = group(section.key, Role.WRITERS, section.writers)
        validators = group(section.key, Role.VALIDATORS, section.validators)
        own = collection(section)
        for people in (writers, validators):
            may_keep(people, section.writes)
            may_touch_files(people, shared, ["choose"])
            may_touch_files(people, own, ["add", "change", "choose"])
        may_keep(validators, section.keeps)
        kept = [*section.writes, *section.keeps, *section.administered]
        may_keep(administrators, [*kept, section.rules_model.lower()])
        groups = {Role.WRITERS: writers, Role.VALIDATORS: validators}
        grant_powers(section, groups | {Role.ADMINISTRATORS: administrators})
        make_workflow(section, validators)
        for page in index.objects.all():
            admit(page)


def admit(index: Page) -> None:
    """Give the people of its section the pages below this list, and reviews to its texts."""
    section = index.section
    workflow = Workflow.objects.filter(
        section_resource__section=section.key, section_resource__role=WORKFLOW
    ).first()
    if workflow is None:  # a database that was never migrated to here
        return
    groups, rights = groups_of(section), {Role.WRITERS: WRITE, Role.VALIDATORS: VALIDATE}
    may_touch_pages({groups[role]: rights[role] for role in rights if role in groups}, index)
    WorkflowPage.objects.bulk_create(
        [WorkflowPage(page_id=index.pk, workflow=workflow)], ignore_conflicts=True
    )


def grant_powers(section: Section, groups: dict[Role, Group]) -> None:
    for permission, roles in section.powers:
        for role in roles:
            grant(groups[role], permission)


def make_workflow(section: Section, validators: Group) -> None:
    workflow = find_or_make(
        SectionResource(section=section.key, role=WORKFLOW),
        "workflow",
        Workflow.objects.filter(name=section.name),
        lambda: Workflow.objects.create(name=section.name),
    )
    for place, review in enumerate(section.reviews):
        WorkflowTask.objects.get_or_create(
            workflow=workflow,
            task=review_task(section, review, validators),
            defaults={"sort_order": place},
        )


def review_task(section: Section, review: Review, validators: Group) -> ReviewTask:
    name = task_name(section, review)
    task = find_or_make(
        SectionResource(section=section.key, role=review.key),
        "task",
        ReviewTask.objects.filter(name=name),
        lambda: ReviewTask.objects.create(name=name),
    )
    if not task.groups.exists():  # it is new, or its only group was deleted
        task.groups.add(validators)
    return task


def group(section: str, role: Role, name: str) -> Group:
    """Return the group with this role; a new one has the name, with a number if it is taken."""

    def make() -> Group:
        names = chain([name], (f"{name} ({number})" for number in count(2)))
        free = next(each for each in names if not Group.objects.filter(name=each).exists())
        return Group.objects.create(name=free)

    row = SectionResource(section=section, role=role)
    return find_or_make(row, "group", Group.objects.filter(name=name), make)


def collection(section: Section) -> Collection:
    root = Collection.get_first_root_node()
    row = SectionResource(section=section.key, role=COLLECTION)
    namesakes = root.get_children().filter(name=section.name)
    make = partial(root.add_child, name=section.name)
    return find_or_make(row, "collection", namesakes, make)


def shared_collection() -> Collection:
    """Return the collection in which all choose; a new one gets what the root collection holds.

    That was uploaded before there were sections.
    """
    root = Collection.get_first_root_node()

    def make() -> Collection:
        shared = root.add_child(name=SHARED)
        for model in (Image, Document, Media):
            model.objects.filter(collection=root).update(collection=shared)
        return shared

    row = SectionResource(section=PORTAL, role=COLLECTION)
    return find_or_make(row, "collection", root.get_children().filter(name=SHARED), make)


def section_permissions() -> QuerySet[Permission]:
    """Return the powers of the sections, for the screens of groups."""
    powers = {OVERSEE, *(power for index in indexes() for power, _roles in index.section.powers)}
    return Permission.objects.filter(reduce(or_, map(is_permission, powers)))


def is_permission(label: str) -> Q:
    app, codename = label.split(".")
    return Q(content_type__app_label=app, codename=codename)


def grant(people: Group, permission: str) -> None:
    people.permissions.add(*Permission.objects.filter(is_permission(permission)))


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
    Group.objects.filter(name__in=STOCK_GROUPS, user=None, section_resource=None).delete()
    Workflow.objects.filter(
        name=STOCK_WORKFLOW, workflow_states=None, section_resource=None
    ).delete()
