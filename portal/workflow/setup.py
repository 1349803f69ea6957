"""Set up the groups, collections and reviews of every section, as often as one likes.

The set-up runs after each migration and whenever the index page of a section is created. It adds
what is missing and takes nothing away that administrators added. It finds what it made earlier by
its row of `SectionResource`, whatever its name is by then.
"""

from collections.abc import Iterable
from functools import partial, reduce
from itertools import chain, count
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
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

from portal.media.models import Document, Image, Media
from portal.workflow import stock
from portal.workflow.resources import (
    COLLECTION,
    PORTAL,
    WORKFLOW,
    SectionResource,
    get_or_create_target,
    section_groups,
)
from portal.workflow.sections import Review, Role, Section, task_name
from portal.workflow.tasks import ReviewTask

# The first names of what belongs to the whole portal.
ADMINISTRATORS = "Administration"
ACCOUNT_ADMINISTRATORS = "Comptes"
SHARED_COLLECTION = "Fonds commun"  # the collection in which every section chooses
OVERSEE = "portal.oversee_sections"
# The models, by their application, on which groups get permissions in a collection.
FILE_MODELS = {"wagtailimages": "image", "wagtaildocs": "document", "wagtailmedia": "media"}
COLLECTION_MODELS = {"wagtailcore": "collection"}
# The permissions on pages of each role.
WRITER_PERMISSIONS = ["add_page", "change_page"]
VALIDATOR_PERMISSIONS = [*WRITER_PERMISSIONS, "publish_page", "lock_page", "unlock_page"]
ADMINISTRATOR_PERMISSIONS = [*VALIDATOR_PERMISSIONS, "bulk_delete_page"]
# Those that the people of every section edit, each as far as they may change the texts.
SHARED_MODELS = ["portal.bundle"]
# The models that account administrators edit: people, and no content.
ACCOUNT_MODELS = ["portal.user"]
# The models that administrators edit, beside those of the sections: content, and no people.
ADMINISTRATOR_MODELS = [
    "portal.theme",
    "portal.glossaryentry",
    "portal.synonymgroup",
    "portal.portalsettings",
    "portal.pinnedanswer",
    "portal.searchcount",
    "portal.bundle",
    "portal.mail",
    "portal.heartbeat",
    "wagtailredirects.redirect",
    "wagtailsearchpromotions.searchpromotion",
]


def index_page_types() -> list[type[Page]]:
    """Return the types of the pages that list the texts of a section."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and hasattr(model, "publication_model")
    ]


@transaction.atomic
def set_up_sections() -> None:
    """Create what is missing: groups, collections, permissions, workflows and review tasks."""
    root = Collection.get_first_root_node()
    if root is None:  # the tables are being emptied
        return
    stock.tidy()
    shared = get_or_create_shared_collection()
    administrators = get_or_create_group(PORTAL, Role.ADMINISTRATORS, ADMINISTRATORS)
    accounts = get_or_create_group(PORTAL, Role.ACCOUNTS, ACCOUNT_ADMINISTRATORS)
    grant_models(accounts, ACCOUNT_MODELS)
    grant_models(administrators, ADMINISTRATOR_MODELS)
    grant_files(administrators, root, ["add", "change", "choose"])
    grant_files(administrators, root, ["add", "change", "delete"], COLLECTION_MODELS)
    grant_pages({administrators: ADMINISTRATOR_PERMISSIONS}, Page.get_first_root_node())
    grant(administrators, OVERSEE)
    for index_type in index_page_types():
        set_up_section(index_type.section, administrators, shared)
        for index in index_type.objects.all():
            set_up_index(index)


def set_up_section(section: Section, administrators: Group, shared: Collection) -> None:
    """Create the groups of the section, its collection and its workflow; give its people theirs."""
    writers = get_or_create_group(section.key, Role.WRITERS, section.writers)
    validators = get_or_create_group(section.key, Role.VALIDATORS, section.validators)
    own = get_or_create_collection(section)
    for group in (writers, validators):
        grant_models(group, [*SHARED_MODELS, *section.snippets])
        grant_files(group, shared, ["choose"])
        grant_files(group, own, ["add", "change", "choose"])
    grant_models(validators, section.validator_snippets)
    grant_models(
        administrators,
        [
            *section.snippets,
            *section.validator_snippets,
            *section.administrator_snippets,
            section.rules_model.lower(),
        ],
    )
    groups = {Role.WRITERS: writers, Role.VALIDATORS: validators}
    grant_powers(section, groups | {Role.ADMINISTRATORS: administrators})
    set_up_workflow(section, validators)


def set_up_index(index: Page) -> None:
    """Give the people of its section the pages below this index page, and reviews to its texts."""
    section = index.section
    workflow = Workflow.objects.filter(
        section_resource__section=section.key, section_resource__role=WORKFLOW
    ).first()
    if workflow is None:  # a database whose migrations have not all run
        return
    groups = section_groups(section)
    permissions = {Role.WRITERS: WRITER_PERMISSIONS, Role.VALIDATORS: VALIDATOR_PERMISSIONS}
    grant_pages({groups[role]: permissions[role] for role in permissions if role in groups}, index)
    WorkflowPage.objects.bulk_create(
        [WorkflowPage(page_id=index.pk, workflow=workflow)], ignore_conflicts=True
    )


def grant_powers(section: Section, groups: dict[Role, Group]) -> None:
    """Grant each power of the section to the groups of its roles."""
    for permission, roles in section.powers:
        for role in roles:
            grant(groups[role], permission)


def set_up_workflow(section: Section, validators: Group) -> None:
    """Create the workflow of the section, with one task for each of its reviews, in their order."""
    workflow = get_or_create_target(
        SectionResource(section=section.key, role=WORKFLOW),
        "workflow",
        Workflow.objects.filter(name=section.name),
        lambda: Workflow.objects.create(name=section.name),
    )
    for place, review in enumerate(section.reviews):
        WorkflowTask.objects.get_or_create(
            workflow=workflow,
            task=get_or_create_review_task(section, review, validators),
            defaults={"sort_order": place},
        )


def get_or_create_review_task(section: Section, review: Review, validators: Group) -> ReviewTask:
    """Return the task of a review; one that has no group gets the validators."""
    name = task_name(section, review)
    task: ReviewTask = get_or_create_target(
        SectionResource(section=section.key, role=review.key),
        "task",
        ReviewTask.objects.filter(name=name),
        lambda: ReviewTask.objects.create(name=name),
    )
    if not task.groups.exists():  # it is new, or its only group was deleted
        task.groups.add(validators)
    return task


def get_or_create_group(section_key: str, role: Role, name: str) -> Group:
    """Return the group with this role; a new one has the name, with a number if it is taken."""

    def create() -> Group:
        names = chain([name], (f"{name} ({number})" for number in count(2)))
        free = next(each for each in names if not Group.objects.filter(name=each).exists())
        return Group.objects.create(name=free)

    row = SectionResource(section=section_key, role=role)
    return get_or_create_target(row, "group", Group.objects.filter(name=name), create)


def get_or_create_collection(section: Section) -> Collection:
    """Return the collection of the section's own files."""
    root = Collection.get_first_root_node()
    row = SectionResource(section=section.key, role=COLLECTION)
    namesakes = root.get_children().filter(name=section.name)
    create = partial(root.add_child, name=section.name)
    return get_or_create_target(row, "collection", namesakes, create)


def get_or_create_shared_collection() -> Collection:
    """Return the collection in which every section may choose.

    A new one gets all that the root collection holds: it was uploaded before there were sections.
    """
    root = Collection.get_first_root_node()

    def create() -> Collection:
        shared = root.add_child(name=SHARED_COLLECTION)
        for model in (Image, Document, Media):
            model._base_manager.filter(collection=root).update(collection=shared)
        return shared

    row = SectionResource(section=PORTAL, role=COLLECTION)
    namesakes = root.get_children().filter(name=SHARED_COLLECTION)
    return get_or_create_target(row, "collection", namesakes, create)


def section_permissions() -> QuerySet[Permission]:
    """Return the powers of the sections, which the screens of groups then list."""
    powers = {OVERSEE}
    for index_type in index_page_types():
        powers.update(power for power, _roles in index_type.section.powers)
    return Permission.objects.filter(reduce(or_, map(is_permission, powers)))


def is_permission(label: str) -> Q:
    """Return the condition that a permission is this one, « app.codename »."""
    app, codename = label.split(".")
    return Q(content_type__app_label=app, codename=codename)


def grant(group: Group, permission: str) -> None:
    """Give the group a permission, « app.codename »; nothing if no such permission exists."""
    group.permissions.add(*Permission.objects.filter(is_permission(permission)))


def app_permissions(app: str, **conditions: Any) -> QuerySet[Permission]:
    """Return the permissions of an application that meet these conditions."""
    return Permission.objects.filter(content_type__app_label=app, **conditions)


def grant_models(group: Group, labels: Iterable[str]) -> None:
    """Let the group enter the administration, and add, change and delete these models' rows.

    A label is « app.model », in lower case.
    """
    group.permissions.add(*app_permissions("wagtailadmin", codename="access_admin"))
    for label in labels:
        app, model = label.split(".")
        group.permissions.add(*app_permissions(app, content_type__model=model))


def grant_pages(codenames: dict[Group, list[str]], page: Page) -> None:
    """Give each group these permissions, by their codenames, on the page and all below it."""
    wanted = {codename for granted in codenames.values() for codename in granted}
    permissions = {
        permission.codename: permission
        for permission in app_permissions("wagtailcore", codename__in=wanted)
    }
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page_id=page.pk, permission=permissions[codename])
            for group, granted in codenames.items()
            for codename in granted
        ],
        ignore_conflicts=True,
    )


def grant_files(
    group: Group, collection: Collection, actions: list[str], models: dict[str, str] = FILE_MODELS
) -> None:
    """Let the group do these actions (« add », « choose »…) on the collection's files of a kind.

    `models` are the names of models by their applications.
    """
    for app, model in models.items():
        codenames = [f"{action}_{model}" for action in actions]
        GroupCollectionPermission.objects.bulk_create(
            [
                GroupCollectionPermission(group=group, collection=collection, permission=permission)
                for permission in app_permissions(app, codename__in=codenames)
            ],
            ignore_conflicts=True,
        )
