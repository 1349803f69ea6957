"""Strings that databases hold: to rename one would lose what it names.

Some look like the path of a module, or bear a name that the code has left since.
"""

from django.apps import apps
from django.utils.crypto import salted_hmac

from wagtail.log_actions import registry

import pytest

from news.models import NEWS
from portal.audit.labels import act_label, act_labels
from portal.blocks import BodyBlock
from portal.core.jobs import QUEUE
from portal.models import UnknownSearch
from portal.site_search import statistics
from portal.worker.models import SERVICES
from portal.workflow.sections import Role
from press.models import PRESS
from recruitment.models import RECRUITMENT

APPS = {"news", "portal", "press", "recruitment"}
# In the histories of pages.
LOG_ACTIONS = {
    *(f"portal.account.{name}" for name in ("ask", "change", "confirm", "create", "delete")),
    *(f"portal.account.{name}" for name in ("close", "link", "refuse", "unlock")),
    "portal.factor.add",
    "portal.factor.recover",
    "portal.factor.remove",
    "portal.factor.renew",
    "portal.group.change",
    *(f"portal.identity.{name}" for name in ("bind", "forget", "groups", "open")),
    *("portal.rules.ask", "portal.rules.refuse", "portal.values"),
    "portal.begin",
    *(f"portal.bundle.{name}" for name in ("add", "cancel", "create", "join", "leave", "miss")),
    *(f"portal.bundle.{name}" for name in ("move", "moved", "publish", "remove")),
    "portal.cancel_publication",
    "portal.fail_publication",
    "portal.publish_in_emergency",
    "portal.remove",
    "portal.reopen",
    "portal.withdraw",
    "press.embargo.ask",
    "press.embargo.give",
    "press.embargo.lift",
    "press.embargo.move",
    "press.embargo.refuse",
    "press.embargo.take_back",
    "recruitment.duplicated",
    "recruitment.extended",
    "recruitment.filled",
    "recruitment.reopened",
    "recruitment.restored",
    "recruitment.shortened",
    "recruitment.withdrawn",
}
# In the lines of the audit, beside those.
AUDIT_ACTS = {
    *(f"portal.{name}" for name in ("access", "export", "factor", "lock", "login", "logout")),
    *("portal.password", "portal.prune", "portal.read", "portal.sessions", "press.embargo.read"),
    *("portal.break_glass", "portal.sso"),
}
# Given to groups.
PERMISSIONS = {
    "act_on_offer",
    "hand_over_embargo",
    "oversee_sections",
    "view_auditline",
    "view_heartbeat",
    "view_mail",
    "view_searchcount",
    "withdraw_newsarticlepage",
    "withdraw_pressreleasepage",
}
# In the bodies of pages and of their revisions.
BLOCKS = [
    *("paragraph", "heading", "quotation", "table", "image", "gallery", "video"),
    *("key_figures", "live_figures", "tiles", "portrait", "callout", "milestone"),
    *("accordion", "steps", "see_also"),
    *("buttons", "cards", "download", "contact", "press_review"),
]


def test_actions_of_the_histories():
    actions = {action for action, _label in registry.get_choices()}
    assert {action for action in actions if action.partition(".")[0] in APPS} == LOG_ACTIONS


def test_acts_of_the_audit():
    ours = {action for action in act_labels() if action.partition(".")[0] in APPS}
    assert ours - LOG_ACTIONS == AUDIT_ACTS
    labels = [act_label(action) for action in act_labels()]
    assert all(labels)


def test_permissions():
    models = [model for model in apps.get_models() if model._meta.app_label in APPS]
    assert {name for model in models for name, _label in model._meta.permissions} == PERMISSIONS


def test_types_of_blocks():
    assert [*BodyBlock().child_blocks] == BLOCKS


@pytest.mark.parametrize(
    ("section", "key", "reviews"),
    [
        (PRESS, "press", ["review", "security"]),
        (NEWS, "news", ["review"]),
        (RECRUITMENT, "recruitment", ["hr"]),
    ],
)
def test_keys_of_the_sections(section, key, reviews):
    assert section.key == key
    assert [review.key for review in section.reviews] == reviews


def test_keys_of_the_roles():
    assert [*Role] == ["writers", "validators", "administrators", "accounts"]


def test_names_of_the_worker():
    assert [*SERVICES] == ["clock", "jobs", "post"]
    assert QUEUE == "jobs"


def test_the_digests_of_searches_have_one_key(db):
    """With another one, words that came on several days would have to come again."""
    statistics.count_search("zebrulon", found=False)
    digest = salted_hmac("portal.journal", "zebrulon", algorithm="sha256").hexdigest()
    assert UnknownSearch.objects.get().digest == digest
