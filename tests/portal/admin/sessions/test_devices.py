"""What is read of the name that a browser gives itself."""

import pytest

from portal.admin.sessions.devices import describe

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Firefox/140.0", "Firefox, Windows"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/140.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (f"Mozilla/5.0 (X11; CrOS x86_64) {WEBKIT} Chrome/140 Safari/537", "Chrome, ChromeOS"),
        (f"Mozilla/5.0 (Macintosh) {WEBKIT} Version/18 Safari/605", "Safari, macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) FxiOS/140", "Firefox, iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
        ("curl/8.5", ""),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_the_browser_and_the_system_are_named(user_agent, device):
    assert describe(user_agent) == device
