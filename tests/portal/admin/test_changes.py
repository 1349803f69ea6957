"""What one person changes alone is logged with before and after, personal data by name alone."""

from django.apps import apps

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page

import pytest

from portal.admin.changes import ALONE, MOST_KEPT, recorded_models
from portal.models import GlossaryEntry, MediaContact, PortalSettings, User
from portal.workflow.change_rules import change_rules
from portal.workflow.setup import ADMINISTRATORS
from press.models import Journalist
from recruitment.models import RECRUITMENT, RecruitmentSettings
from tests.support import factories
from tests.support.people import fields_of, logged_in, person, validator


@pytest.fixture
def adele(site) -> User:
    return person("adele", ADMINISTRATORS)


def entries(model, action: str = "portal.values") -> list[ModelLogEntry]:
    rows = ModelLogEntry.objects.filter(action=action, content_type__model=model._meta.model_name)
    return [*rows.order_by("timestamp", "pk")]


def edit_row(user: User, address: str, **changes):
    """Open a form of the administration, change fields and save it."""
    client = logged_in(user)
    opened = client.get(address, follow=True)
    fields = fields_of(opened.content.decode()) | changes
    sent = {name: value for name, value in fields.items() if value is not None}
    return client.post(opened.request["PATH_INFO"], sent)


def test_each_model_that_one_person_changes_alone_is_recorded():
    labels = [label for label, rule in change_rules().items() if rule in ALONE]
    models = {apps.get_model(label) for label in labels}
    assert {model for model in models if not issubclass(model, Page)} <= recorded_models()
    assert {PortalSettings, RecruitmentSettings, Redirect, MediaContact, Journalist} < (
        recorded_models()
    )


def test_a_glossary_entry_is_logged_from_its_birth_to_its_end(adele):
    base = "/gestion/snippets/portal/glossaryentry"
    client = logged_in(adele)
    client.post(f"{base}/add/", {"term": "IA", "expansion": "Un", "definition": ""})
    entry = GlossaryEntry.objects.get()
    edit_row(adele, f"{base}/edit/{entry.pk}/", expansion="Deux")
    client.post(f"{base}/delete/{entry.pk}/")
    made, changed, gone = entries(GlossaryEntry)
    assert made.data["after"] == {"term": "IA", "expansion": "Un"}
    assert (changed.data["before"], changed.data["after"]) == (
        {"expansion": "Un"},
        {"expansion": "Deux"},
    )
    assert gone.data["before"] == {"term": "IA", "expansion": "Deux"}
    assert {each.user for each in (made, changed, gone)} == {adele}
    assert "Un → Deux" in changed.message
    html = client.get("/gestion/reports/site-history/").content.decode()
    assert "Un → Deux" in html


def test_a_save_that_changes_nothing_is_not_logged(adele):
    entry = GlossaryEntry.objects.create(term="IA", expansion="Un")
    edit_row(adele, f"/gestion/snippets/portal/glossaryentry/edit/{entry.pk}/")
    assert not entries(GlossaryEntry)


def test_long_values_are_bounded_and_show_where_they_differ(adele):
    entry = GlossaryEntry.objects.create(term="IA", expansion="Un", definition="a" * 5_000 + "b")
    address = f"/gestion/snippets/portal/glossaryentry/edit/{entry.pk}/"
    edit_row(adele, address, definition="a" * 5_000 + "c")
    [logged] = entries(GlossaryEntry)
    before, after = (logged.data[side]["definition"] for side in ("before", "after"))
    assert before.endswith("aab") and after.endswith("aac")
    assert max(len(before), len(after)) <= MOST_KEPT + 2


@pytest.mark.parametrize("who", ["validator", "administrator"])
def test_of_a_contact_the_log_keeps_no_personal_value(site, adele, who):
    actor = validator("benoit") if who == "validator" else adele
    contact = factories.MediaContactFactory(
        name="Zoé Dupont", phone="01 23 45 67 89", opening_hours="le matin"
    )
    address = f"/gestion/snippets/portal/mediacontact/edit/{contact.pk}/"
    edit_row(actor, address, phone="01 98 76 54 32", opening_hours="le soir")
    [logged] = entries(MediaContact)
    assert logged.data["personal"] == ["phone"]
    assert logged.data["after"] == {"opening_hours": "le soir"}
    assert "téléphone\u00a0: valeur non conservée" in logged.message
    logged_in(actor).post(f"/gestion/snippets/portal/mediacontact/delete/{contact.pk}/")
    written = str([entry.data for entry in ModelLogEntry.objects.all()])
    assert "98 76" not in written
    assert "Dupont" not in written


def test_of_a_journalist_the_log_keeps_names_of_fields_alone(site):
    journalist = Journalist.objects.create(name="Zoé", outlet="Z", email="zoe@exemple.fr")
    address = f"/gestion/snippets/press/journalist/edit/{journalist.pk}/"
    edit_row(validator("benoit"), address, name="Ana", email="ana@exemple.fr")
    [logged] = entries(Journalist)
    assert logged.data == {"before": {}, "after": {}, "personal": ["email", "name"]}


def test_settings_that_visitors_read_are_logged(site, adele):
    changes = {"agency_name": "Autre", "social_links-count": "0"}
    edit_row(adele, "/gestion/settings/portal/portalsettings/", **changes)
    [logged] = entries(PortalSettings)
    assert (logged.data["before"], logged.data["after"]) == (
        {"agency_name": "AMIAD"},
        {"agency_name": "Autre"},
    )
    edit_row(
        validator("rv", RECRUITMENT),
        "/gestion/settings/recruitment/recruitmentsettings/",
        target="12",
        spontaneous_email="rh@exemple.fr",
    )
    [logged] = entries(RecruitmentSettings)
    assert logged.data == {
        "before": {"target": "300"},
        "after": {"target": "12"},
        "personal": ["spontaneous_email"],
    }


def test_a_merged_row_is_logged(adele):
    place, other = factories.PlaceFactory(name="Bruz"), factories.PlaceFactory(name="Rennes")
    path = f"/gestion/snippets/portal/place/delete/{place.pk}/"
    logged_in(adele).post(path, {"merge": "1", "other": other.pk})
    [logged] = entries(type(place))
    assert logged.data["before"]["name"] == "Bruz"


def test_the_other_validators_are_told_of_a_changed_contact(site, mailoutbox):
    benoit, _chloe, _nadir = validator("benoit"), validator("chloe"), validator("n", RECRUITMENT)
    contact = factories.MediaContactFactory(name="Zoé Dupont", phone="01 23 45 67 89")
    base = "/gestion/snippets/portal/mediacontact"
    edit_row(benoit, f"{base}/edit/{contact.pk}/", phone="01 98 76 54 32")
    [mail] = mailoutbox
    assert mail.to == ["chloe@exemple.fr"]
    assert "01 23 45 67 89 → 01 98 76 54 32" in mail.body
    assert "Dupont" not in mail.subject
    mailoutbox.clear()
    edit_row(benoit, f"{base}/edit/{contact.pk}/")
    assert not mailoutbox
    logged_in(benoit).post(f"{base}/delete/{contact.pk}/")
    assert [mail.to for mail in mailoutbox] == [["chloe@exemple.fr"]]
