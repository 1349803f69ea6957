"""The addresses of single sign-on. Without OIDC_ISSUER they answer 404."""

from django.urls import path
from django.views.decorators.cache import never_cache

from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.admin.sso import views

urlpatterns = [
    path("login/sso/", views.BeginView.as_view(), name="sso_login"),
    path("login/sso/confirmer/", views.ConfirmView.as_view(), name="sso_reauthenticate"),
    path("login/sso/retour/", views.CallbackView.as_view(), name="sso_callback"),
    path("logout/", views.LogoutView.as_view(), name="sso_logout"),
]
decorate_urlpatterns(urlpatterns, never_cache)
