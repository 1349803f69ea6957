"""The applications of the portal: its own, and Wagtail's users with other views."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from wagtail.users.apps import WagtailUsersAppConfig

from allauth.usersessions.apps import UserSessionsConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        """Connect the signal handlers, register the system checks, clean what forms read."""
        import portal.admin.accounts.signal_handlers
        import portal.admin.attempts.signal_handlers
        import portal.admin.changes
        import portal.admin.contact_mails
        import portal.admin.factors.signal_handlers
        import portal.admin.review_rules.acts
        import portal.admin.sessions.signal_handlers
        import portal.audit.signal_handlers
        import portal.bundles.signal_handlers
        import portal.outside_links.signal_handlers
        import portal.redirects.signal_handlers
        import portal.signal_handlers
        import portal.site_search.signal_handlers  # noqa: F401
        from portal.core import datetimes, numbers  # noqa: F401
        from portal.core.keys import parse_key
        from portal.core.spreadsheets import FrenchExport
        from portal.core.text_fields import DAMAGED, clean_text, is_kept
        from portal.media import rendition_tasks  # noqa: F401
        from portal.site import checks  # noqa: F401
        from portal.wagtail_internals import words
        from portal.wagtail_internals.damaged import expect_damaged_forms
        from portal.wagtail_internals.forms import clean_all_forms
        from portal.wagtail_internals.inline_scripts import replace_inline_scripts
        from portal.wagtail_internals.refusals import mark_refusals
        from portal.wagtail_internals.spreadsheets import replace_export_methods

        clean_all_forms(clean_text, is_kept)
        expect_damaged_forms(DAMAGED, parse_key)
        replace_export_methods(FrenchExport)
        replace_inline_scripts()
        mark_refusals()
        words.mend_translations()
        words.mend_screens()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's application of users and groups, with our views in place of some."""

    user_viewset = "portal.admin.accounts.viewsets.UserViewSet"
    group_viewset = "portal.admin.accounts.viewsets.GroupViewSet"


class SessionsConfig(UserSessionsConfig):
    """allauth's table of sessions. `portal.admin.sessions` fills it, at any login."""

    def ready(self) -> None:
        """Leave out allauth's own signals, which read each session at each login."""
