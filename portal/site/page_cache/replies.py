"""Requests that were answered from memory, with their replies.

Whether a request may be answered, under which key and in which encoding is found out once. The next
request of which all that is read is the same gets the same reply.
"""

from typing import NamedTuple

from portal.site.page_cache.addresses import WSGIEnvironment
from portal.site.page_cache.answers import Answer, Reply
from portal.site.page_cache.eras import Era

# All that `addresses` and `answers` read of a request; a test compares
READ = (
    *("REQUEST_METHOD", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SERVER_PORT"),
    *("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"),
    *("HTTP_AUTHORIZATION", "HTTP_COOKIE"),
)
OF_ONE_VISITOR = slice(-2, None)  # the last two, which no other visitor sends
MOST, LONGEST = 2_000, 600  # requests; characters of what is read of one

Request = tuple[str | None, ...]


class KnownReply(NamedTuple):
    """A reply, the page of which it is, and the era in which both are true."""

    era: Era
    answer: Answer
    reply: Reply


class Replies:
    """The replies of a process, bounded in number: when there are too many, all are forgotten."""

    def __init__(self) -> None:
        self.known: dict[Request, KnownReply] = {}
        self.find = self.known.get
        self.clear = self.known.clear

    def add(self, request: Request, reply: KnownReply) -> None:
        """Keep the reply, if other visitors may send the same request."""
        if any(request[OF_ONE_VISITOR]) or sum(map(len, filter(None, request))) > LONGEST:
            return
        if len(self.known) >= MOST:
            self.clear()
        self.known[request] = reply


def read(environ: WSGIEnvironment) -> Request:
    """Return what tells the reply to a request from that to another."""
    return tuple(map(environ.get, READ))
