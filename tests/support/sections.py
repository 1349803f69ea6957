"""The sections by the names of their indexes, and somebody in each of their groups."""

from wagtail.models import Page

from news.models import NEWS
from portal.models import User
from portal.workflow.setup import ACCOUNT_ADMINISTRATORS, ADMINISTRATORS
from press.section import PRESS
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.people import person, put_under_review

SECTIONS = {"press": PRESS, "news": NEWS, "jobs": RECRUITMENT}
FACTORIES = {
    "press": factories.PressReleasePageFactory,
    "news": factories.NewsArticlePageFactory,
    "jobs": factories.JobOfferPageFactory,
}
GROUPS = {
    f"{key} {role}": getattr(section, role)
    for key, section in SECTIONS.items()
    for role in ("writers", "validators")
}
GROUPS |= {"administrators": ADMINISTRATORS, "account administrators": ACCOUNT_ADMINISTRATORS}
PEOPLE = [*GROUPS]


def somebody(who: str) -> User:
    """A member of this group, as `GROUPS` names it."""
    return person(who.replace(" ", "-"), GROUPS[who])


def under_review(site, key: str, author: User, **fields) -> Page:
    """A text of that section that lacks nothing, and that its author submitted."""
    fields |= {"parent": getattr(site, key), "factory": FACTORIES[key]}
    if key == "jobs":
        place = factories.PlaceFactory(name="Bruz", department="Ille-et-Vilaine")
        fields = {"title": "Analyste de données", "places": [place]} | fields
    return put_under_review(site, author, **fields)
