"""A provider, and the portal that believes it."""

import pytest

from tests.support.identity_provider import CLIENT, SECRET, Provider


@pytest.fixture(scope="package")
def running_provider():
    with Provider().running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider, settings):
    running_provider.reset()
    settings.OIDC_ISSUER = running_provider.issuer
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_NAME = "ProConnect"
    return running_provider


@pytest.fixture
def closed_passwords(provider, settings):
    settings.LOCAL_PASSWORDS = settings.WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
    settings.BREAK_GLASS_ACCOUNTS = ["secours"]
