"""URLs: those of the portal, those of the hook `register_public_urls`, then Wagtail's pages."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from wagtail import hooks
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap

from portal import views
from portal.admin.factors import urls as factors_urls
from portal.admin.isolation import urls as isolation_urls
from portal.admin.sso import urls as sso_urls
from portal.media.views import serve
from portal.site import health
from portal.site.sitemap import PortalSitemap
from portal.site_search import suggestions
from portal.site_search.views import SearchView, search_feed

handler400 = views.bad_request
handler500 = views.server_error

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("robots.txt", views.robots_txt, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PortalSitemap}}, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security"),
    path(
        ".well-known/change-password",
        RedirectView.as_view(pattern_name="wagtailadmin_account"),
        name="change_password",
    ),
    path(
        "favicon.ico",
        RedirectView.as_view(url=settings.STATIC_URL + "img/favicon.svg"),
        name="favicon",
    ),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", serve, name="media"),
    path("signaler-une-faille/", views.disclosure, name="disclosure"),
    path("plan-du-site/", views.site_map, name="site_map"),
    path("flux/", views.feeds, name="feeds"),
    path("recherche/", SearchView.as_view(), name="search"),
    path("recherche/suggestions.json", suggestions.suggestions_view, name="suggestions"),
    path("recherche/flux/atom/", search_feed, name="search_feed"),
    path("gestion/", include(factors_urls)),
    path("gestion/", include(sso_urls)),
    path("gestion/", include(isolation_urls)),
    path("gestion/", include(wagtailadmin_urls)),
    *(url for register_urls in hooks.get_hooks("register_public_urls") for url in register_urls()),
    path("_util/<path:path>", views.absent),  # Wagtail's second login, and passwords of pages
    path("", include(wagtail_urls)),
]
