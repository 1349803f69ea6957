"""No page breaks the policy, calls another host or leaves a cookie."""

import pytest

from tests.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")


def test_no_violation_no_other_host_no_cookie(visit, shared_site):
    page = visit("/health/live")
    problems = []
    page.context.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " event => console.error('policy: ' + event.violatedDirective))"
    )
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda request: (
            problems.append(request.url)
            if not request.url.startswith((shared_site.url, "data:"))
            else None
        ),
    )
    for path in PATHS:
        page.goto(shared_site.url + path)
    gone = "Failed to load resource: the server responded with a status of 4"  # a page's own
    assert [problem for problem in problems if not problem.startswith(gone)] == []
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_violation_would_be_seen(visit, shared_site):
    page = visit("/")
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))"
    )
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in message for message in messages)
