"""What is done to the rules of reviews, and what is refused where they are saved."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from wagtail.log_actions import log

from portal.admin.changes import Changes, changes_logged, find_stored
from portal.admin.review_rules.models import RulesRequest, section_with
from portal.admin.second_person.mails import second_persons, send
from portal.admin.second_person.models import confirmed_request, confirming, is_chief
from portal.admin_access import current_user
from portal.core.users import User
from portal.workflow.resources import section_users
from portal.workflow.sections import Role, SectionRules

# Their names are stored.
ASK_ACTION, REFUSE_ACTION = "portal.rules.ask", "portal.rules.refuse"
TEMPLATES = "portal/admin/review_rules/"


def rule_names(model: type[SectionRules]) -> list[str]:
    """Return the rules that are switches, by their fields."""
    return [field.name for field in model._meta.fields if not field.primary_key]


def weakened(before: SectionRules, after: SectionRules) -> list[str]:
    """Return the rules that are switched off."""
    names = rule_names(type(after))
    return [name for name in names if getattr(before, name) and not getattr(after, name)]


def stored_rules(rules: SectionRules) -> SectionRules:
    """Return the rules as they are, those of the model before they are first saved."""
    stored = find_stored(rules)
    return stored if isinstance(stored, SectionRules) else type(rules)()


@receiver(pre_save)
def guard_rules(sender: type[Model], instance: Model, raw: bool = False, **kwargs: object) -> None:
    """Raise PermissionDenied if the actor may not switch these rules off alone."""
    if raw or not isinstance(instance, SectionRules) or is_chief(current_user.get()):
        return
    request = confirmed_request.get()
    asked: list[str] = []
    if isinstance(request, RulesRequest) and request.section_key == section_with(instance).key:
        asked = request.names
    if not set(weakened(stored_rules(instance), instance)) <= set(asked):
        raise PermissionDenied


@receiver(pre_delete)
def guard_deletion(sender: type[Model], **kwargs: object) -> None:
    """Raise PermissionDenied for rules: others would take their place."""
    if issubclass(sender, SectionRules) and not is_chief(current_user.get()):
        raise PermissionDenied


@receiver(changes_logged)
def tell_validators(row: Model, changes: Changes, **kwargs: object) -> None:
    """Tell the validators of a section what became of its rules."""
    actor = current_user.get()
    if not isinstance(row, SectionRules) or actor is None:
        return
    section, request = section_with(row), confirmed_request.get()
    send(
        section_users(section, Role.VALIDATORS).values_list("email", flat=True),
        _("Les règles de relecture de votre section ont changé"),
        TEMPLATES + "changed.txt",
        section=section,
        actor=actor,
        asked_by=request.asked_by if request else None,
        lines=changes.lines(),
    )


def wanted(request: RulesRequest) -> Changes:
    """Return what the request would change now: nothing of a rule that is off already."""
    rules = request.section.rules
    names = [name for name in request.names if getattr(rules, name)]
    return Changes(type(rules), dict.fromkeys(names, True), dict.fromkeys(names, False))


@transaction.atomic
def ask(rules: SectionRules, names: list[str], actor: User) -> RulesRequest:
    """Ask a second person to switch these rules off; replace what was asked earlier."""
    type(rules).objects.select_for_update().get(pk=rules.pk)  # one request about them at a time
    key = section_with(rules).key
    RulesRequest.objects.filter(section_key=key).delete()
    request: RulesRequest = RulesRequest.objects.create(
        section_key=key, names=names, asked_by=actor
    )
    changes = wanted(request)
    log(rules, ASK_ACTION, user=actor, data=changes.data())
    send(
        second_persons(request),
        _("Une demande sur des règles de relecture attend une seconde personne"),
        TEMPLATES + "asked.txt",
        request=request,
        lines=changes.lines(),
    )
    return request


@transaction.atomic
def confirm(request: RulesRequest, actor: User) -> None:
    """Do what was asked. Raise PermissionDenied unless the actor may confirm it."""
    request = request.lock()
    if not request.may_confirm(actor):
        raise PermissionDenied
    model = type(request.section.rules)
    rules = model.objects.select_for_update().get(pk=request.section.rules.pk)
    for name in request.names:
        setattr(rules, name, False)
    with confirming(request):
        rules.save()
    request.delete()


@transaction.atomic
def refuse(request: RulesRequest, actor: User) -> None:
    """Leave the rules as they are; whoever asked may do so too."""
    request = request.lock()
    if not actor.has_perm(request.permission):
        raise PermissionDenied
    data = wanted(request).data() | {"asked_by": request.asked_by.get_username()}
    log(request.section.rules, REFUSE_ACTION, user=actor, data=data)
    request.delete()
