"""What the tests of the reviews find ready."""

import pytest


@pytest.fixture
def mails_of(mailoutbox, django_capture_on_commit_callbacks):
    """The mails that something sends, by the first name in their address; one each at most."""

    def watch(do, *args, **kwargs) -> dict:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        mails = {mail.to[0].partition("@")[0]: mail for mail in mailoutbox}
        assert len(mails) == len(mailoutbox), [mail.to for mail in mailoutbox]
        return mails

    return watch
