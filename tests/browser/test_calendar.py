"""The calendar of a date: it hides no button nor tab, fits a phone, and leaves with Escape."""

import pytest
from playwright.sync_api import Page, expect

from portal.workflow.setup import set_up_sections
from tests.browser.editor import open_tab
from tests.support.people import writer

CALENDAR = ".xdsoft_datetimepicker:visible"
HIDDEN = """(calendar, names) => [...document.querySelectorAll(names)].filter(one => {
    const [a, b] = [calendar, one].map((each) => each.getBoundingClientRect());
    return b.width && a.left < b.right && b.left < a.right
        && a.top < b.bottom - 1 && b.top < a.bottom - 1;
}).map(one => one.textContent.trim())"""


@pytest.fixture
def press_date(arrive, live_site):
    """Open the screen of a new communiqué, and press one of its dates."""
    set_up_sections()
    path = f"/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/"

    def open_calendar(name: str, width: int) -> Page:
        page = arrive(writer("alice"), width, path=path)
        open_tab(page, "Diffusion")
        page.locator(f"#id_{name}").click()
        expect(page.locator(CALENDAR)).to_have_count(1)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        return page

    return open_calendar


@pytest.mark.parametrize(
    ("name", "width", "controls"),
    [
        ("embargo_until", 1280, "form :is(.button, [role=tab])"),
        ("date", 1280, "form :is(.button, [role=tab])"),
        ("date", 390, "form :is(.button, [role=tab])"),
        ("embargo_until", 390, "form :is(.button, [role=tab])"),
    ],
)
def test_it_hides_nothing_that_one_presses(press_date, name, width, controls):
    page = press_date(name, width)
    calendar = page.locator(CALENDAR)
    assert calendar.evaluate(HIDDEN, controls) == []
    box = calendar.bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width


def test_what_makes_room_for_it_is_pressed_where_it_stands(press_date):
    page = press_date("embargo_until", 390)
    button = page.locator("#id_place-chooser [data-chooser-action-choose]:visible")
    button.click()
    expect(page.locator(".modal")).to_be_visible()
    expect(page.locator(CALENDAR)).to_have_count(0)
    expect(page.locator(".w-field__input[style*=margin]")).to_have_count(0)


def test_escape_closes_it_and_the_field_keeps_its_value(press_date):
    page = press_date("date", 1280)
    value = page.locator("#id_date").input_value()
    page.keyboard.press("Escape")
    expect(page.locator(CALENDAR)).to_have_count(0)
    expect(page.locator("#id_date")).to_be_focused()
    expect(page.locator("#id_date")).to_have_value(value)
