"""The events of some offers of the demonstration, and a template to write others from."""

import datetime

from wagtail.actions.copy_page import CopyPageAction

from portal.core.users import User
from portal.demo.people import section_accounts
from recruitment.lifecycle import actions
from recruitment.models import JobOfferPage
from recruitment.section import RECRUITMENT

FILLED = "architecte-logiciel"
EXTENDED = "ingenieur-apprentissage-embarque"
TEMPLATE_SOURCE = "developpeur-plateforme"
EXTENSION = datetime.timedelta(days=30)
TEMPLATE_FIELDS = {
    "title": "Modèle\u00a0: métiers du développement",
    "slug": "modele-developpement",
}


def create_events() -> None:
    """Extend an offer, fill another one, and create a template, all by the same recruiter."""
    recruiter = User.objects.get(username=next(iter(section_accounts(RECRUITMENT))))
    offers = {offer.slug: offer for offer in JobOfferPage.objects.all()}
    extended = offers[EXTENDED]
    closes_at = extended.closes_at or extended.written_closing
    actions.move_closing(
        extended,
        recruiter,
        closes_at + EXTENSION,
        "Trois candidatures seulement\u00a0: l’offre mérite un mois de plus.",
    )
    actions.fill(offers[FILLED], recruiter, posts=1, reason="Prise de poste au printemps.")
    copy_action = CopyPageAction(
        offers[TEMPLATE_SOURCE],
        update_attrs=TEMPLATE_FIELDS | {"is_template": True, "owner": recruiter},
        copy_revisions=False,
        keep_live=False,
        user=recruiter,
    )
    copy_action.execute(skip_permission_checks=True)
