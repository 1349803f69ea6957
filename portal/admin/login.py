"""The only door of the administration: a password, then a second factor for who has one."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.views import account

from portal.admin.attempts.guard import limited
from portal.admin.attempts.models import Kind
from portal.core.users import User
from portal.wagtail_internals.factors import begin_login


class LoginForm(WagtailLoginForm):
    """Wagtail's form with a French label for the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mot de passe")

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless whoever typed it must wait."""
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            account = User.objects.filter(username__iexact=name).first()
            with limited(Kind.PASSWORD, account, name):
                super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned


class LoginView(account.LoginView):
    """Wagtail's view, which allauth's login follows."""

    def form_valid(self, form: LoginForm) -> HttpResponse:
        if self.request.user.is_authenticated:
            logout(self.request)  # of another person, whose session it was
        remembers = form.cleaned_data.get("remember")
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remembers else 0)
        return begin_login(self.request, form.get_user(), self.get_success_url())
