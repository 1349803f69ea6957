"""An offer as search engines read it: schema.org's JobPosting, as Google for Jobs asks for it.

Nothing is said here that candidates do not read on the page. Google forbids to say a nationality
as a place of application: it is `eligibilityToWorkRequirement` that does.
"""

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

NO_REQUIREMENT = "no requirements"  # in Google's own words
TIMES = {
    WorkingTime.FULL: ["FULL_TIME"],
    WorkingTime.PART: ["PART_TIME"],
    WorkingTime.EITHER: ["FULL_TIME", "PART_TIME"],
}
CONTRACTS = {Contract.INTERNSHIP: ["INTERN"], Contract.APPRENTICESHIP: ["OTHER"]}
ENDING = [Contract.FIXED_TERM, Contract.THESIS, Contract.RESERVE]
CREDENTIALS = {
    Level.BAC2: "associate degree",
    Level.BAC3: "bachelor degree",
    Level.BAC5: "postgraduate degree",
    Level.DOCTORATE: "postgraduate degree",
}
UNITS = {Salary.YEAR: "YEAR", Salary.MONTH: "MONTH"}


def job_posting(offer) -> dict:
    """What is known of an open offer; what is not known is not there."""
    employer = offer.employer or offer.common.employer
    told = {
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
        "employmentUnit": unit(offer),
        "jobLocation": [location(place) for place in offer.places],
        "employmentType": employment(offer),
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
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def identifier(employer: str, reference: str) -> dict | None:
    if not reference:
        return None
    return {"@type": "PropertyValue", "name": employer, "value": reference}


def unit(offer) -> dict | None:
    return {"@type": "Organization", "name": offer.unit} if offer.unit else None


def description(offer) -> str:
    return render_to_string("recruitment/_job_posting_description.html", {"page": offer}).strip()


def location(place: Place) -> dict:
    address = {"@type": "PostalAddress", "addressLocality": place.name, "addressCountry": "FR"}
    if place.department:
        address["addressRegion"] = place.department
    return {"@type": "Place", "address": address}


def employment(offer) -> list[str]:
    types = CONTRACTS.get(offer.contract) or TIMES[offer.working_time]
    return [*types, "TEMPORARY"] if offer.contract in ENDING else types


def occupation(offer) -> dict | str:
    if not offer.occupation:
        return offer.occupation_label
    return {
        "@type": "CategoryCode",
        "inCodeSet": _("Répertoire des métiers de la fonction publique"),
        "codeValue": offer.occupation.code,
        "name": offer.occupation.label,
    }


def salary(offer) -> dict | None:
    bounds = {"minValue": offer.salary_min, "maxValue": offer.salary_max}
    told = {name: value for name, value in bounds.items() if value}
    if not told:
        return None
    unit = {"@type": "QuantitativeValue", **told, "unitText": UNITS[offer.salary_basis]}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": unit}


def education(offer) -> dict | str:
    if not offer.level:  # written before the portal asked
        return ""
    if offer.level not in CREDENTIALS:
        return NO_REQUIREMENT
    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": CREDENTIALS[offer.level],
    }


def experience(offer) -> dict | str:
    if not offer.experience:
        return ""
    months = Experience(offer.experience).months
    if not months:
        return NO_REQUIREMENT
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}


def clearance(offer) -> dict:
    told = {}
    if offer.clearance != Clearance.NONE:
        told["securityClearanceRequirement"] = offer.get_clearance_display()
    if offer.is_french_only:
        told["eligibilityToWorkRequirement"] = _("Nationalité française")
    return told


def telework(offer) -> dict:
    """Only where nobody ever has to come: days at home are no remote job."""
    if offer.telework != Telework.FULL:
        return {}
    return {
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": {"@type": "Country", "name": "FR"},
    }
