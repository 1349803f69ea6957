"""What is shipped for operators: compose.yaml, the Dockerfile, units of systemd, scripts."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.settings.environment import SECRETS

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UNITS = ["web", "worker"]
HIGHEST_EXPOSURE = 20  # of 100, as systemd-analyze counts


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_hardened_and_bounded(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["pids_limit"] and service["mem_limit"]
    assert service["tmpfs"]
    assert all("size=" in folder for folder in service["tmpfs"])
    assert name == "nginx" or "cap_add" not in service


def test_nginx_reaches_the_site_alone():
    assert SERVICES["db"]["network_mode"] == "none"
    assert COMPOSE["networks"]["site"]["internal"] is True
    on_site = [name for name, service in SERVICES.items() if "site" in service.get("networks", [])]
    assert sorted(on_site) == ["nginx", "web"]
    assert not [volume for volume in SERVICES["nginx"]["volumes"] if "socket" in volume]
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_secrets_are_files_that_their_readers_alone_get():
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            assert variable not in SECRETS, name
            if variable.endswith("_FILE"):
                assert Path(value).name in service["secrets"], (name, variable)
    owners = [
        name for name in SERVICES if "database_owner_url" in SERVICES[name].get("secrets", [])
    ]
    assert sorted(owners) == ["db", "migrate"]


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of what the scripts read."""
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    for name in ("Dockerfile", "compose.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_a_script_makes_every_secret_once(copy):
    subprocess.run([copy / "deploy/secrets.sh"], check=True)
    secrets = {path.name: path.read_text() for path in (copy / "secrets").iterdir()}
    assert set(secrets) == set(COMPOSE["secrets"])
    assert stat.S_IMODE((copy / "secrets").stat().st_mode) == 0o700
    assert len(secrets["secret_key"]) > 100
    subprocess.run([copy / "deploy/secrets.sh"], check=True)
    assert (copy / "secrets/secret_key").read_text() == secrets["secret_key"]
    [expression] = re.findall("sed -n '(.*)' ", (ROOT / "deploy/postgres/roles.sh").read_text())
    for name in ("database_url", "database_owner_url"):
        command = ["sed", "-n", expression, copy / "secrets" / name]
        password = subprocess.run(command, capture_output=True, text=True).stdout.strip()
        assert len(password) == 64
        assert f":{password}@%2Frun%2Fpostgresql/portail" in secrets[name]


def test_a_script_pins_every_image(copy):
    docker = copy / "bin/docker"
    docker.parent.mkdir()
    digest = "sha256:" + "0123456789abcdef" * 4
    docker.write_text(f'#!/bin/sh\n[ "$1" = pull ] || echo "nom@{digest}"\n')
    docker.chmod(0o755)
    environment = {"PATH": f"{docker.parent}:{os.environ['PATH']}"}
    script = copy / "deploy/pin_images.sh"
    done = subprocess.run([script], env=environment, capture_output=True, text=True, check=True)
    lines = dict(line.split("=", 1) for line in done.stdout.splitlines())
    assert set(lines) == {"PYTHON_IMAGE", "NGINX_IMAGE", "POSTGRES_IMAGE"}
    assert all(re.fullmatch(f"[a-z/]+:.+@{digest}", image) for image in lines.values())
    docker.write_text('#!/bin/sh\n[ "$1" = pull ] || echo ""\n')  # an image that was built here
    done = subprocess.run([script], env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "has no digest" in done.stderr


def test_no_image_is_named_without_a_variable():
    named = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.M)
    named += [service["image"] for service in SERVICES.values() if "build" not in service]
    assert all(re.match(r"\$\{[A-Z]+_IMAGE", image) for image in named)


@pytest.mark.parametrize("name", UNITS)
def test_units_are_as_closed_as_they_can_be(name):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager"]
    command += [f"--threshold={HIGHEST_EXPOSURE}", ROOT / f"deploy/{name}.service"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_gunicorn_is_on_a_socket_of_its_group():
    unit = (ROOT / "deploy/web.service").read_text()
    [path] = re.findall("BIND=unix:(\\S+)", unit)
    assert f"server unix:{path};" in (ROOT / "deploy/nginx-debian.sed").read_text()
    assert "RuntimeDirectoryMode=0750" in unit
