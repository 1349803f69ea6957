"""Each model that could hold something about people says what, and the register follows."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

import pytest

from portal.core.personal_data import PersonalData
from portal.site.personal_data import LIBRARIES, find_declaration, get_register, is_declared

MODELS = apps.get_models()
REGISTER = Path(__file__).parents[3] / "docs" / "personal-data.md"
FREE = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
TELLING = (models.EmailField, models.GenericIPAddressField)
TELLING_NAME = re.compile(r"(first|last|user)_?name|e_?mail|phone|recipient|credit$|avatar|^ip_")


def names_an_account(field: models.Field) -> bool:
    return field.related_model is get_user_model()


def may_tell(field: models.Field) -> bool:
    """Whether the field could hold something about people."""
    if names_an_account(field):
        return True
    return isinstance(field, (*FREE, *TELLING)) and not field.choices and not field.is_relation


def surely_tells(field: models.Field) -> bool:
    """Whether the field is there to hold something about people."""
    is_telling = isinstance(field, TELLING) or TELLING_NAME.search(field.name)
    return may_tell(field) and bool(names_an_account(field) or is_telling)


def undeclared(candidates) -> set[str]:
    return {
        model._meta.label
        for model in candidates
        if any(map(may_tell, model._meta.local_fields)) and not is_declared(model)
    }


def test_each_model_is_declared():
    assert undeclared(MODELS) == set()


def test_a_new_model_fails_until_it_is_declared():
    class Visitor(models.Model):
        nickname = models.CharField(max_length=10)

        class Meta:
            app_label = "unknown"

    try:
        assert undeclared([Visitor]) == {"unknown.Visitor"}
        Visitor.personal_data = None
        assert undeclared([Visitor]) == set()
    finally:
        del apps.all_models["unknown"]["visitor"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_declarations_name_the_fields(model):
    declaration = find_declaration(model)
    telling = {field.name for field in model._meta.local_fields if surely_tells(field)}
    if declaration is None:
        assert telling == set()
        return
    assert telling <= set(declaration.fields)
    assert set(declaration.fields) <= {field.name for field in model._meta.fields}
    assert isinstance(declaration, PersonalData)
    for part in ("name", "people", "purpose", "basis", "kept", "readers", "erasure"):
        assert str(getattr(declaration, part))
    assert not declaration.setting or isinstance(getattr(settings, declaration.setting), int)


def test_no_declaration_is_left_of_a_model_that_is_gone():
    assert set(LIBRARIES) <= {model._meta.label for model in MODELS}


def test_a_processing_says_the_same_of_each_of_its_models():
    for rows in get_register().values():
        assert len({(each.people, each.purpose, each.kept) for _model, each in rows}) == 1


def test_the_written_register_names_the_same_tables():
    written = set(re.findall(r"`((?:[a-z]+_){1,3}[a-z]+)`", REGISTER.read_text()))
    rows = [row for rows in get_register().values() for row in rows]
    tables = {model._meta.db_table for model, _declaration in rows}
    replaced = {"wagtaildocs_document", "wagtailimages_image", "wagtailmedia_media"}
    pages = {model._meta.db_table for model, _ in rows if "page_ptr" in names(model)}
    pages |= {model._meta.db_table for model, _ in rows if "publicationpage_ptr" in names(model)}
    assert tables - replaced - pages <= written
    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    links = {"portal_user_groups", "portal_bundle_people"}  # tables without a model of their own
    assert {name for name in written & every if name not in tables} <= links


def names(model) -> set[str]:
    return {field.name for field in model._meta.local_fields}
