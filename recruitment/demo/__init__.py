"""The job offers of the demonstration, dated from today so that some are always open."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from portal.demo.prose import html, line
from portal.demo.tree import add_related, page_fields, publish, set_themes
from portal.models import HomePage, MediaContact, Place, StandardPage
from recruitment.choices import ContactRole
from recruitment.demo import guides, offer_events, offers_engineers, offers_platform
from recruitment.demo.offer import Offer
from recruitment.models import (
    FamilyPage,
    JobOfferPage,
    OccupationsPage,
    RecruitmentIndexPage,
    RecruitmentSettings,
)

# The oldest first: references are given in this order.
OFFERS = sorted(
    [*offers_engineers.OFFERS, *offers_platform.OFFERS], key=lambda offer: -offer.published
)
SUMMARY = """Recherche, développement, données, sécurité, conduite de projet : les postes ouverts à
    Bruz, à Palaiseau, à Paris et à Suresnes. Civils et militaires y travaillent ensemble."""
APPLY_EMAIL = "recrutement@amiad.example"  # a domain that can never receive anything
DISABILITY_EMAIL = "handicap@amiad.example"
# The ministry announced the agency's hundredth engineer on that day.
FILLED_BEFORE = 100, datetime.date(2024, 10, 24)
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
TERMS = {  # the fields that depend on the contract
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
BENEFITS = """Restauration sur place
Remboursement de trois quarts de l’abonnement de transport
Forfait mobilités durables, à vélo ou en covoiturage
Complémentaire santé prise en charge pour moitié
Formation continue, dont du temps pour publier et enseigner"""
TRADE_CONTACT = {"name": "Équipe qui accueille le poste", "entity": "AMIAD"}
TRADE_CONTACT |= {"email": "equipes@amiad.example"}


def prepare(home: HomePage) -> None:
    """Create the list of offers, before the other applications load their pages."""
    title = "Recrutement"
    index = RecruitmentIndexPage(title=title, slug="recrutement", summary=line(SUMMARY))
    index.show_in_menus = True
    publish(home, index)


def load(home: HomePage) -> None:
    """Create the pages, the settings and the offers, then what happened to some offers."""
    index = RecruitmentIndexPage.objects.child_of(home).get()
    today = timezone.localdate()
    create_guide_pages(index)
    MediaContact.objects.create(**TRADE_CONTACT)
    for offer in OFFERS:
        create_offer(index, offer, today)
    offer_events.create_events()


def create_guide_pages(index: RecruitmentIndexPage) -> None:
    """Create the pages that help candidates, and the settings that lead to them."""
    occupations = publish(index, OccupationsPage(**page_fields(guides.OCCUPATIONS)))
    for family in guides.FAMILIES:
        publish(occupations, FamilyPage(domain=family.domain, **page_fields(family)))
    settings = RecruitmentSettings.load()
    settings.process_page = publish(index, StandardPage(**page_fields(guides.PROCESS)))
    settings.clearance_page = publish(index, StandardPage(**page_fields(guides.CLEARANCE)))
    settings.disability_email = DISABILITY_EMAIL
    settings.spontaneous_email = APPLY_EMAIL
    settings.filled_before, settings.filled_before_on = FILLED_BEFORE
    settings.save()


def create_offer(index: RecruitmentIndexPage, offer: Offer, today: datetime.date) -> None:
    """Publish an offer, with its places, contacts, themes and related pages."""
    date = today - datetime.timedelta(days=offer.published)
    terms = TERMS[offer.contract]
    by_mail = terms["nature"] == "formation"
    low, high = offer.salary or (None, None)
    vacant_from = today + datetime.timedelta(days=offer.closes + 60)
    page = JobOfferPage(
        **page_fields(offer),
        **terms,
        date=date,
        vacancy="creation",
        vacant_from=vacant_from,
        unit=offer.unit,
        occupation_label=offer.occupation,
        domain=offer.domain,
        posts=offer.posts,
        contract=offer.contract,
        contract_duration=line(offer.duration),
        telework=offer.telework,
        telework_detail=offer.telework_detail if offer.telework == "partiel" else "",
        management=offer.management,
        start=line(offer.start) or capfirst(date_format(vacant_from, "F Y")),
        salary_min=low,
        salary_max=high,
        salary_basis="mois" if by_mail else "an",
        level=offer.level,
        experience=offer.experience,
        clearance=offer.clearance,
        closing_date=today + datetime.timedelta(days=offer.closes),
        short_notice=offer.short_notice,
        missions=html(offer.missions),
        profile=html(offer.profile),
        conditions=html(offer.conditions),
        benefits="" if by_mail else BENEFITS,
        apply_email=APPLY_EMAIL,  # no other site knows the references of the demonstration
    )
    page.set_places(list(Place.objects.filter(slug__in=offer.place.split())))
    recruiters = MediaContact.objects.filter(name="Équipe de recrutement")
    page.contacts.create(contact=recruiters.latest("pk"))
    trade = MediaContact.objects.get(email=TRADE_CONTACT["email"])
    page.contacts.create(contact=trade, role=ContactRole.OCCUPATION)
    set_themes(page, offer.themes)
    add_related(page, offer.related)
    publish(index, page, date)
