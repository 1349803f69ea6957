"""The URL patterns of the portal, after those of the debug toolbar."""

from debug_toolbar.toolbar import debug_toolbar_urls

from portal import urls

handler500 = urls.handler500
urlpatterns = [*debug_toolbar_urls(), *urls.urlpatterns]
