from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    name = "recruitment"
    verbose_name = _("Recrutement")

    def ready(self) -> None:
        from portal.blocks.live import sources
        from portal.worker import periodic, schedule
        from recruitment import signal_handlers  # noqa: F401
        from recruitment.lifecycle import reminders
        from recruitment.lifecycle.visits import forget_visits
        from recruitment.public import figures

        sources["recrutement"] = figures.SOURCE
        schedule.sources.append(reminders.coming)
        periodic.jobs.append(forget_visits)
