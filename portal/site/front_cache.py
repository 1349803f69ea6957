"""Until when a web server in front (deploy/pages.conf) may keep an answer: the end of this second.

nginx counts in whole seconds: what it keeps "for a second" serves for almost two. It is told the
second instead. It answers with no copy of a page whose answers are counted (portal/core/hits.py),
and hands this header over to nobody. Static files are its own business.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from portal.core.hits import KEPT_UNTIL

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def with_moment(application: Application) -> Application:
    """Add the header to each answer that does not say itself how long it may be kept."""
    files = settings.STATIC_URL  # read once: a setting takes longer than a kept page

    def respond(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(files):
            return application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            if KEPT_UNTIL not in dict(headers):
                headers = [*headers, (KEPT_UNTIL, f"@{int(time.time())}")]
            return start_response(status, headers, *failure)

        return application(environ, start)

    return respond
