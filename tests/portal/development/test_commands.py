"""The commands of an operator: clear refusals, and an administrator created once."""

import os
import socket
import subprocess
import sys
from io import StringIO

from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

import pytest


def serve(port):
    return subprocess.run(
        [sys.executable, "-m", "portal.development.serve"],
        env=os.environ | {"PORT": str(port)},
        capture_output=True,
        text=True,
    )


def test_a_taken_port_is_told_with_its_holder():
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        result = serve(port)
    assert result.returncode == 1
    assert result.stderr.startswith(f"Le port {port} est déjà pris par le processus {os.getpid()}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["http", "0", "99999", "-1", "²"])
def test_a_port_is_a_number(port):
    result = serve(port)
    assert result.returncode == 1
    assert result.stderr == f"PORT doit être un nombre entre 1 et 65535, et non « {port} ».\n"


@pytest.mark.django_db
def test_the_administrator_is_created_once():
    first, second = StringIO(), StringIO()
    call_command("create_administrator", stdout=first)
    call_command("create_administrator", stdout=second)
    password = first.getvalue().split()[-1]
    assert authenticate(username="admin", password=password).is_superuser
    assert second.getvalue() == ""
    assert get_user_model().objects.filter(is_superuser=True).count() == 1


def test_nothing_asks_for_the_static_files_before_they_are_collected(tmp_path):
    """As in a fresh clone, with the storage of production."""
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings", "STATIC_ROOT": str(tmp_path)}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
