"""A role of the site that could undo what the database refuses is warned of."""

from django.core.checks import run_checks

import pytest

from portal.core.database_roles import excessive_powers
from tests.support.database_roles import create_runtime_role, execute
from tests.support.health import health_details


def warnings() -> list[str]:
    found = run_checks(include_deployment_checks=True, databases=["default"])
    return [str(message.msg) for message in found if message.id == "portal.W003"]


def test_the_right_role_is_not_warned_of(runtime_role):
    assert warnings() == []
    assert excessive_powers() == []


def test_a_superuser_is_warned_of(db):
    [warning] = warnings()
    assert "superutilisateur" in warning


@pytest.mark.parametrize(
    ("grant", "power"),
    [
        ("GRANT CREATE ON SCHEMA public TO {}", "define"),
        ("GRANT DELETE ON wagtailcore_pagelogentry TO {}", "change"),
        ("GRANT TRUNCATE ON press_reference TO {}", "change"),
        ("GRANT UPDATE (text) ON portal_publishedversion TO {}", "change"),
        ("GRANT SET ON PARAMETER session_replication_role TO {}", "triggers"),
        ("GRANT pg_execute_server_program TO {}", "server"),
        ("ALTER ROLE {} CREATEROLE", "roles"),
        ("ALTER TABLE portal_word OWNER TO {}", "owner"),
    ],
)
def test_each_power_is_warned_of(site, client, settings, grant, power):
    role = create_runtime_role()
    execute(grant.format(role))
    execute(f"SET LOCAL ROLE {role}")
    assert excessive_powers() == [power]
    assert len(warnings()) == 1
    assert health_details(client).json()["role"] == "ok"  # in development
    settings.DEVELOPMENT = False
    assert health_details(client).json()["role"] == f"degraded: too strong ({power})"
