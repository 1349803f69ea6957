from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    """The job offers."""

    name = "recruitment"
    verbose_name = _("Recrutement")

    def ready(self) -> None:
        """Connect the receivers of signals."""
        from recruitment import signal_handlers  # noqa: F401
