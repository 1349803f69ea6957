"""The identity provider, spoken with as OpenID Connect Core 1.0 says: Authlib does most of it.

A client lives for one request: the provider may change its keys and its addresses at any time.
"""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException, Response

from portal.admin.sso.refusals import Refusal, RefusedError

logger = logging.getLogger(__name__)

TIMEOUT = 5  # seconds, to connect and between two pieces of an answer
LEEWAY = 60  # seconds between the clocks
MAX_SUBJECT = 255  # characters (Core, section 2)
# By public keys alone: a symmetric one, or none, would make the provider's keys prove nothing
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
ALGORITHMS += ["EdDSA", "Ed25519"]
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
OPTIONAL = ("userinfo_endpoint", "end_session_endpoint")
# What an answer that makes no sense raises where it is read
NONSENSE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True)
class Identity:
    """What the provider proved of the person."""

    subject: str
    email: str
    email_verified: bool
    given_name: str
    family_name: str
    groups: tuple[str, ...]
    references: frozenset[str]  # its values of « acr » and « amr »
    auth_time: float  # when the person last proved who they are; 0 when it does not say
    id_token: str

    @property
    def has_second_factor(self) -> bool:
        return not self.references.isdisjoint(settings.OIDC_SECOND_FACTOR)

    @property
    def is_fresh(self) -> bool:
        """Whether the person proved who they are now, and not some hours ago elsewhere."""
        age = time.time() - self.auth_time
        return -LEEWAY < age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def is_of_provider(url: Any) -> bool:
    """Whether the address is that of the issuer, or of a host that the operator named."""
    issuer, parts = urlsplit(settings.OIDC_ISSUER), urlsplit(str(url))
    if parts.netloc == issuer.netloc:
        return parts.scheme == issuer.scheme
    return parts.scheme == "https" and parts.netloc in settings.OIDC_HOSTS


class Session(OAuth2Session):
    """Requests to the provider alone, for some seconds. Raise ValueError for another host."""

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if not is_of_provider(url):
            raise ValueError("An address of the provider is neither its own nor in OIDC_HOSTS")
        kwargs |= {"allow_redirects": False}
        response: Response = super().request(method, url, *args, **kwargs)
        return response


class Client(OAuth2Mixin, OpenIDMixin, BaseApp):
    """Authlib's client, with what it leaves out: issuer, audience, algorithms, signed userinfo."""

    client_cls = Session

    def __init__(self) -> None:
        super().__init__(
            framework=None,
            client_id=settings.OIDC_CLIENT_ID,
            client_secret=settings.OIDC_CLIENT_SECRET,
            client_kwargs={
                "scope": settings.OIDC_SCOPES,
                "code_challenge_method": "S256" if settings.OIDC_PKCE else None,
                "token_endpoint_auth_method": settings.OIDC_CLIENT_AUTH,
                "default_timeout": TIMEOUT,
            },
        )

    def load_server_metadata(self) -> dict[str, Any]:
        """Return the addresses of the provider. Raise ValueError for what is not its own."""
        metadata: dict[str, Any] = self.server_metadata
        if not metadata:
            url = settings.OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration"
            with Session(default_timeout=TIMEOUT) as session:
                response = session.request("GET", url, withhold_token=True)
                response.raise_for_status()
            metadata.update(checked_metadata(response.json()))
        return metadata

    def decode(self, token: str) -> dict[str, Any]:
        """Return the claims of a token that the provider signed for the portal."""
        keys = KeySet.import_key_set(self.fetch_jwk_set())
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        claims: dict[str, Any] = jwt.decode(token, keys, registry=registry).claims
        jwt.JWTClaimsRegistry(leeway=LEEWAY, **claims_options()).validate(claims)
        return claims

    def fetch_userinfo(self, token: dict[str, Any], subject: str) -> dict[str, Any]:
        """Return what the provider says of the person, signed or not.

        Raise ValueError when it is about somebody else (Core, section 5.3.2).
        """
        url = self.load_server_metadata().get("userinfo_endpoint")
        if not url:
            return {}
        response = self.get(url, token=token)
        response.raise_for_status()
        is_signed = response.headers.get("Content-Type", "").startswith("application/jwt")
        claims: dict[str, Any] = self.decode(response.text) if is_signed else response.json()
        if claims["sub"] != subject:
            raise ValueError("The userinfo is about somebody else")
        return claims


def claims_options() -> dict[str, Any]:
    """Return what a token must say beside its times: who made it, and for whom."""
    return {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
    }


def checked_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """Return what the portal uses of the provider's configuration.

    The rest would pass for settings of the client. Raise ValueError for another issuer or host.
    """
    if metadata["issuer"] != settings.OIDC_ISSUER:
        raise ValueError("The provider gives itself another name than OIDC_ISSUER")
    addresses = {name: metadata[name] for name in NEEDED}
    addresses |= {name: metadata[name] for name in OPTIONAL if metadata.get(name)}
    if not all(map(is_of_provider, addresses.values())):
        raise ValueError("An address of the provider is neither its own nor in OIDC_HOSTS")
    announced = metadata.get("id_token_signing_alg_values_supported") or ALGORITHMS
    algorithms = [name for name in ALGORITHMS if name in announced]
    return addresses | {
        "issuer": settings.OIDC_ISSUER,
        "id_token_signing_alg_values_supported": algorithms or ALGORITHMS,
    }


@contextmanager
def refusing() -> Iterator[None]:
    """Raise RefusedError in place of what goes wrong with the provider; the log says what."""
    try:
        yield
    except (RequestException, AuthlibBaseError, JoseError, RuntimeError, *NONSENSE) as error:
        logger.warning("The identity provider was not believed: %s", describe(error))
        is_proof = isinstance(error, JoseError)
        raise RefusedError(Refusal.ANSWER if is_proof else Refusal.AWAY) from error


def describe(error: Exception) -> str:
    """Return what is wrong, in one line, without what the provider says of anybody."""
    detail = getattr(error, "error", "") or (error if isinstance(error, RequestException) else "")
    claim = getattr(error, "description", "") if isinstance(error, JoseError) else ""
    return " ".join(f"{type(error).__name__} {detail} {claim}".split())[:300]


def authorization(redirect_uri: str, *, again: bool = False) -> dict[str, Any]:
    """Return where to send the browser, `url`, and what to remember: `state`, `nonce`, a verifier.

    `again` has the provider ask who is there, even if it knows. Raise RefusedError.
    """
    asked = dict(settings.OIDC_CLAIMS)
    asked["id_token"] = {"auth_time": {"essential": True}} | asked.get("id_token", {})
    parameters = {"claims": json.dumps(asked)}
    if settings.OIDC_ACR_VALUES:
        parameters["acr_values"] = settings.OIDC_ACR_VALUES
    if again:
        parameters["prompt"] = "login"
    with refusing():
        begun: dict[str, Any] = Client().create_authorization_url(redirect_uri, **parameters)
        return begun


def identify(code: str, redirect_uri: str, nonce: str, **verifier: str) -> tuple[Identity, str]:
    """Return who comes back with this code, and where the provider's session is ended, if anywhere.

    Raise RefusedError unless the provider proves it.
    """
    client = Client()
    with refusing():
        token = client.fetch_access_token(redirect_uri, code=code, **verifier)
        claims = client.parse_id_token(token, nonce, claims_options(), leeway=LEEWAY)
        subject = claims["sub"]
        if not (0 < len(subject) <= MAX_SUBJECT and subject.isprintable()):
            raise ValueError("The subject is none")
        userinfo = client.fetch_userinfo(token, subject)
        identity = read_identity(claims, {**claims, **userinfo}, token["id_token"])
        return identity, client.load_server_metadata().get("end_session_endpoint", "")


def read_identity(proof: dict[str, Any], person: dict[str, Any], id_token: str) -> Identity:
    """Read the claims; how the person proved who they are stands in the signed token alone."""
    groups = person.get(settings.OIDC_GROUPS_CLAIM) or []
    return Identity(
        subject=proof["sub"],
        email=text_of(person, "email"),
        email_verified=person.get("email_verified") is True or settings.OIDC_EMAILS_VERIFIED,
        given_name=text_of(person, "given_name"),
        family_name=text_of(person, "family_name") or text_of(person, "usual_name"),
        groups=tuple(map(str, [groups] if isinstance(groups, str) else groups)),
        references=frozenset(map(str, [proof.get("acr"), *(proof.get("amr") or [])])),
        auth_time=float(proof.get("auth_time") or 0),
        id_token=id_token,
    )


def text_of(claims: dict[str, Any], name: str) -> str:
    """Return a claim that is a text of one line; of another kind, nothing."""
    value = claims.get(name)
    return value.strip() if isinstance(value, str) and value.isprintable() else ""
