"""No page breaks the policy, calls another host or leaves a cookie."""

import pytest

from tests.support.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")


def test_no_violation_no_other_host_no_cookie(visit, shared_site):
    page = visit("/health/live")
    problems = []
    addresses = {shared_site.url + path for path in PATHS}

    def heard(message) -> None:
        missing = "the server responded with a status of 4" in message.text
        if message.type == "error" and not (missing and message.location["url"] in addresses):
            problems.append(message.text)  # a page that answers 404 or 410 is none

    page.context.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " event => console.error('policy: ' + event.violatedDirective))"
    )
    page.on("console", heard)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda request: (
            problems.append(request.url)
            if not request.url.startswith((shared_site.url, "data:"))
            else None
        ),
    )
    for address in sorted(addresses):
        page.goto(address)
    assert problems == []
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_violation_would_be_seen(visit, shared_site):
    page = visit("/")
    page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))"
    )
    page.wait_for_timeout(200)
    assert len(visit.refusals) == 2
    visit.refusals.clear()  # for which a test fails otherwise
