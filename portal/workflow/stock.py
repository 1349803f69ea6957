"""What Django and Wagtail create in every database, in English or for nobody here.

Each function may run as often as one likes.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from wagtail.models import Collection, GroupApprovalTask, Page, Workflow

from wagtailmedia.models import Media as WagtailMedia

ROOT = "Root"
STOCK_GROUPS = ["Moderators", "Editors"]  # Wagtail's: they see every section
STOCK_WORKFLOW = STOCK_TASK = "Moderators approval"


def tidy() -> None:
    """Delete what nobody uses, create the permission that is missing, name the rest in French."""
    delete_stock_groups()
    create_choose_media_permission()
    with override("fr"):
        name_roots()
        name_permissions()


def delete_stock_groups() -> None:
    """Delete the groups, the workflow and the task of Wagtail, which know no section, if unused."""
    Group.objects.filter(name__in=STOCK_GROUPS, user=None, section_resource=None).delete()
    Workflow.objects.filter(
        name=STOCK_WORKFLOW, workflow_states=None, section_resource=None
    ).delete()
    GroupApprovalTask.objects.filter(
        name=STOCK_TASK, task_states=None, workflow_tasks=None
    ).delete()


def create_choose_media_permission() -> None:
    """Create the permission to choose media, which wagtailmedia does not have."""
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(WagtailMedia),
        codename="choose_media",
        defaults={"name": "Can choose media"},
    )


def name_roots() -> None:
    """Name the roots of the pages and of the collections, unless somebody did."""
    name = _("Racine")
    Page.objects.filter(depth=1, title=ROOT).update(title=name, draft_title=name)
    Collection.objects.filter(depth=1, name=ROOT).update(name=name)


def name_permissions() -> None:
    """Name in French the permissions that Django and Wagtail name in English."""
    verbs = {
        "add": _("Ajouter"),
        "change": _("Modifier"),
        "delete": _("Supprimer"),
        "view": _("Voir"),
        "choose": _("Choisir"),
        "publish": _("Publier"),
        "lock": _("Verrouiller"),
        "unlock": _("Déverrouiller"),
        "bulk_delete": _("Supprimer avec les sous-pages"),
    }
    renamed = []
    own = [
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    ]
    named_here = Q(content_type__app_label__in=own) & ~Q(name__startswith="Can ")
    for permission in Permission.objects.exclude(named_here).select_related("content_type"):
        verb = permission.codename.rpartition("_")[0]
        model = permission.content_type.model_class()
        if permission.codename == "access_admin":
            name = _("Entrer dans l’administration")
        elif verb in verbs and model and permission.codename.endswith(str(model._meta.model_name)):
            name = f"{verbs[verb]}\u00a0: {model._meta.verbose_name}"
        else:
            continue
        if permission.name != name:
            permission.name = name
            renamed.append(permission)
    Permission.objects.bulk_update(renamed, ["name"])
