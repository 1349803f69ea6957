"""The sections by the names of their indexes, and somebody in each of their groups."""

from news.models import NEWS
from portal.models import User
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS, ADMINISTRATORS
from press.section import PRESS
from recruitment.models import RECRUITMENT
from tests.support.people import person

SECTIONS = {"press": PRESS, "news": NEWS, "jobs": RECRUITMENT}
GROUPS = {
    f"{key} {role}": getattr(section, role)
    for key, section in SECTIONS.items()
    for role in ("writers", "validators")
}
GROUPS |= {"administrators": ADMINISTRATORS, "account administrators": ACCOUNT_ADMINISTRATORS}
PEOPLE = [*GROUPS]


def somebody(who: str) -> User:
    """A member of this group, as `GROUPS` names it."""
    return person(who, GROUPS[who])
