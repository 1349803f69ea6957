"""A provider of OpenID Connect, run here, that may be made to lie; and people who log in by it."""

import base64
import hashlib
import json
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

import flask
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock
    from authlib.jose import JsonWebKey  # noqa: F401 # warns once, where it is first imported

CLIENT, SECRET = "portail", "un secret du fournisseur"
BEGIN, RETURN = "/gestion/login/sso/", "/gestion/login/sso/retour/"


class SilentHandler(WSGIRequestHandler):
    def log(self, *args: Any, **kwargs: Any) -> None:
        """Write nothing."""


class Provider:
    """The provider `oidc_provider_mock`, with what it lacks and what it would never do."""

    def __init__(self) -> None:
        self.app = oidc_provider_mock.app(require_nonce=True)
        self.app.debug = False
        self.app.before_request(self.before)
        self.app.after_request(self.after)
        self.reset()

    def reset(self) -> None:
        self.seen: list[str] = []  # the paths that were asked for
        self.asked: dict[str, str] = {}  # the latest request for a login
        self.metadata: dict[str, Any] = {}  # more of the configuration
        self.proof: dict[str, Any] = {}  # more of the signed token; None leaves a claim out
        self.person: dict[str, Any] = {}  # more of the userinfo
        self.signs_userinfo = False
        self.foreign_key = False  # signs with another key than it publishes
        self.broken: dict[str, Any] = {}  # an answer to a path, in place of its own
        self.delay = 0.0  # seconds

    def before(self) -> Any:
        request = flask.request
        self.seen.append(request.path)
        time.sleep(self.delay)
        if request.path in self.broken:
            return self.broken[request.path]
        if request.path == "/oauth2/authorize":
            self.asked = request.args.to_dict()
        if request.path == "/oauth2/token" and not self.is_verified(request.form):
            return {"error": "invalid_grant"}, 400
        return None

    def is_verified(self, form: Any) -> bool:
        """Whether the verifier is that of the challenge, which this provider demands (RFC 7636)."""
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_s256 = self.asked.get("code_challenge_method") == "S256"
        return is_s256 and challenge == self.asked.get("code_challenge")

    def after(self, response: flask.Response) -> flask.Response:
        path = flask.request.path
        if path in self.broken or response.status_code != 200:
            return response
        if path == "/.well-known/openid-configuration":
            response.set_data(json.dumps(response.get_json() | self.metadata))
        elif path == "/oauth2/token":
            answer = response.get_json()
            claims = jwt.decode(answer["id_token"], self.key()).claims | self.proof
            answer["id_token"] = self.sign(claims)
            response.set_data(json.dumps(answer))
        elif path == "/userinfo":
            claims = response.get_json() | self.person
            response.set_data(json.dumps(claims))
            if self.signs_userinfo:
                own = {"iss": self.issuer, "aud": CLIENT, "exp": int(time.time()) + 60}
                response.set_data(self.sign(own | claims))
                response.content_type = "application/jwt"
        return response

    def key(self) -> RSAKey:
        stored = flask.g.oidc_provider_mock_storage.jwk
        return RSAKey.import_key(stored.as_dict(is_private=True))

    def sign(self, claims: dict[str, Any]) -> str:
        own = self.key()
        key = RSAKey.generate_key(2048, auto_kid=False) if self.foreign_key else own
        header = {"alg": "RS256", "kid": own.thumbprint()}
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(header, claims, key)

    def add_person(self, subject: str, **claims: Any) -> None:
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()

    @contextmanager
    def running(self) -> Iterator["Provider"]:
        server = make_server("localhost", 0, self.app, threaded=True, request_handler=SilentHandler)
        self.issuer = f"http://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def begin(client: Client, url: str = BEGIN, **headers: str) -> str:
    """Where the portal sends the browser."""
    response = client.get(url, headers=headers)
    assert response.status_code == 302, response.content.decode()
    return response.url


def accept(url: str, subject: str) -> str:
    """Log in at the provider; return the path by which the browser comes back."""
    answer = requests.post(url, data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def enter(subject: str, client: Client | None = None, url: str = BEGIN):
    """A browser in which this person went to the provider and back, and the answer."""
    client = client or Client()
    return client, client.get(accept(begin(client, url), subject))


def query_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
