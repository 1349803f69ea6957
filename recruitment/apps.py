from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    name = "recruitment"
    verbose_name = _("Recrutement")

    def ready(self) -> None:
        from portal.blocks.live import sources
        from recruitment import figures, receivers  # noqa: F401

        sources["recrutement"] = figures.SOURCE
