"""The French catalogue: it is compiled as it is written, of words that Wagtail still has."""

import ast
import gettext
import re
from pathlib import Path

from django.conf import settings

import wagtail

FRENCH = settings.BASE_DIR / "portal/locale/fr/LC_MESSAGES"
ENTRY = re.compile(r'^msgid (".+")\nmsgstr (".+")$', re.M)
COUNTED = re.compile(r'^msgid (".+")\nmsgid_plural .+\n((?:msgstr\[\d\] ".+"\n)+)', re.M)


def compiled(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def written() -> dict[str | tuple[str, int], str]:
    source = (FRENCH / "django.po").read_text()
    translations = {
        ast.literal_eval(word): ast.literal_eval(ours) for word, ours in ENTRY.findall(source)
    }
    for word, forms in COUNTED.findall(source):
        for number, form in enumerate(forms.splitlines()):
            translations[ast.literal_eval(word), number] = ast.literal_eval(form.split(" ", 1)[1])
    return translations


def test_the_catalogue_is_compiled_as_it_is_written():
    ours = compiled(FRENCH / "django.mo")
    ours.pop("")
    assert ours == written()


def test_wagtail_still_says_what_the_catalogue_replaces():
    sources = Path(wagtail.__file__).parent.glob("**/locale/*/LC_MESSAGES/django.mo")
    message_ids = set().union(*(compiled(path) for path in sources))
    assert written().keys() <= message_ids


def test_its_french_has_the_typography_of_ours():
    assert not [ours for ours in written().values() if re.search(r" [:;!?»]|« |'", ours)]
