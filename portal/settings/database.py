"""PostgreSQL, and the two roles under which it is reached."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import env, required

required("DATABASE_URL", "donnez l’adresse de PostgreSQL, ou lancez « make run »")

# PostgreSQL only. An unreachable server must be noticed in seconds; with health checks, a worker
# outlives a restart of the database without an error.

# What reading a page of the disk out of order costs: little on a solid disk, nothing in memory. At
# PostgreSQL's own 4, a search for a common word reads all texts instead of its index, and takes 60
# times longer.
PLANNER = "-c random_page_cost=1.1"


def database(name: str) -> dict[str, Any]:
    """Return the database at the address of a variable.

    Raise ImproperlyConfigured when it is not PostgreSQL.
    """
    parameters: dict[str, Any] = env.dj_db_url(name)
    if "postgresql" not in parameters["ENGINE"]:
        raise ImproperlyConfigured(f"{name} doit désigner un serveur PostgreSQL (postgres://…).")
    parameters |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    options = parameters.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 5)
    options["options"] = f"{PLANNER} {options.get('options', '')}".strip()  # the address decides
    if env.bool("PREPARE_STATEMENTS", default=True):  # of portal.wagtail_internals.prepared alone
        options.setdefault("prepare_threshold", 1)
    if timeout := env.int("STATEMENT_TIMEOUT", default=0):  # seconds; for gunicorn's workers
        options["options"] += f" -c statement_timeout={timeout}s"
    return parameters


DATABASES = {"default": database("DATABASE_URL")}

# Of the two roles of `portal.core.database_roles`, the owner is for the commands that define tables

OWNER_DATABASE = RUNTIME_ROLE = None
if env.str("DATABASE_OWNER_URL", default=""):
    OWNER_DATABASE, RUNTIME_ROLE = database("DATABASE_OWNER_URL"), DATABASES["default"]["USER"]
    if RUNTIME_ROLE in ("", OWNER_DATABASE["USER"]):
        raise ImproperlyConfigured(
            "DATABASE_URL doit nommer un autre rôle que celui de DATABASE_OWNER_URL."
        )
