"""The door of the administration for passwords; a second factor follows for who has one."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_login_failed
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.views import account

from portal.admin.accounts.break_glass import may_use_password
from portal.admin.attempts.guard import limited
from portal.admin.attempts.models import Kind
from portal.core.users import User
from portal.wagtail_internals.factors import begin_login


class LoginForm(WagtailLoginForm):
    """Wagtail's form in French, without hints in the fields, which telephones cut off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mot de passe")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless whoever typed it must wait."""
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            account = User.objects.filter(username__iexact=name).first()
            with limited(Kind.PASSWORD, account, name):
                super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse a closed password as a wrong one: whoever tries it learns nothing."""
        super().confirm_login_allowed(user)
        if not may_use_password(user):
            credentials = {"username": user.get_username()}
            user_login_failed.send(__name__, credentials=credentials, request=self.request)
            raise self.get_invalid_login_error()


class LoginView(account.LoginView):
    """Wagtail's view, which allauth's login follows; the way to the identity provider, if any."""

    is_break_glass = False

    def get_template_names(self) -> list[str]:
        if settings.LOCAL_PASSWORDS or self.is_break_glass or self.request.method == "POST":
            return [self.template_name]
        return ["portal/admin/sso/login.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "provider_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
            "passwords_open": settings.LOCAL_PASSWORDS,
        }

    def form_valid(self, form: LoginForm) -> HttpResponse:
        if self.request.user.is_authenticated:
            logout(self.request)  # of another person, whose session it was
        remembers = form.cleaned_data.get("remember")
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remembers else 0)
        return begin_login(self.request, form.get_user(), self.get_success_url())


class BreakGlassView(LoginView):
    """The form of passwords where they are closed, for the accounts that keep theirs."""

    is_break_glass = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.LOCAL_PASSWORDS:
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response
