"""Single sign-on by OpenID Connect. Without OIDC_ISSUER there is none."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.settings.environment import DEVELOPMENT, env, required

OIDC_ISSUER = env.str("OIDC_ISSUER", default="")  # as the provider writes it, to the last slash
OIDC_CLIENT_ID = OIDC_CLIENT_SECRET = ""
if OIDC_ISSUER:
    schemes = ("https", "http") if DEVELOPMENT else ("https",)
    if urlsplit(OIDC_ISSUER).scheme not in schemes or not urlsplit(OIDC_ISSUER).hostname:
        raise ImproperlyConfigured("OIDC_ISSUER doit être une adresse https:// complète.")
    OIDC_CLIENT_ID = required("OIDC_CLIENT_ID", "donnez l’identifiant que le fournisseur a donné")
    OIDC_CLIENT_SECRET = required(
        "OIDC_CLIENT_SECRET", "donnez le secret que le fournisseur a donné"
    )
OIDC_NAME = env.str("OIDC_NAME", default="") or _("l’authentification unique")
OIDC_HOSTS: list[str] = env.list("OIDC_HOSTS", default=[])  # other hosts of the provider
OIDC_SCOPES = env.str("OIDC_SCOPES", default="openid email")
OIDC_CLIENT_AUTH = env.str("OIDC_CLIENT_AUTH", default="client_secret_basic")
if OIDC_CLIENT_AUTH not in ("client_secret_basic", "client_secret_post"):
    raise ImproperlyConfigured(
        "OIDC_CLIENT_AUTH doit valoir client_secret_basic ou client_secret_post."
    )
OIDC_PKCE = env.bool("OIDC_PKCE", default=True)  # some providers refuse what they do not expect
OIDC_ACR_VALUES = env.str("OIDC_ACR_VALUES", default="")
OIDC_CLAIMS = env.json("OIDC_CLAIMS", default={})  # the parameter « claims », in JSON
if not isinstance(OIDC_CLAIMS, dict) or not isinstance(OIDC_CLAIMS.get("id_token", {}), dict):
    raise ImproperlyConfigured("OIDC_CLAIMS doit être un objet JSON.")
# Values of « acr » or « amr » that stand for a second factor; else the portal asks for its own
OIDC_SECOND_FACTOR: list[str] = env.list("OIDC_SECOND_FACTOR", default=[])

# Accounts: whose address is believed, who gets one, and which writers a claim makes

OIDC_EMAILS_VERIFIED = env.bool("OIDC_EMAILS_VERIFIED", default=False)  # though it does not say so
OIDC_CREATE_ACCOUNTS = env.bool("OIDC_CREATE_ACCOUNTS", default=False)  # without any right
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="")
OIDC_GROUPS: dict[str, str] = env.dict("OIDC_GROUPS", default={})  # a value: the key of a section

# Passwords of the portal may be closed, but for accounts that serve when the provider does not

LOCAL_PASSWORDS = env.bool("LOCAL_PASSWORDS", default=True)
if not LOCAL_PASSWORDS and not OIDC_ISSUER:
    raise ImproperlyConfigured("LOCAL_PASSWORDS=0 demande OIDC_ISSUER : personne n’entrerait.")
BREAK_GLASS_ACCOUNTS: list[str] = env.list("BREAK_GLASS_ACCOUNTS", default=[])  # usernames
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = LOCAL_PASSWORDS
