"""What `manage.py check --deploy` looks at beyond Django's own checks."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def mail_is_sent(app_configs, **kwargs) -> list[Warning]:
    """A portal without a mail server loses every notification, silently."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend":
        return []
    return [
        Warning(
            "EMAIL_URL manque : aucun courriel ne part.",
            hint="Donnez par exemple EMAIL_URL=submission://compte:secret@serveur:587.",
            id="portal.W001",
        )
    ]
