from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        from portal import checks, drawing, moments, receivers  # noqa: F401
        from portal.addresses import moves  # noqa: F401
        from portal.worker import alarms, nightly  # noqa: F401

        nightly.jobs.append(drawing.draw_all)


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of people and groups, with ours in place of some."""

    user_viewset = "portal.desk.accounts.UserViewSet"
    group_viewset = "portal.desk.accounts.GroupViewSet"
