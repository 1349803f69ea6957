"""The WSGI application in front of Django's."""

import atexit
from collections.abc import Callable, Iterable
from threading import Event, Lock
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from portal.core.logs import AWAY
from portal.site.page_cache.addresses import (
    Address,
    Key,
    WSGIEnvironment,
    is_anonymous,
    read_address,
    shared_environ,
)
from portal.site.page_cache.answers import Answer, Headers, Reply, is_shared_text, may_be_kept
from portal.site.page_cache.eras import Era
from portal.site.page_cache.listener import Listener
from portal.site.page_cache.outage import copy_for_outage, needs_no_database
from portal.site.page_cache.replies import KnownReply, read
from portal.site.page_cache.store import Store
from portal.site.page_cache.tallies import Tallies

Application = Callable[[WSGIEnvironment, Any], Iterable[bytes]]
PATIENCE = 10.0  # seconds to wait for who renders the same page


class PageCache:
    """Answers public pages from memory, and lets Django answer everything else."""

    def __init__(self, application: Application, megabytes: int) -> None:
        self.application = application
        self.store, self.tallies = Store(megabytes * 1024 * 1024), Tallies()
        self.listener = Listener(self.store, self.tallies)
        self.rendering: dict[Key, Event] = {}
        self.lock = Lock()
        atexit.register(self.listener.stop)

    def __call__(self, environ: WSGIEnvironment, start_response: Any) -> Iterable[bytes]:
        self.listener.start()
        era = self.listener.current_era()
        if era is None:
            answer = self.answer_alone if self.listener.database_is_away() else self.application
            return answer(environ, start_response)
        request = read(environ)
        known = self.store.replies.find(request)
        if known and known.era is era:
            return self.answer(known, environ, start_response)
        address = read_address(environ) if is_anonymous(environ) else None
        if address is None:
            return self.application(environ, start_response)
        kept = self.store.get(address.key, era)
        if kept and (kept.is_page or not address.is_cleaned):
            known = KnownReply(era, kept, self.reply(address.key, kept, environ))
            self.store.replies.add(request, known)
            return self.answer(known, environ, start_response)
        if kept or environ["REQUEST_METHOD"] != "GET":
            return self.application(environ, start_response)  # a redirect may keep the query
        return self.render_once(address, era, environ, start_response)

    def answer(
        self, known: KnownReply, environ: WSGIEnvironment, start_response: Any
    ) -> Iterable[bytes]:
        """Answer from memory, and count it."""
        _era, answer, reply = known
        answer.was_read = True
        if answer.hit:
            self.tallies.count(answer.hit, environ)
        return send(reply, start_response)

    def reply(self, key: Key, answer: Answer, environ: WSGIEnvironment) -> Reply:
        """Return what a page that is kept gives to a request, which may want another encoding."""
        encodings = len(answer.variants)
        reply = answer.reply(environ)
        if len(answer.variants) > encodings:
            self.store.note_growth(key)
        return reply

    def render_once(
        self, address: Address, era: Era, environ: WSGIEnvironment, start_response: Any
    ) -> Iterable[bytes]:
        """Render the page, or wait while another thread does."""
        key, turn = address.key, Event()
        with self.lock:
            first = self.rendering.setdefault(key, turn)
        if first is not turn:
            first.wait(PATIENCE)
        try:
            if kept := self.store.get(key, era):
                known = KnownReply(era, kept, self.reply(key, kept, environ))
                return self.answer(known, environ, start_response)
            return self.render(address, era, environ, start_response)
        finally:
            if first is turn:
                del self.rendering[key]
                turn.set()

    def render(
        self, address: Address, era: Era, environ: WSGIEnvironment, start_response: Any
    ) -> Iterable[bytes]:
        """Let Django answer, and keep the page if others may get it."""
        shared = shared_environ(environ, address.key)
        status, headers, response = ask(self.application, shared)
        if address.is_cleaned and not status.startswith("200"):
            getattr(response, "close", bool)()
            return self.application(environ, start_response)  # the query may lead elsewhere
        if not isinstance(response, HttpResponse) or not is_shared_text(response):
            start_response(status, headers)
            return response
        response.close()
        answer = Answer(status, headers, response.content, getattr(response, "hit", None))
        if may_be_kept(response):
            self.store.put(address.key, answer, era)
        return send(answer.reply(environ), start_response)

    def answer_alone(self, environ: WSGIEnvironment, start_response: Any) -> Iterable[bytes]:
        """Answer without the database: a page kept before it went, files, or a 503."""
        address = read_address(environ)
        answer = self.store.find(address.key) if address else None
        if address and answer:
            answer.outage = answer.outage or copy_for_outage(answer)
            reply = answer.outage.reply(environ)
            self.store.note_growth(address.key)
            self.tallies.count(answer.hit, environ)
            return send(reply, start_response)
        is_lost = not needs_no_database(environ)
        return self.application(environ | {AWAY: is_lost}, start_response)


def with_page_cache(application: Application) -> Application:
    """Put the kept pages in front of Django, unless PAGE_CACHE_MB is 0."""
    megabytes: int = settings.PAGE_CACHE_MB
    return PageCache(application, megabytes) if megabytes else application


def send(reply: Reply, start_response: Any) -> Iterable[bytes]:
    start_response(reply.status, [*reply.headers])
    return [reply.body]


def ask(
    application: Application, environ: WSGIEnvironment
) -> tuple[str, Headers, Iterable[bytes] | HttpResponse]:
    """Return the status, the headers and the response of Django."""
    started: list[tuple[str, Headers]] = []

    def note(status: str, headers: Headers, exc_info: Any = None) -> None:
        started[:] = [(status, headers)]

    response = application(environ, note)
    [(status, headers)] = started
    return status, headers, response
