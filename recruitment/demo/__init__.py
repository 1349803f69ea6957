"""The job offers of the demonstration. Their days are counted from today: some always are open."""

import datetime

from django.utils import timezone

from portal.demo.blocks import callout
from portal.demo.prose import html, line, prose
from portal.demo.tree import publish, relate, stream, tag, words
from portal.models import HomePage, MediaContact, Place
from recruitment.demo import offers_engineers, offers_platform
from recruitment.demo.offer import Offer
from recruitment.models import JobOfferPage, JobOfferPlace, RecruitmentIndexPage

# The oldest first, as references are given.
OFFERS = sorted(
    [*offers_engineers.OFFERS, *offers_platform.OFFERS], key=lambda offer: -offer.published
)
SUMMARY = """Recherche, développement, données, sécurité, conduite de projet : les postes ouverts à
    Bruz, à Palaiseau et à Suresnes. Civils et militaires y travaillent ensemble."""
APPLY_URL = "https://choisirleservicepublic.gouv.fr/"
APPLY_EMAIL = "recrutement@amiad.example"  # a domain that can never receive anything
CIVILIAN = {
    "nature": "titulaires-contractuels",
    "status": "civil",
    "category": "a",
    "corps": "Ingénieur civil de la défense, tous grades",
}
TRAINING = {
    "nature": "formation",
    "status": "civil",
    "category": "sans-objet",
    "corps": "Sans objet",
}
TERMS = {  # what follows from the contract
    "cdi": CIVILIAN,
    "cdd": CIVILIAN,
    "militaire": {
        "nature": "militaires",
        "status": "militaire",
        "category": "a",
        "corps": "Officier, du grade de capitaine à celui de lieutenant-colonel",
    },
    "stage": TRAINING,
    "apprentissage": TRAINING,
    "these": TRAINING,
}
BODY = [
    *prose("""
        ## Le déroulement du recrutement

        Chaque candidature reçoit une réponse. Un premier échange, à distance, permet de faire
        connaissance ; un entretien sur place suit, avec l’équipe et un exercice tiré d’un cas réel.
        Comptez quatre à six semaines.

        ## Un cadre de travail ouvert

        Les postes sont accessibles à toutes et à tous. Les aménagements utiles, pour l’entretien
        comme pour le poste, se demandent au contact indiqué sur cette page.
    """),
    callout(
        "Avant de postuler",
        """Certains postes demandent une habilitation, dont l’instruction prend plusieurs mois.
        Restez discret sur votre démarche, et n’envoyez aucune information protégée.""",
    ),
]


def prepare(home: HomePage) -> None:
    title = "Recrutement"
    index = RecruitmentIndexPage(title=title, slug="recrutement", summary=line(SUMMARY))
    index.show_in_menus = True
    publish(home, index)


def load(home: HomePage) -> None:
    index = RecruitmentIndexPage.objects.child_of(home).get()
    today = timezone.localdate()
    for offer in OFFERS:
        add(index, offer, today)


def add(index: RecruitmentIndexPage, offer: Offer, today: datetime.date) -> None:
    date = today - datetime.timedelta(days=offer.published)
    terms = TERMS[offer.contract]
    by_mail = terms["nature"] == "formation"
    low, high = offer.salary or (None, None)
    page = JobOfferPage(
        **words(offer),
        **terms,
        date=date,
        body=stream(BODY),
        vacancy="creation",
        vacant_from=today + datetime.timedelta(days=offer.closes + 60),
        unit=offer.unit,
        occupation_label=offer.occupation,
        domain=offer.domain,
        posts=offer.posts,
        contract=offer.contract,
        contract_duration=line(offer.duration),
        telework=offer.telework,
        telework_detail=offer.telework_detail if offer.telework == "partiel" else "",
        management=offer.management,
        start=line(offer.start),
        salary_min=low,
        salary_max=high,
        salary_basis="mois" if by_mail else "an",
        level=offer.level,
        experience=offer.experience,
        clearance=offer.clearance,
        closing_date=today + datetime.timedelta(days=offer.closes),
        missions=html(offer.missions),
        profile=html(offer.profile),
        apply_url="" if by_mail else APPLY_URL,
        apply_email=APPLY_EMAIL if by_mail else "",
    )
    for place in Place.objects.filter(slug__in=offer.place.split()):
        page.place_links.add(JobOfferPlace(place=place))
    recruiters = MediaContact.objects.filter(name="Équipe de recrutement")
    page.contacts.create(contact=recruiters.latest("pk"))
    tag(page, offer.themes)
    relate(page, offer.related)
    publish(index, page, date)
