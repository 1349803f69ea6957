"""The accounts of the administration: passwords, sessions, second factors."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import DEVELOPMENT, env
from portal.settings.hosts import SECRET_KEY

AUTH_USER_MODEL = "portal.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.admin.accounts.passwords.GuessableValidator"},
    {"NAME": "portal.admin.accounts.passwords.NewPasswordValidator"},
    {"NAME": "portal.audit.passwords.PasswordRecorder"},  # refuses nothing
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of older accounts, until they log in
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_RESET_TIMEOUT = 60 * 60  # an hour, in seconds, for links of invitations too
WAGTAILUSERS_PASSWORD_ENABLED = False  # people choose their own, from a link
NEW_VALIDATOR_HOURS = env.int("NEW_VALIDATOR_HOURS", default=24)  # before the first approval

# Sessions: they end after a working day, and earlier without an act of the person

SESSION_ENGINE = "portal.core.session_store"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSIONS_KEPT_DAYS = env.int("SESSIONS_KEPT_DAYS", default=90)  # to know the devices of a person
# With "Strict", a page of our own leads who comes from another site back to their session
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = env.str("SESSION_COOKIE_SAMESITE", default="Lax")
if SESSION_COOKIE_SAMESITE not in ("Lax", "Strict"):
    raise ImproperlyConfigured("SESSION_COOKIE_SAMESITE doit valoir Lax ou Strict.")
if not 6 <= SESSION_IDLE_MINUTES <= 8 * 60:  # the warning comes five minutes before the end
    raise ImproperlyConfigured("SESSION_IDLE_MINUTES doit être compris entre 6 et 480.")

# A second factor: for those who decide ("1"), for everybody ("all"), or for who wishes ("0", in
# development alone)

MFA_REQUIRED = env.str("MFA_REQUIRED", default="0" if DEVELOPMENT else "1")
if MFA_REQUIRED not in ("1", "all") and not (DEVELOPMENT and MFA_REQUIRED == "0"):
    raise ImproperlyConfigured(
        "MFA_REQUIRED doit valoir 1 (qui décide), all (tout le monde) ou, en développement, 0."
    )
# The first key encrypts the secrets of second factors, all of them decrypt
MFA_KEYS = env.list("MFA_KEYS", default=[]) or [SECRET_KEY]
MFA_ADAPTER = "portal.admin.factors.adapters.FactorsAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a code that was typed slowly, or by a clock that is late
MFA_FORMS = {
    "activate_totp": "portal.admin.factors.forms.ActivateTOTPForm",
    "add_webauthn": "portal.admin.factors.forms.AddWebAuthnForm",
    "authenticate": "portal.admin.factors.forms.AuthenticateForm",
    "authenticate_webauthn": "portal.admin.factors.forms.AuthenticateWebAuthnForm",
    "login_webauthn": "portal.admin.factors.forms.LoginWebAuthnForm",
    "reauthenticate": "portal.admin.factors.forms.ReauthenticateForm",
    "reauthenticate_webauthn": "portal.admin.factors.forms.ReauthenticateWebAuthnForm",
}
MFA_RATE_LIMITS = False  # nobody guesses a passkey
ACCOUNT_ADAPTER = "portal.admin.factors.adapters.AccountAdapter"
ACCOUNT_FORMS = {"reauthenticate": "portal.admin.factors.forms.PasswordForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
ACCOUNT_RATE_LIMITS = False  # portal.admin.attempts counts, for all processes

# Attempts: how many fail before the first delay, and the delays in minutes, each after one more

LOGIN_ATTEMPTS = env.int("LOGIN_ATTEMPTS", default=5)  # at an account, from an address
LOGIN_ATTEMPTS_IN_ALL = env.int("LOGIN_ATTEMPTS_IN_ALL", default=20)  # at an account; from one
RESET_MAILS = env.int("RESET_MAILS", default=3)  # links for one account
LOGIN_DELAYS: list[int] = env.list("LOGIN_DELAYS", default=[1, 5, 15, 30, 60], subcast=int)
KNOWN_PLACE_DAYS = env.int("KNOWN_PLACE_DAYS", default=90)  # of browsers and addresses
if min(LOGIN_ATTEMPTS, LOGIN_ATTEMPTS_IN_ALL, RESET_MAILS, KNOWN_PLACE_DAYS) < 1:
    raise ImproperlyConfigured(
        "LOGIN_ATTEMPTS, LOGIN_ATTEMPTS_IN_ALL, RESET_MAILS et KNOWN_PLACE_DAYS valent 1 au moins."
    )
# A link of a mail lives an hour: whoever may ask for no other one has one that serves
if not LOGIN_DELAYS or sorted(LOGIN_DELAYS) != LOGIN_DELAYS or not LOGIN_DELAYS[0] >= 1:
    raise ImproperlyConfigured("LOGIN_DELAYS doit lister des minutes, de plus en plus longues.")
if LOGIN_DELAYS[-1] > 60:
    raise ImproperlyConfigured("LOGIN_DELAYS : pas plus d’une heure, 60 minutes.")
