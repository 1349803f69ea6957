"""The addresses of logins and factors, by the names that allauth looks up.

No other view of allauth has an address: nobody signs up or manages addresses through it.
"""

from django.urls import path
from django.views.decorators.cache import never_cache

from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeView

from portal.admin.factors import views
from portal.admin.login import BreakGlassView, LoginView

entrance = [
    path("login/", LoginView.as_view(), name="account_login"),
    path("login/secours/", BreakGlassView.as_view(), name="break_glass_login"),
    path("login/code/", views.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("login/cle/", views.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
]
urlpatterns = [
    path("confirmer/", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("confirmer/code/", CodeView.as_view(), name="mfa_reauthenticate"),
    path(
        "confirmer/cle/",
        views.ReauthenticateWebAuthnView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("facteurs/", views.IndexView.as_view(), name="mfa_index"),
    path("facteurs/cle/", views.AddWebAuthnView.as_view(), name="mfa_add_webauthn"),
    path(
        "facteurs/cle/<int:pk>/retirer/",
        views.RemoveWebAuthnView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("facteurs/application/", views.ActivateTOTPView.as_view(), name="mfa_activate_totp"),
    path(
        "facteurs/application/retirer/",
        views.DeactivateTOTPView.as_view(),
        name="mfa_deactivate_totp",
    ),
    path("facteurs/codes/", views.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path(
        "facteurs/codes/nouveaux/",
        views.GenerateRecoveryCodesView.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
decorate_urlpatterns(urlpatterns, require_admin_access)
urlpatterns += entrance
decorate_urlpatterns(urlpatterns, never_cache)
# Where somebody may be who has no second factor yet and must have one.
OPEN_NAMES = {pattern.name for pattern in urlpatterns} | {
    *("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog"),
    *("wagtailadmin_sprite", "session_state"),
    *("sso_login", "sso_reauthenticate", "sso_callback", "sso_logout"),
}
