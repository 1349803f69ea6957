"""The applications of the portal: its own, and Wagtail's users with other views."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        """Connect the signal handlers and register the system checks."""
        import portal.redirects.signal_handlers
        import portal.signal_handlers  # noqa: F401
        from portal.core import datetimes  # noqa: F401
        from portal.media import rendition_tasks  # noqa: F401
        from portal.site import checks  # noqa: F401
        from portal.wagtail_internals import words

        words.mend_translations()
        words.mend_screens()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's application of users and groups, with our views in place of some."""

    user_viewset = "portal.admin.accounts.UserViewSet"
    group_viewset = "portal.admin.accounts.GroupViewSet"
