"""The application of the development tools; production has neither it nor its folder."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DevelopmentConfig(AppConfig):
    name = "portal.development"
    verbose_name = _("Développement")

    def ready(self) -> None:
        from portal.development import reload  # noqa: F401
