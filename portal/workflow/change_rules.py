"""Who may change alone what visitors read: one rule for each model, in one list.

The rows of a page (its themes, its contacts, its attachments) have no rule of their own: they
change with a revision of the page. An application adds its models with the hook
`register_change_rules`.
"""

from collections.abc import Mapping
from enum import StrEnum

from wagtail import hooks


class ChangeRule(StrEnum):
    """Who may change a model's rows so that visitors read it at once."""

    REVIEW = "review"  # nobody: a review publishes
    STANDING = "standing"  # a review, or those who publish what is above the section
    FILE = "file"  # its section while nobody reads it; then a new file in a new revision
    VALIDATOR = "validator"  # one validator
    ADMINISTRATOR = "administrator"
    PROTECTED = "protected"  # one administrator, who weakens nothing unless another confirms
    POWER = "power"  # the groups with a power, by an act that asks for a reason
    SYSTEM = "system"  # nobody: the portal writes it
    UNREAD = "unread"  # visitors read nothing of it


PORTAL_RULES: dict[str, ChangeRule] = {
    "portal.publicationpage": ChangeRule.REVIEW,
    "portal.standardpage": ChangeRule.STANDING,
    "portal.homepage": ChangeRule.ADMINISTRATOR,
    "portal.agencypage": ChangeRule.ADMINISTRATOR,
    "portal.portalsettings": ChangeRule.ADMINISTRATOR,
    "portal.theme": ChangeRule.ADMINISTRATOR,
    "portal.glossaryentry": ChangeRule.ADMINISTRATOR,
    "portal.synonymgroup": ChangeRule.ADMINISTRATOR,
    "wagtailredirects.redirect": ChangeRule.ADMINISTRATOR,
    "wagtailsearchpromotions.searchpromotion": ChangeRule.ADMINISTRATOR,
    "portal.pinnedanswer": ChangeRule.ADMINISTRATOR,
    "portal.mediacontact": ChangeRule.VALIDATOR,
    "portal.place": ChangeRule.VALIDATOR,
    "portal.image": ChangeRule.FILE,
    "portal.document": ChangeRule.FILE,
    "portal.media": ChangeRule.FILE,
    "portal.withdrawal": ChangeRule.POWER,
    "portal.tombstone": ChangeRule.POWER,
    "portal.publishedversion": ChangeRule.SYSTEM,
    "portal.rendition": ChangeRule.SYSTEM,
    "portal.formerslug": ChangeRule.SYSTEM,
    **dict.fromkeys(
        ("portal.destination", "portal.passage", "portal.passagevector", "portal.word"),
        ChangeRule.SYSTEM,
    ),
    **dict.fromkeys(
        [
            *("portal.accountrequest", "portal.approvedfiles", "portal.attemptcounter"),
            *("portal.audithead", "portal.auditline", "portal.bundle", "portal.bundlemember"),
            *("portal.change", "portal.formerpassword"),
            *("portal.heartbeat", "portal.knownplace", "portal.mail", "portal.omission"),
            "portal.outsidelink",
            *("portal.pendingact", "portal.plannedpublication", "portal.provideridentity"),
            *("portal.reviewtask", "portal.rulesrequest", "portal.searchcount"),
            *("portal.sectionresource", "portal.unknownsearch", "portal.user"),
        ],
        ChangeRule.UNREAD,
    ),
}


def change_rules() -> Mapping[str, ChangeRule]:
    """Return the rule of each model, by its label in lower case, « app.model »."""
    rules = dict(PORTAL_RULES)
    for register_rules in hooks.get_hooks("register_change_rules"):
        rules |= register_rules()
    return rules
