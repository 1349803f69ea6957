"""An endpoint of embeddings, run here: texts are near when they speak of the same things."""

import hashlib
import json
import math
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from portal.site_search import vectors
from portal.site_search.indexing import read_site
from tests.support.identity_provider import SilentHandler

DIMENSIONS = 384
DRONES = {"drone", "engin", "machine", "robot"}  # the same thing, in the first dimension
EMPTY = "a au de des du en la le les passage query the un une".split()


def vector(text: str) -> list[float]:
    """Return what the words of a text speak of, each thing in a dimension of its own."""
    numbers = [0.0] * DIMENSIONS
    for word in {*re.findall(r"\w+", text.lower())} - {*EMPTY}:
        digest = int(hashlib.sha256(word.encode()).hexdigest(), 16)
        numbers[0 if word in DRONES else 1 + digest % (DIMENSIONS - 1)] += 1
    length = math.hypot(*numbers) or 1
    return [number / length for number in numbers]


class Endpoint:
    """What was asked of it, and how it is to answer next."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.authorization = ""
        self.delay = 0.0  # seconds
        self.answer: Response | None = None  # in place of the right one

    @property
    def texts(self) -> list[str]:
        return [text for body in self.asked for text in body["input"]]

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        body = json.loads(request.get_data())
        self.asked.append(body)
        self.authorization = request.headers.get("Authorization", "")
        time.sleep(self.delay)
        rows = [{"index": n, "embedding": vector(text)} for n, text in enumerate(body["input"])]
        right = Response(json.dumps({"data": rows[::-1]}), mimetype="application/json")
        return (self.answer or right)(environ, start_response)


@contextmanager
def running_endpoint() -> Iterator[tuple[Endpoint, str]]:
    """Yield an endpoint that listens on loopback, and its address."""
    endpoint = Endpoint()
    server = make_server("127.0.0.1", 0, endpoint, request_handler=SilentHandler, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield endpoint, f"http://127.0.0.1:{server.server_port}/v1/embeddings"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def read_all() -> None:
    """Read the site and make all vectors, as the worker does."""
    read_site()
    while vectors.make_missing_vectors():
        pass
