from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    verbose_name = _("Presse")

    def ready(self) -> None:
        from portal.worker import nightly
        from press import receivers  # noqa: F401
        from press.embargo.retention import forget_journalists

        nightly.jobs.append(forget_journalists)
