"""What people do in the editor of the administration, in the browser."""

from playwright.sync_api import Page, expect


def press_action(page: Page, name: str) -> None:
    """Take an action of the editor's menu, and wait for what Wagtail says of it."""
    button = page.locator(f"[name={name}]")
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    # The page that answers has the same address as the one that is left.
    with page.expect_navigation(url="**/gestion/pages/**", wait_until="domcontentloaded"):
        button.click()
    expect(page.locator(".messages")).to_be_visible()


def open_review(page: Page, action: str, label: str) -> None:
    button = page.locator(f"[data-workflow-action-name={action}]", has_text=label).first
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    button.click()


def refuse(page: Page, reason: str) -> None:
    open_review(page, "reject", "Demander des modifications")
    page.locator(".modal [name=comment]").fill(reason)
    page.locator(".modal [type=submit]").click()
    page.wait_for_url("**/gestion/**", wait_until="domcontentloaded")
    expect(page.locator(".messages")).to_be_visible()


def approve(page: Page) -> None:
    open_review(page, "approve", "Approuver")
    page.wait_for_url("**/gestion/**", wait_until="domcontentloaded")
    expect(page.locator(".messages")).to_be_visible()


def choose(page: Page, chooser: str, name: str) -> None:
    """Open a chooser and take the one of that name."""
    page.locator(chooser).locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal").get_by_role("link", name=name).first.click()
    expect(page.locator(".modal")).to_be_hidden()
    expect(page.locator(chooser)).to_contain_text(name)


def pick_theme(page: Page, name: str) -> None:
    box = page.locator(".ui-autocomplete-input")
    box.press_sequentially(name)
    page.locator(".ui-autocomplete .ui-menu-item", has_text=name).click()
    expect(page.locator(".tagit-label")).to_have_text(name)
