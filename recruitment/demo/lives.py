"""What has happened to some offers of the demonstration, and a model to begin others from."""

import datetime

from wagtail.actions.copy_page import CopyPageAction

from portal.core.users import User
from portal.demo.people import section_accounts
from recruitment.lifecycle import actions
from recruitment.models import JobOfferPage
from recruitment.section import RECRUITMENT

FILLED = "architecte-logiciel"
EXTENDED = "ingenieur-apprentissage-embarque"
MODEL = "developpeur-plateforme"
LONGER = datetime.timedelta(days=30)
MODEL_WORDS = {"title": "Modèle\u00a0: métiers du développement", "slug": "modele-developpement"}


def live() -> None:
    recruiter = User.objects.get(username=next(iter(section_accounts(RECRUITMENT))))
    offers = {offer.slug: offer for offer in JobOfferPage.objects.all()}
    extended = offers[EXTENDED]
    actions.extend(
        extended,
        recruiter,
        extended.closes_at + LONGER,
        "Trois candidatures seulement\u00a0: l’offre mérite un mois de plus.",
    )
    actions.fill(offers[FILLED], recruiter, posts=1, reason="Prise de poste au printemps.")
    model = CopyPageAction(
        offers[MODEL],
        update_attrs=MODEL_WORDS | {"is_template": True, "owner": recruiter},
        copy_revisions=False,
        keep_live=False,
        user=recruiter,
    )
    model.execute(skip_permission_checks=True)
