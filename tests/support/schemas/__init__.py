"""The shapes of what the portal gives to machines, written from what these say that they read."""

import datetime
import json
from pathlib import Path
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

formats = FormatChecker()


@formats.checks("date-time", raises=ValueError)
def is_moment(text) -> bool:
    return datetime.datetime.fromisoformat(text).tzinfo is not None


@formats.checks("uri", raises=ValueError)
def is_address(text) -> bool:
    return bool(urlsplit(text).scheme and urlsplit(text).netloc)


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(Path(__file__).with_name(f"{name}.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=formats)
