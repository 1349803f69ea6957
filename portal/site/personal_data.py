"""The register of what the portal keeps of people, in its own models and in those of libraries."""

import dataclasses

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import ACCOUNTS, ACTS, PUBLISHED_TEXTS, PersonalData

SESSIONS = PersonalData(
    name=_("Sessions"),
    people=_("agents qui ont un compte"),
    fields=("session_data",),
    purpose=_("rester connecté à l’administration"),
    kept=_("huit heures"),
    readers=_("personne"),
    erasure=_("à la déconnexion\u00a0; chaque nuit, celles qui ont expiré"),
)
LOGINS = dataclasses.replace(
    SESSIONS,
    name=_("Lieux et appareils de connexion"),
    fields=("user", "ip", "user_agent"),
    purpose=_("montrer à chacun ses sessions, et lui dire quand un appareil est nouveau"),
    kept=_("SESSIONS_KEPT_DAYS (90 jours) après la connexion"),
    readers=_("la personne elle-même\u00a0; les gestionnaires des comptes, sessions ouvertes"),
    erasure=_("chaque nuit, ou avec le compte"),
    setting="SESSIONS_KEPT_DAYS",
)
JOBS = PersonalData(
    name=_("Tâches du service d’arrière-plan"),
    people=_("personnes qu’un message d’erreur peut nommer"),
    fields=("args_kwargs", "traceback"),
    purpose=_("faire fonctionner le portail et le réparer"),
    kept=_("14 jours\u00a0; 30 pour celles qui ont échoué"),
    readers=_("l’administration"),
    erasure=_("chaque nuit"),
)


FACTORS = dataclasses.replace(
    ACCOUNTS,
    name=_("Seconds facteurs d’authentification"),
    fields=("user", "data", "last_used_at"),
    purpose=_("prouver, en plus du mot de passe, qui entre dans l’administration"),
    kept=_("jusqu’à ce que la personne les retire, ou que son compte soit supprimé"),
    readers=_("personne\u00a0: les secrets sont chiffrés"),
    erasure=_("la personne elle-même, dans son compte\u00a0; perdus, par deux gestionnaires"),
)


def holding(declaration: PersonalData, *fields: str) -> PersonalData:
    return dataclasses.replace(declaration, fields=fields)


# What the models of libraries hold, by their labels; None for nothing about people.
LIBRARIES: dict[str, PersonalData | None] = {
    "account.EmailAddress": holding(ACCOUNTS, "user", "email"),  # without rows
    "account.EmailConfirmation": None,
    "auth.Group": None,
    "auth.Permission": None,
    "contenttypes.ContentType": None,
    "django_tasks_database.DBTaskResult": JOBS,
    "mfa.Authenticator": FACTORS,
    "sessions.Session": SESSIONS,
    "taggit.Tag": None,
    "usersessions.UserSession": LOGINS,
    "wagtailadmin.EditingSession": holding(ACCOUNTS, "user"),
    "wagtailadmin.FormState": holding(ACCOUNTS, "user", "data"),
    "wagtailcore.Collection": None,
    "wagtailcore.CollectionViewRestriction": None,
    "wagtailcore.Comment": holding(ACTS, "user", "resolved_by", "text"),
    "wagtailcore.CommentReply": holding(ACTS, "user", "text"),
    "wagtailcore.Locale": None,
    "wagtailcore.ModelLogEntry": holding(ACTS, "user", "data"),
    "wagtailcore.Page": holding(PUBLISHED_TEXTS, "owner", "locked_by"),
    "wagtailcore.PageLogEntry": holding(ACTS, "user"),
    "wagtailcore.PageSubscription": holding(ACCOUNTS, "user"),
    "wagtailcore.PageViewRestriction": None,
    "wagtailcore.ReferenceIndex": None,
    "wagtailcore.Revision": holding(ACTS, "user", "content"),
    "wagtailcore.Site": None,
    "wagtailcore.Task": None,
    "wagtailcore.TaskState": holding(ACTS, "finished_by", "comment"),
    "wagtailcore.UploadedFile": holding(ACCOUNTS, "uploaded_by_user"),
    "wagtailcore.Workflow": None,
    "wagtailcore.WorkflowState": holding(ACTS, "requested_by"),
    "wagtailembeds.Embed": None,  # nothing is embedded
    "wagtailredirects.Redirect": None,
    "wagtailsearch.IndexEntry": PUBLISHED_TEXTS,
    "wagtailsearchpromotions.Query": None,
    "wagtailsearchpromotions.SearchPromotion": None,
    "wagtailusers.UserProfile": holding(ACCOUNTS, "user", "avatar"),
    # The models that those of the portal replace: without rows.
    "wagtaildocs.Document": holding(PUBLISHED_TEXTS, "uploaded_by_user"),
    "wagtailimages.Image": holding(PUBLISHED_TEXTS, "uploaded_by_user"),
    "wagtailimages.Rendition": None,
    "wagtailmedia.Media": holding(PUBLISHED_TEXTS, "uploaded_by_user"),
}


def is_declared(model: type[Model]) -> bool:
    """Whether somebody said what the model holds about people, be it nothing."""
    return model._meta.label in LIBRARIES or hasattr(model, "personal_data")


def find_declaration(model: type[Model]) -> PersonalData | None:
    """Return what the model holds about people; None for nothing."""
    own: PersonalData | None = getattr(model, "personal_data", None)
    return own or LIBRARIES.get(model._meta.label)


def get_register() -> dict[str, list[tuple[type[Model], PersonalData]]]:
    """Return the register: the models of each processing, with what each of them holds."""
    rows: dict[str, list[tuple[type[Model], PersonalData]]] = {}
    for model in apps.get_models():
        if declaration := find_declaration(model):
            rows.setdefault(str(declaration.name), []).append((model, declaration))
    return rows
