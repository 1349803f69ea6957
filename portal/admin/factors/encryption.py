"""The secrets of second factors, which the database keeps encrypted.

The keys are derived from `MFA_KEYS`: the first one encrypts, all of them decrypt.
"""

from base64 import urlsafe_b64encode

from django.conf import settings

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived_key(setting: str) -> bytes:
    derivation = HKDF(SHA256(), length=32, salt=None, info=b"portal.admin.factors")
    return urlsafe_b64encode(derivation.derive(setting.encode()))


def cipher() -> MultiFernet:
    return MultiFernet([Fernet(derived_key(key)) for key in settings.MFA_KEYS])


def encrypt(text: str) -> str:
    return cipher().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text. Raise InvalidToken when no key of the settings encrypted it."""
    return cipher().decrypt(token.encode()).decode()


def renew(token: str) -> str:
    """Return the text of the token encrypted with the first key. Raise InvalidToken likewise."""
    return cipher().rotate(token.encode()).decode()
