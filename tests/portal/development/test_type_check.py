"""The count of errors of types: it may fall, and is then recorded; it never rises."""

from collections import Counter

import pytest

from portal.development import type_check

REPORT = [
    "portal/a.py:3: error: Function is missing a type annotation  [no-untyped-def]",
    "portal/a.py:3: note: Use -> None",
    "portal/b.py:9: error: Missing type parameters  [type-arg]",
]
COUNTS = Counter(type_check.count_errors(REPORT))


def test_errors_are_counted_by_module_and_notes_are_not():
    assert COUNTS == {"portal/a.py": 1, "portal/b.py": 1}


def test_what_was_there_passes():
    assert type_check.compare(COUNTS, {"portal/a.py": 1, "portal/b.py": 1}, REPORT) == []


@pytest.mark.parametrize("allowed", [{"portal/a.py": 1}, {"portal/a.py": 1, "portal/b.py": 0}])
def test_a_new_error_is_shown_with_its_line(allowed):
    faults = type_check.compare(COUNTS, allowed, REPORT)
    assert faults == [REPORT[2], "portal/b.py : 1 erreurs, au lieu de 0."]


@pytest.mark.parametrize("allowed", [{"portal/a.py": 2, "portal/b.py": 1}, {"portal/c.py": 1}])
def test_fewer_errors_must_be_recorded(allowed):
    faults = type_check.compare(COUNTS & Counter(allowed), allowed, [])
    assert len(faults) == 1
    assert "--record" in faults[0]


def test_what_is_recorded_is_read_again(tmp_path):
    type_check.write_baseline(COUNTS, tmp_path / "types.txt")
    assert type_check.read_baseline(tmp_path / "types.txt") == COUNTS


def test_the_list_names_modules_that_are_there():
    for name in type_check.read_baseline():
        assert (type_check.ROOT / name).is_file(), name
