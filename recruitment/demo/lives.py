"""What has happened to some offers of the demonstration, and a model to begin others from."""

import datetime

from django.utils import timezone

from portal.demo.people import team
from portal.users import User
from recruitment.life import actions
from recruitment.models import JobOfferPage, JobOfferPlace, RecruitmentIndexPage
from recruitment.section import RECRUITMENT

FILLED = "architecte-logiciel"
EXTENDED = "ingenieur-apprentissage-embarque"
MODEL = "developpeur-plateforme"
LONGER = datetime.timedelta(days=30)
# What each new offer says anew.
RENEWED = {"title": "Modèle\u00a0: métiers du développement", "slug": "modele-developpement"}
RENEWED |= {"is_template": True, "live": False, "vacant_from": None}
COPIED = [
    *"versant nature status category corps unit domain contract working_time telework".split(),
    *"telework_detail salary_min salary_max level experience clearance benefits".split(),
    *"vacancy occupation_label missions profile conditions apply_url summary".split(),
]


def live() -> None:
    recruiter = User.objects.get(username=next(iter(team(RECRUITMENT))))
    offers = {offer.slug: offer for offer in JobOfferPage.objects.all()}
    extended = offers[EXTENDED]
    actions.extend(
        extended,
        recruiter,
        extended.closes_at + LONGER,
        "Trois candidatures seulement\u00a0: l’offre mérite un mois de plus.",
    )
    actions.fill(offers[FILLED], recruiter, posts=1, reason="Prise de poste au printemps.")
    add_model(offers[MODEL], recruiter)


def add_model(offer: JobOfferPage, recruiter: User) -> None:
    index = RecruitmentIndexPage.objects.parent_of(offer).get()
    model = JobOfferPage(
        **{name: getattr(offer, name) for name in COPIED},
        **RENEWED,
        closing_date=timezone.localdate() + LONGER,
        owner=recruiter,
    )
    model.place_links.set([JobOfferPlace(place=place) for place in offer.places])
    index.add_child(instance=model)
    model.save_revision(user=recruiter)
