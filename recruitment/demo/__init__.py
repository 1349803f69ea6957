"""The job offers of the demonstration. Their days are counted from today: some always are open."""

import datetime

from django.utils import timezone

from portal.demo.blocks import callout
from portal.demo.prose import html, line, prose
from portal.demo.tree import publish, relate, stream, tag, words
from portal.models import HomePage, MediaContact, Place
from recruitment.demo import offers_engineers, offers_platform
from recruitment.demo.offer import Offer
from recruitment.models import JobOfferPage, RecruitmentIndexPage

# The oldest first, as references are given.
OFFERS = sorted(
    [*offers_engineers.OFFERS, *offers_platform.OFFERS], key=lambda offer: -offer.published
)
SUMMARY = """Recherche, développement, données, sécurité, conduite de projet : les postes ouverts à
    Bruz, à Palaiseau et à Suresnes. Civils et militaires y travaillent ensemble."""
APPLY_URL = "https://choisirleservicepublic.gouv.fr/"
APPLY_EMAIL = "recrutement@amiad.example"  # a domain that can never receive anything
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
    for number, offer in enumerate(OFFERS, start=1):
        add(index, offer, today, f"AMIAD-{today.year}-{number:03}")


def add(index: RecruitmentIndexPage, offer: Offer, today: datetime.date, reference: str) -> None:
    date = today - datetime.timedelta(days=offer.published)
    by_mail = offer.contract in ("stage", "these", "apprentissage")
    page = JobOfferPage(
        **words(offer),
        date=date,
        body=stream(BODY),
        reference=reference,
        contract=offer.contract,
        contract_duration=line(offer.duration),
        place=Place.objects.get(slug=offer.place),
        domain=offer.domain,
        level=offer.level,
        start=line(offer.start),
        closing_date=today + datetime.timedelta(days=offer.closes),
        missions=html(offer.missions),
        profile=html(offer.profile),
        apply_url="" if by_mail else APPLY_URL,
        apply_email=APPLY_EMAIL if by_mail else "",
    )
    recruiters = MediaContact.objects.filter(name="Équipe de recrutement")
    page.contacts.create(contact=recruiters.latest("pk"))
    tag(page, offer.themes)
    relate(page, offer.related)
    publish(index, page, date)
