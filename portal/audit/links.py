"""The way from lines of the audit to what they are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.audit.models import AuditLine
from portal.core.keys import parse_key
from portal.core.users import User
from portal.wagtail_internals.links import find_url_finder


def link(lines: Iterable[AuditLine], user: User) -> None:
    """Set `url` of each line: its object in the administration; None for what is gone or closed.

    That takes a query for each type, however many the lines are.
    """
    keys: dict[type[Model], set[int]] = defaultdict(set)
    places = {}
    for line in lines:
        line.url = None
        model, key = line.model, parse_key(line.object_id)
        if model and key:
            table = Page if issubclass(model, Page) else model
            keys[table].add(key)
            places[line] = (table, key)
    urls = {(model, key): url for model in keys for key, url in find_urls(model, keys[model], user)}
    for line, place in places.items():
        line.url = urls.get(place)


def find_urls(model: type[Model], keys: set[int], user: User) -> Iterator[tuple[int, str]]:
    """Yield the keys and addresses of the rows that exist and that the user may open."""
    if model is Page:
        pages = page_permission_policy.instances_user_has_any_permission_for(
            user, ["change", "publish"]
        )
        for key in pages.filter(pk__in=keys, depth__gt=1).values_list("pk", flat=True):
            yield key, reverse("wagtailadmin_pages:history", args=[key])
        return
    finder_class = find_url_finder(model)
    if finder_class is None:
        return  # it has no screen
    policy = getattr(finder_class, "permission_policy", None)
    finder = finder_class(None if policy else user)
    for row in changeable(model, policy, user).filter(pk__in=keys):
        if url := finder.get_edit_url(row):
            yield row.pk, url


def changeable(model: type[Model], policy: Any, user: User) -> QuerySet[Model]:
    """Return the rows that the policy lets the user change: one query, where `can` is one a row."""
    if policy is None:
        return model._default_manager.all()
    rows: QuerySet[Model] = policy.instances_user_has_any_permission_for(user, ["change"])
    # Nobody else opens the account of a superuser
    return rows.filter(is_superuser=False) if model is User and not user.is_superuser else rows
