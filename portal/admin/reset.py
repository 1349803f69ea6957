"""The demand for a new password, which takes as long for an unknown address as for a known one."""

import time

from django.contrib.auth.forms import PasswordResetForm
from django.http import HttpResponse

from wagtail.admin.views import account

SHORTEST = 0.25  # seconds; to write a mail takes some hundredths


class PasswordResetView(account.PasswordResetView):
    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        begun = time.monotonic()
        response: HttpResponse = super().form_valid(form)
        time.sleep(max(0, begun + SHORTEST - time.monotonic()))
        return response
