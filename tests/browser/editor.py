"""What people do in the editor of the administration, in the browser."""

from playwright.sync_api import Locator, Page, expect


def press_action(page: Page, name: str) -> None:
    """Take an action of the editor's menu, and wait for what Wagtail says of it."""
    button = page.locator(f"[name={name}]")
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    leave(page, button)


def leave(page: Page, button: Locator) -> None:
    """Press what sends a form, and wait for the words of the page that answers.

    It may have the same address, and the page that is left words of its own.
    """
    page.evaluate("document.body.dataset.left = ''")
    button.click()
    expect(page.locator("body:not([data-left]) .messages")).to_be_visible(timeout=30_000)


def of_the_review(page: Page, action: str, label: str) -> Locator:
    button = page.locator(f"[data-workflow-action-name={action}]", has_text=label).first
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    return button


def refuse(page: Page, reason: str) -> None:
    of_the_review(page, "reject", "Demander des modifications").click()
    page.locator(".modal [name=comment]").fill(reason)
    leave(page, page.locator(".modal [type=submit]"))


def approve(page: Page) -> None:
    leave(page, of_the_review(page, "approve", "Approuver"))


def choose(page: Page, chooser: str, name: str) -> None:
    """Open a chooser and take the one of that name."""
    page.locator(chooser).locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal").get_by_role("link", name=name).first.click()
    expect(page.locator(".modal")).to_be_hidden()
    expect(page.locator(chooser)).to_contain_text(name)


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def pick_theme(page: Page, name: str) -> None:
    open_tab(page, "Thèmes et contacts")
    page.locator("div.app-themes").get_by_label(name).check()
    expect(page.locator(".app-themes__status")).to_contain_text(f"Choisis : {name}.")


def copy(page: Page, html: str) -> None:
    """Copy what a page shows, as somebody does who reads it."""
    other = page.context.new_page()
    other.set_content(html)
    other.keyboard.press("Control+A")
    other.keyboard.press("Control+C")
    other.close()
    page.bring_to_front()
