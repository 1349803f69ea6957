"""The templates stay formatted: short lines, djangofmt and djade, and no line feed after a date."""

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
