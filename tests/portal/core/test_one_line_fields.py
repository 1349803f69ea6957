"""A field of one line holds one line, whatever is typed, pasted or sent to it."""

from django import forms
from django.db import models
from django.urls import reverse

from wagtail.contrib.redirects.models import Redirect

from portal.core.text_fields import clean_text
from tests.support.admin_forms import creation_forms, forms_of, other_forms, page_forms
from tests.support.people import logged_in
from tests.support.rich_site import make_rich_site

# Short: what is far too long for a field is refused as it is.
HOSTILE = "Un\r\nBcc: a@a.fr\x00\x1b\u2028b\u0085\v\f"


def one_line_fields(response):
    """The fields of the forms of a screen that their models keep on one line, by their names."""
    for form in forms_of(response):
        model = getattr(getattr(form, "_meta", None), "model", None)
        for name, field in form.fields.items():
            if not isinstance(field, forms.CharField) or model is None:
                continue
            column = next((each for each in model._meta.fields if each.name == name), None)
            is_secret = isinstance(field.widget, forms.PasswordInput)
            if isinstance(column, models.CharField) and not is_secret:
                yield f"{model._meta.label}.{name}", field


def test_no_form_of_the_administration_lets_a_line_break_in(site, chief):
    site = make_rich_site()
    Redirect.objects.create(old_path="/ancien", redirect_link="https://exemple.fr/")
    client = logged_in(chief)
    notice = reverse("wagtailadmin_pages:edit", args=[site.notice.pk])
    met, broken = set(), {}
    for address in {*page_forms(), *creation_forms(), notice, *other_forms()}:
        for label, field in one_line_fields(client.get(address, follow=True)):
            met.add(label)
            text = clean_text(field, HOSTILE)
            if any(ord(character) < 32 or character in "\u2028\x85" for character in text):
                broken[label] = type(field.widget).__name__
    assert broken == {}
    for label in ("portal.User.first_name", "press.PressReleasePage.title", "portal.Image.credit"):
        assert label in met
    assert len(met) > 60
