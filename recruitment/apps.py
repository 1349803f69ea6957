from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    name = "recruitment"
    verbose_name = _("Recrutement")

    def ready(self) -> None:
        from portal.blocks.live import sources
        from portal.worker import due, nightly
        from recruitment import figures, receivers, reminders  # noqa: F401
        from recruitment.visits import forget_visits

        sources["recrutement"] = figures.SOURCE
        due.sources.append(reminders.coming)
        nightly.jobs.append(forget_visits)
