"""An offer for search engines: schema.org's JobPosting, as Google for Jobs requires it.

It holds nothing that candidates do not read on the page. Google forbids to give a nationality as
a place of application: `eligibilityToWorkRequirement` states it instead.
"""

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.core.snippets import Place
from recruitment.choices import (
    Clearance,
    Contract,
    Experience,
    Level,
    Salary,
    Telework,
    WorkingTime,
)

if TYPE_CHECKING:
    from recruitment.models import JobOfferPage

NO_REQUIREMENT = "no requirements"  # the value that Google defines
EMPLOYMENT_TYPES: dict[str, list[str]] = {
    WorkingTime.FULL: ["FULL_TIME"],
    WorkingTime.PART: ["PART_TIME"],
    WorkingTime.EITHER: ["FULL_TIME", "PART_TIME"],
}
CONTRACT_TYPES: dict[str, list[str]] = {
    Contract.INTERNSHIP: ["INTERN"],
    Contract.APPRENTICESHIP: ["OTHER"],
}
TEMPORARY_CONTRACTS = [Contract.FIXED_TERM, Contract.THESIS, Contract.RESERVE]
CREDENTIALS: dict[str, str] = {
    Level.BAC2: "associate degree",
    Level.BAC3: "bachelor degree",
    Level.BAC5: "postgraduate degree",
    Level.DOCTORATE: "postgraduate degree",
}
UNITS: dict[str, str] = {Salary.YEAR: "YEAR", Salary.MONTH: "MONTH"}


def job_posting(offer: "JobOfferPage") -> dict[str, Any]:
    """Return the JSON-LD object of an open offer, without the properties that are empty."""
    employer = offer.employer or offer.common.employer
    properties = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": offer.title,
        "description": description(offer),
        "url": offer.full_url,
        "identifier": identifier(employer, offer.reference),
        "datePosted": offer.date.isoformat(),
        "validThrough": offer.last_minute.isoformat(),
        "directApply": False,
        "hiringOrganization": {
            "@type": "Organization",
            "name": employer,
            "sameAs": offer.get_url_parts()[1],
        },
        "employmentUnit": employment_unit(offer),
        "jobLocation": [location(place) for place in offer.places],
        "employmentType": employment_types(offer),
        "workHours": offer.get_working_time_display(),
        "industry": offer.get_domain_display(),
        "occupationalCategory": occupation(offer),
        "totalJobOpenings": offer.posts,
        "jobStartDate": offer.start,
        "baseSalary": salary(offer),
        "jobBenefits": ", ".join(offer.benefit_list),
        "educationRequirements": education(offer),
        "experienceRequirements": experience(offer),
        "qualifications": offer.get_level_display(),
        **clearance(offer),
        **telework(offer),
    }
    return {name: value for name, value in properties.items() if value not in ("", None, [])}


def identifier(employer: str, reference: str) -> dict[str, Any] | None:
    """Return the reference of the offer; None before its first publication."""
    if not reference:
        return None
    return {"@type": "PropertyValue", "name": employer, "value": reference}


def employment_unit(offer: "JobOfferPage") -> dict[str, Any] | None:
    """Return the unit in which the post is."""
    return {"@type": "Organization", "name": offer.unit} if offer.unit else None


def description(offer: "JobOfferPage") -> str:
    """Return the HTML of the texts of the offer."""
    return render_to_string("recruitment/_job_posting_description.html", {"page": offer}).strip()


def location(place: Place) -> dict[str, Any]:
    """Return a place of work in France."""
    address = {"@type": "PostalAddress", "addressLocality": place.name, "addressCountry": "FR"}
    if place.department:
        address["addressRegion"] = place.department
    return {"@type": "Place", "address": address}


def employment_types(offer: "JobOfferPage") -> list[str]:
    """Return the types of employment, from the contract and the working time."""
    types = CONTRACT_TYPES.get(offer.contract) or EMPLOYMENT_TYPES[offer.working_time]
    return [*types, "TEMPORARY"] if offer.contract in TEMPORARY_CONTRACTS else types


def occupation(offer: "JobOfferPage") -> dict[str, Any] | str:
    """Return the occupation of the State's list, or else the one typed in the offer."""
    if not offer.occupation:
        return offer.occupation_label
    return {
        "@type": "CategoryCode",
        "inCodeSet": _("Répertoire des métiers de la fonction publique"),
        "codeValue": offer.occupation.code,
        "name": offer.occupation.label,
    }


def salary(offer: "JobOfferPage") -> dict[str, Any] | None:
    """Return the salary in euros; None when the offer has no amount."""
    bounds = {"minValue": offer.salary_min, "maxValue": offer.salary_max}
    amounts = {name: value for name, value in bounds.items() if value}
    if not amounts:
        return None
    unit = UNITS[offer.salary_basis]
    value = {"@type": "QuantitativeValue", **amounts, "unitText": unit}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def education(offer: "JobOfferPage") -> dict[str, Any] | str:
    """Return the required level of studies; old offers have none, for which "" is returned."""
    if not offer.level:
        return ""
    credential = CREDENTIALS.get(offer.level)
    if credential is None:
        return NO_REQUIREMENT
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": credential}


def experience(offer: "JobOfferPage") -> dict[str, Any] | str:
    """Return the required experience in months; old offers have none, for which "" is returned."""
    if not offer.experience:
        return ""
    months = Experience(offer.experience).months
    if not months:
        return NO_REQUIREMENT
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}


def clearance(offer: "JobOfferPage") -> dict[str, str]:
    """Return the properties of the clearance and of the nationality that are required."""
    properties = {}
    if offer.clearance != Clearance.NONE:
        properties["securityClearanceRequirement"] = offer.get_clearance_display()
    if offer.is_french_only:
        properties["eligibilityToWorkRequirement"] = _("Nationalité française")
    return properties


def telework(offer: "JobOfferPage") -> dict[str, Any]:
    """Return the properties of a remote job, when nobody ever has to come to the office."""
    if offer.telework != Telework.FULL:
        return {}
    return {
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": {"@type": "Country", "name": "FR"},
    }
