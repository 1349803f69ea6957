"""The templates stay formatted: short lines, djangofmt and djade, and no line feed after a date."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
LONGEST = 120  # characters

# A line feed at the end of these would show as a space, or an empty line, before what follows them.
WITHOUT_FINAL_LINE_FEED = {
    ROOT / "templates" / name
    for name in (
        "components/date.html",
        "components/datetime.html",
        "wagtailadmin/notifications/_decision.txt",
        "wagtailadmin/notifications/_title.txt",
        "wagtailadmin/notifications/_to_the_section.txt",
    )
}
# Both tools would add that line feed. They know nothing of plain text.
FORMATTED = [
    path for path in TEMPLATES if path.suffix == ".html" and path not in WITHOUT_FINAL_LINE_FEED
]
TOOLS = {
    "djangofmt": ["--check", "--line-length", str(LONGEST), "--indent-width", "4"],
    "djade": ["--check", "--target-version", "5.2"],
}


def test_no_line_is_too_long():
    too_long = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)} characters"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().split("\n"), 1)
        if len(line) > LONGEST
    ]
    assert not too_long


def test_templates_end_with_a_line_feed_unless_it_would_show():
    without = {path for path in TEMPLATES if not path.read_bytes().endswith(b"\n")}
    assert without == WITHOUT_FINAL_LINE_FEED


@pytest.mark.parametrize("tool", TOOLS)
def test_templates_are_formatted(tool):
    program = Path(sys.executable).parent / tool
    if not program.is_file():
        pytest.skip(f"{tool} is not installed")
    command = [program, *TOOLS[tool], *FORMATTED]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


# « de » and a name that begins as it likes; a title within quotation marks stands by itself.
DE_AND_A_NAME = re.compile(r"""(?:"de" %}|\bde|\bd’)\s*\{\{|%\("de\s*%s""")


COUNTED = re.compile(r"de {{ (number|counter|days|minutes)")
PRIVATE = {"admin", "wagtailadmin", "dashboard", "board", "catalogue"}
PUBLIC = [path for path in FORMATTED if not PRIVATE & {*path.parts}]


@pytest.mark.parametrize("path", FORMATTED, ids=lambda path: path.name)
def test_de_before_a_name_is_written_by_its_filter(path):
    assert not DE_AND_A_NAME.findall(COUNTED.sub("", path.read_text()))


# What is no text stands for a letter, which may be before a sign.
NO_TEXT = re.compile(
    r"\{#.*?#\}|\{% comment.*?endcomment %\}|<(script|style|code)\b.*?</\1>"
    r"|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>",
    re.DOTALL,
)
PLAIN_SPACE = re.compile(r"\w\W? (?=[;:!?»](?:\s|$))|(?<=«) ")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_french_signs_follow_a_no_break_space(path):
    assert not PLAIN_SPACE.findall(NO_TEXT.sub("x", path.read_text()))


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_middle_dots_are_not_read_aloud(path):
    assert "·" not in path.read_text().replace('<span aria-hidden="true">·</span>', "")


def test_middle_dots_of_the_style_sheets_are_not_read_aloud():
    for path in (ROOT / "static" / "css").rglob("*.css"):
        text = path.read_text()
        assert len(re.findall(r'content: "\s*·\s*";', text)) == len(re.findall(r'· ?" / ""', text))
