"""The French catalogues: they are compiled as they are written, of words that Wagtail still has."""

import ast
import gettext
import json
import re
from pathlib import Path

from django.conf import settings

import wagtail

import pytest

FRENCH = settings.BASE_DIR / "portal/locale/fr/LC_MESSAGES"
ENTRY = re.compile(r'^msgid (".+")\nmsgstr (".+")$', re.M)
COUNTED = re.compile(r'^msgid (".+")\nmsgid_plural .+\n((?:msgstr\[\d\] ".+"\n)+)', re.M)
AT_A_DATE = re.compile(
    r" à (?:<b>)?%\((?:go_live_at|created_at|expire_at|locking_date|timestamp)\)"
)


DOMAINS = ["django", "djangojs"]  # what the server says, and the scripts of the editor


def faulty(text: str) -> bool:
    return bool(re.search(r" [:;!?»]|« |'|\.\.\.|\(e\)|[Ww]orkflow", text))


def compiled(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def written(domain: str) -> dict[str | tuple[str, int], str]:
    source = (FRENCH / f"{domain}.po").read_text()
    translations = {
        ast.literal_eval(word): ast.literal_eval(ours) for word, ours in ENTRY.findall(source)
    }
    for word, forms in COUNTED.findall(source):
        for number, form in enumerate(forms.splitlines()):
            translations[ast.literal_eval(word), number] = ast.literal_eval(form.split(" ", 1)[1])
    return translations


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_catalogue_is_compiled_as_it_is_written(domain):
    ours = compiled(FRENCH / f"{domain}.mo")
    ours.pop("")
    assert ours == written(domain)


@pytest.mark.parametrize("domain", DOMAINS)
def test_wagtail_still_says_what_the_catalogue_replaces(domain):
    sources = Path(wagtail.__file__).parent.glob(f"**/locale/*/LC_MESSAGES/{domain}.mo")
    message_ids = set().union(*(compiled(path) for path in sources))
    assert written(domain).keys() <= message_ids


@pytest.mark.parametrize("domain", DOMAINS)
def test_its_french_has_the_typography_of_ours(domain):
    assert not [ours for ours in written(domain).values() if faulty(ours)]


def test_all_that_the_scripts_say_is_in_our_french(client):
    """The scripts of the editor read it at this address, whatever the catalogue that gives it."""
    script = client.get("/gestion/jsi18n/").content.decode()
    start = script.index("const newcatalog = ") + len("const newcatalog = ")
    catalogue, _end = json.JSONDecoder().raw_decode(script, start)
    theirs = compiled(Path(wagtail.__file__).parent / "admin/locale/fr/LC_MESSAGES/djangojs.mo")
    message_ids = {word if isinstance(word, str) else word[0] for word in theirs}
    assert catalogue.keys() >= message_ids - {""}
    texts = [
        text
        for forms in catalogue.values()
        for text in ([forms] if isinstance(forms, str) else forms)
    ]
    assert not [text for text in texts if faulty(text)]


def test_no_date_is_given_as_an_hour_is():
    """Wagtail's French says « à 3 décembre »."""
    sources = Path(wagtail.__file__).parent.glob("**/locale/fr/LC_MESSAGES/django.mo")
    theirs = {word: text for path in sources for word, text in compiled(path).items()}
    read = theirs | compiled(FRENCH / "django.mo")
    assert len(read) > 1_000
    assert [text for text in read.values() if AT_A_DATE.search(text)] == []
