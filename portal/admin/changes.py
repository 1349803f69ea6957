"""The log of what is changed alone: rows of shared models and settings, before and after.

It is written where rows are saved and deleted, by whomever. It keeps the names alone of fields that
hold personal data by the declaration of their model: nothing erases the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import Signal, receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.fields import StreamField
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry, Page
from wagtail.snippets.models import get_snippet_models

from portal.admin.accounts.rights import differences
from portal.admin.second_person.models import confirmed_request
from portal.admin_access import current_user
from portal.workflow.change_rules import ChangeRule, change_rules

ACTION = "portal.values"  # its name is stored
MOST_KEPT = 300  # characters of a value
LEAD = 30  # characters before the first difference
ALONE = (ChangeRule.VALIDATOR, ChangeRule.ADMINISTRATOR, ChangeRule.PROTECTED)

Values = dict[str, Any]
changes_logged = Signal()  # sent with `row` and `changes`


@dataclass(frozen=True)
class Changes:
    """What changed of a row: the values of these fields; none before it was made, or after."""

    model: type[Model]
    before: Values
    after: Values

    def __bool__(self) -> bool:
        return self.before != self.after

    def data(self) -> dict[str, Any]:
        """Return what the log keeps: values of a bounded size, and the names of personal fields."""
        declaration = getattr(self.model, "personal_data", None)
        personal = {*declaration.fields} if declaration else set()
        names = sorted({*self.before, *self.after} - personal)
        pairs = {name: excerpts(self.before.get(name), self.after.get(name)) for name in names}
        return {
            "before": {name: pairs[name][0] for name in names if name in self.before},
            "after": {name: pairs[name][1] for name in names if name in self.after},
            "personal": sorted({*self.before, *self.after} & personal),
        }

    def lines(self) -> list[str]:
        """Say what changed, a line for each field."""
        return differences(self.before, self.after, labels(self.model))


def labels(model: type[Model]) -> Mapping[str, Any]:
    return {field.name: field.verbose_name for field in model._meta.concrete_fields}


def excerpts(old: Any, new: Any) -> tuple[Any, Any]:
    """Return both values, long ones from a little before their first difference."""
    start = 0
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > MOST_KEPT:
        pairs = enumerate(zip(old, new, strict=False))
        shorter = min(len(old), len(new))
        first = next((place for place, (one, other) in pairs if one != other), shorter)
        start = max(0, first - LEAD)
    return cut(old, start), cut(new, start)


def cut(value: Any, start: int) -> Any:
    if not isinstance(value, str) or not (start or len(value) > MOST_KEPT):
        return value
    end = start + MOST_KEPT
    return ("…" if start else "") + value[start:end] + ("…" if value[end:] else "")


@cache
def recorded_models() -> frozenset[type[Model]]:
    """Return the models whose rows one person changes alone, and all snippets."""
    alone = [apps.get_model(label) for label, rule in change_rules().items() if rule in ALONE]
    return frozenset(
        model for model in [*alone, *get_snippet_models()] if not issubclass(model, Page)
    )


def find_stored(row: Model) -> Model | None:
    """Return the row as the database has it."""
    return type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None


def values_of(row: Model | None) -> Values:
    """Return what the row holds, in a form that JSON takes."""
    values: Values = {}
    if row is None:
        return values
    for field in row._meta.concrete_fields:
        if field.primary_key or getattr(field, "auto_now_add", False):
            continue
        value = field.value_from_object(row)
        if isinstance(field, StreamField):
            value = field.value_to_string(row)
        values[field.name] = value if value is None or isinstance(value, bool) else str(value)
    return values


@receiver(pre_save)
def remember_stored(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    if not raw and sender in recorded_models():
        instance.__dict__["stored_values"] = values_of(find_stored(instance))


@receiver(post_save)
def log_change(
    sender: type[Model],
    instance: Model,
    created: bool,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    if raw or sender not in recorded_models():
        return
    before = instance.__dict__.pop("stored_values", {})
    after = values_of(instance)
    if created:  # nobody changes what a setting begins with, nor what a command sets up
        is_setting = issubclass(sender, BaseGenericSetting | BaseSiteSetting)
        if is_setting or current_user.get() is None:
            return
        after = {name: value for name, value in after.items() if value}
    else:
        names = [name for name in update_fields or after if before.get(name) != after.get(name)]
        before, after = ({name: side.get(name) for name in names} for side in (before, after))
    write_down(instance, Changes(sender, before, after))


@receiver(pre_delete)
def log_deletion(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if sender in recorded_models():
        gone = {name: value for name, value in values_of(instance).items() if value}
        write_down(instance, Changes(sender, gone, {}))


def write_down(row: Model, changes: Changes) -> None:
    """Log the changes, if there are any, with who asked for them when another confirmed."""
    if not changes:
        return
    actor, request = current_user.get(), confirmed_request.get()
    data = changes.data()
    if request:
        data["asked_by"] = request.asked_by.get_username()
    log(row, ACTION, user=actor if actor and actor.is_authenticated else None, data=data)
    changes_logged.send(type(row), row=row, changes=changes)


class ChangesFormatter(LogFormatter):
    """Show what changed, from before to after."""

    label = gettext_lazy("Valeurs changées")

    def format_message(self, entry: ModelLogEntry) -> str:
        model = entry.content_type.model_class()
        names = labels(model) if model else {}
        lines = differences(entry.data["before"], entry.data["after"], names)
        lines += [
            _("%s\u00a0: valeur non conservée") % names.get(name, name)
            for name in entry.data["personal"]
        ]
        if asker := entry.data.get("asked_by"):
            lines.insert(0, _("à la demande de %s") % asker)
        return f"{self.label}\u00a0: {' · '.join(lines)}"


class AskFormatter(ChangesFormatter):
    label = gettext_lazy("Confirmation demandée")


class RefuseFormatter(ChangesFormatter):
    label = gettext_lazy("Demande refusée")
