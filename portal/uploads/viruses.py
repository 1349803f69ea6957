"""The search for viruses in what people upload, by clamd (`CLAMD`), before anything else reads it.

The protocol is that of `man clamd`: INSTREAM, in pieces that their length precedes.
"""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.core.health import Degraded
from portal.uploads.content import AnyFile

logger = logging.getLogger(__name__)

PIECE = 256 * 1024  # bytes
TIMEOUT = 25  # seconds of silence: nginx waits for thirty
HEALTH_TIMEOUT = 3  # seconds
LONGEST_ANSWER = 4096  # bytes
TOO_LARGE = "INSTREAM size limit exceeded. ERROR"
ALARM_EVERY = 60 * 60  # seconds, in each process
PERMISSION = "portal.view_heartbeat"  # of those whom the mail tells


class UnavailableError(Exception):
    """Clamd does not answer, or not as it should."""


def require_no_virus(file: AnyFile) -> None:
    """Leave the file at its start, once clamd found nothing in it; do nothing without `CLAMD`.

    Raise ValidationError when it holds a virus, and when clamd cannot tell.
    """
    if not settings.CLAMD or getattr(file, "is_searched", False):
        return
    try:
        answer = scan(file)
    except (OSError, UnavailableError) as error:
        logger.error("An upload was refused: clamd cannot be asked (%s)", error)
        send_alarm()
        raise ValidationError(
            _(
                "L’antivirus ne répond pas\u00a0: aucun fichier ne peut être déposé pour le "
                "moment. Réessayez dans quelques minutes\u00a0; si cela dure, prévenez "
                "l’exploitant du site."
            )
        ) from error
    if answer == TOO_LARGE:
        raise ValidationError(
            _("Ce fichier est trop lourd pour l’antivirus\u00a0: allégez-le, ou partagez-le.")
        )
    if answer.endswith("FOUND"):
        logger.warning("An upload was refused: %s", answer)
        raise ValidationError(
            _(
                "L’antivirus a reconnu un logiciel malveillant dans ce fichier\u00a0: il est "
                "refusé. Ne l’ouvrez pas, et signalez-le à la sécurité informatique."
            )
        )
    setattr(file, "is_searched", True)  # noqa: B010 (Django's files do not declare it)


def scan(file: AnyFile) -> str:
    """Return what clamd says of the file: « stream: OK », « stream: … FOUND », or `TOO_LARGE`.

    Raise OSError when it cannot be reached, UnavailableError when it says anything else.
    """
    if file.closed:
        file.open("rb")
    file.seek(0)
    with connect(TIMEOUT) as connection:
        connection.sendall(b"zINSTREAM\0")
        try:
            for piece in iter(lambda: file.read(PIECE), b""):
                connection.sendall(struct.pack("!L", len(piece)) + piece)
            connection.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it stops reading beyond its StreamMaxLength, and says so
        answer = read_answer(connection)
    file.seek(0)
    if answer not in ("stream: OK", TOO_LARGE) and not answer.endswith("FOUND"):
        raise UnavailableError(answer or "no answer")
    return answer


def connect(timeout: float) -> socket.socket:
    """Return a connection to clamd. Raise OSError."""
    address = urlsplit(settings.CLAMD)
    if address.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(timeout)
        connection.connect(address.path)
        return connection
    return socket.create_connection((address.hostname or "", address.port or 3310), timeout)


def read_answer(connection: socket.socket) -> str:
    """Return the answer of clamd, which a NUL ends. Raise OSError."""
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        if not (part := connection.recv(LONGEST_ANSWER)):
            break
        answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def send_alarm() -> None:
    """Tell by mail those who are told of breakdowns that clamd does not answer, once an hour."""
    if not cache.add("portal.uploads.viruses", True, ALARM_EVERY):
        return
    people = get_user_model().objects.with_perm(
        PERMISSION, backend="django.contrib.auth.backends.ModelBackend"
    )
    text = render_to_string("portal/uploads/clamd.txt", {"url": settings.WAGTAILADMIN_BASE_URL})
    for address in sorted({person.email for person in people} - {""}):
        send_mail(_("L’antivirus ne répond plus"), text, None, [address])


def clamd_problem() -> str:
    """Return what is wrong with clamd, "" when it answers or is not used."""
    if not settings.CLAMD:
        return ""
    try:
        with connect(HEALTH_TIMEOUT) as connection:
            connection.sendall(b"zPING\0")
            answer = read_answer(connection)
    except OSError:
        return Degraded("unreachable: no upload is accepted")
    return "" if answer == "PONG" else Degraded("no answer: no upload is accepted")
