"""What people paste in the editor, and what is stored of it."""

from playwright.sync_api import Page

from tests.browser.editor import copy, leave
from tests.support.withdrawals import fresh

BLOCK = "[data-contentpath=body] [data-streamfield-child]:not([aria-hidden])"


def save(page: Page) -> None:
    leave(page, page.get_by_role("button", name="Enregistrer le brouillon"))


def stored(text) -> list:
    body = fresh(text).get_latest_revision_as_object().body
    return [(child.block_type, child.value) for child in body]


def paste(page: Page, html: str) -> None:
    copy(page, html)
    page.keyboard.press("Control+V")


def put_on_clipboard(page: Page, html: str, text: str = "texte") -> None:
    """Paste what a program would have put on the clipboard, as it is."""
    page.evaluate(
        """([html, text]) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", text);
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        [html, text],
    )
