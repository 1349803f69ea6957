"""The chain: nobody changes, removes, adds or moves a line unseen; old lines go with a trace."""

import datetime
import json

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

import pytest

from portal.audit import chain, retention
from portal.audit.acts import record
from portal.audit.verification import verify
from portal.models import AuditHead, AuditLine, PendingAct
from tests.support.audits import acts, lines
from tests.support.database_roles import runtime_session
from tests.support.health import health_details


@pytest.fixture
def ten(site) -> list[AuditLine]:
    """A chain of ten lines, and no other."""
    AuditLine.objects.all().delete()
    PendingAct.objects.all().delete()
    AuditHead.objects.all().delete()
    for number in range(10):
        record("portal.export", screen="reports/audit", key=number)
    return lines()


def line(place: int):
    return AuditLine.objects.filter(pk=place)


def swap(first: int, second: int) -> None:
    line(first).update(id=1_000)
    line(second).update(id=first)
    line(1_000).update(id=second)


def resign(place: int, key: bytes) -> None:
    """Write the digests again from there to the end, and the head after them."""
    previous = line(place - 1).get().digest
    for each in AuditLine.objects.filter(pk__gte=place).order_by("pk"):
        each.previous = previous
        each.digest = previous = chain.digest(each.document, key)
        each.save()
    head = AuditHead(pk=chain.HEAD, sequence=each.pk, digest=previous)
    head.seal = chain.digest(head.document, key)
    head.save()


def forge(place: int) -> None:
    """Change a line, and sign all that follows with a key that is not the site's."""
    line(place).update(action="portal.login")
    resign(place, b"another key")


def insert(place: int) -> None:
    """Push a line between two others."""
    for each in AuditLine.objects.filter(pk__gt=place).order_by("-pk"):
        line(each.pk).update(id=each.pk + 1)
    copy = line(place).get()
    copy.pk = place + 1
    copy.save(force_insert=True)


FIELDS = {
    "at": timezone.now() - datetime.timedelta(days=1),
    "action": "portal.login",
    "outcome": "failure",
    "user_id": 7,
    "source_ip": "192.0.2.9",
    "request_id": "f" * 32,
    "object_type": "portal.user",
    "object_id": "3",
    "details": {"screen": "reports/audit", "key": 99},
    "previous": "0" * 64,
    "digest": "0" * 64,
}


def test_a_whole_chain_has_no_fault(ten):
    report = verify()
    assert report.faults == []
    assert (report.length, report.head["event.sequence"]) == (10, 10)


@pytest.mark.parametrize("field", FIELDS)
def test_each_column_of_a_line_is_protected(ten, field):
    line(5).update(**{field: FIELDS[field]})
    assert "La ligne 5 a été modifiée ou déplacée." in verify().faults


def test_each_column_was_tried():
    assert {field.attname for field in AuditLine._meta.fields} == {"id", *FIELDS}


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (lambda: line(5).delete(), "Lignes manquantes entre les lignes 4 et 6\u00a0: 1."),
        (lambda: AuditLine.objects.filter(pk__in=[5, 6, 7]).delete(), "entre les lignes 4 et 8"),
        (lambda: line(1).delete(), "Les lignes qui précèdent la ligne 2 ont été supprimées."),
        (lambda: swap(4, 5), "La ligne 4 a été modifiée ou déplacée."),
        (lambda: swap(9, 10), "La ligne 10 a été modifiée ou déplacée."),
        (lambda: forge(8), "La ligne 8 a été modifiée ou déplacée."),
        (lambda: insert(5), "La ligne 6 a été modifiée ou déplacée."),
    ],
    ids=["removed", "several", "first", "moved", "last two", "forged", "added"],
)
def test_what_is_done_to_lines_is_noticed(ten, wrong, fault):
    wrong()
    assert any(fault in found for found in verify().faults)
    with pytest.raises(CommandError, match="rompu"):
        call_command("verify_audit")
    with pytest.raises(retention.BrokenChainError):
        retention.keep_audit.call()


CUT = "Les lignes 8 à 10 manquent à la fin."


def test_what_is_cut_off_at_the_end_is_noticed_and_stays_so(ten):
    AuditLine.objects.filter(pk__gt=7).delete()
    assert verify().faults == [CUT]
    with pytest.raises(CommandError, match="rompu"):
        call_command("verify_audit")
    record("portal.login")
    assert lines()[-1].pk == 11
    assert verify().faults == ["Lignes manquantes entre les lignes 7 et 11\u00a0: 3."]
    AuditLine.objects.all().delete()
    assert verify().faults == ["Les lignes 1 à 11 manquent à la fin."]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (lambda head: head.delete(), "La tête de la chaîne a été supprimée."),
        (lambda head: head.update(sequence=7), "La tête de la chaîne a été modifiée."),
        (lambda head: head.update(digest="0" * 64), "La tête de la chaîne a été modifiée."),
        (lambda head: head.update(seal="0" * 64), "La tête de la chaîne a été modifiée."),
    ],
    ids=["removed", "sequence", "digest", "seal"],
)
def test_a_head_that_is_touched_is_noticed(ten, wrong, fault):
    AuditLine.objects.filter(pk__gt=7).delete()
    wrong(AuditHead.objects.filter(pk=chain.HEAD))
    assert verify().faults == [fault]


def put_back(sequence: int, digest: str) -> None:
    """Put an earlier head back, with its seal."""
    head = AuditHead(pk=chain.HEAD, sequence=sequence, digest=digest)
    head.seal = chain.digest(head.document, chain.keys()[-1])
    head.save()


def test_an_earlier_head_does_not_end_the_chain(ten):
    put_back(7, ten[6].digest)
    assert verify().faults == ["La ligne 10 n’est pas la tête de la chaîne."]


def test_an_earlier_head_after_a_cut_is_noticed_by_what_was_written_elsewhere(ten, tmp_path):
    """The chain that is left is whole, with the head that it had: it cannot tell."""
    head = verify().head_line
    log = [json.dumps(each.document | {"event.hash": each.digest}) for each in ten]
    AuditLine.objects.filter(pk__gt=7).delete()
    put_back(7, ten[6].digest)
    assert verify().faults == []
    for witnesses, count in (([head], 1), (log, 3)):
        file = tmp_path / "ailleurs.jsonl"
        file.write_text("\n".join(witnesses) + "\n")
        assert len(verify(witnesses).faults) == count
        with pytest.raises(CommandError, match=f"fautes : {count}"):
            call_command("verify_audit", against=file)
    AuditLine.objects.all().delete()
    AuditHead.objects.all().delete()
    assert verify([head]).faults == [
        "La ligne 10, qui est dans le fichier, n’est plus dans la base."
    ]


def test_a_chain_that_was_written_anew_is_not_that_of_the_log(ten):
    log = [json.dumps(each.document | {"event.hash": each.digest}) for each in ten]
    line(5).update(user_id=7)
    resign(5, settings.SECRET_KEY.encode())  # whoever has the key of the site
    assert verify().faults == []
    faults = [f"La ligne {place} n’est pas celle du fichier." for place in range(5, 11)]
    assert verify(log).faults == faults


def test_a_line_of_the_log_that_was_changed_is_noticed(ten):
    document = ten[2].document | {"event.hash": ten[2].digest, "user.id": "7"}
    assert verify([json.dumps(document)]).faults == ["Ligne 1 du fichier\u00a0: modifiée."]
    assert verify(["{", "[]", '{"event.sequence": "x", "event.hash": 1}', ""]).faults == [
        f"Ligne {number} du fichier\u00a0: illisible." for number in (1, 2, 3)
    ]


def test_the_key_may_be_replaced_and_signs_nothing_any_more(ten, settings):
    settings.AUDIT_KEY = "nouvelle"
    assert len(verify().faults) == 11  # the former key is unknown: ten lines and the head
    settings.AUDIT_KEY_FALLBACKS = [settings.SECRET_KEY]
    assert verify().faults == []
    for action in ("portal.login", "portal.logout"):
        record(action)
    assert len(lines()) == 12
    assert verify().faults == []
    resign(12, settings.SECRET_KEY.encode())
    assert verify().faults == ["La ligne 12 a été modifiée ou déplacée."]


def test_the_command_writes_the_head_to_keep(ten, capsys, tmp_path):
    call_command("verify_audit")
    output = capsys.readouterr()
    assert "Lignes vérifiées : 10." in output.err
    head = json.loads(output.out)
    assert head == {"event.sequence": 10, "event.hash": ten[-1].digest}
    file = tmp_path / "tetes.jsonl"
    file.write_text(output.out)
    record("portal.login")
    call_command("verify_audit", against=file)
    with pytest.raises(CommandError, match="illisible"):
        call_command("verify_audit", against=tmp_path / "absent")


def test_old_lines_go_and_the_rest_stays_proved(ten):
    age(6, days=settings.AUDIT_KEPT_DAYS + 1)
    head = verify().head_line
    assert retention.prune() == 6
    left = lines()
    assert [each.pk for each in left] == [7, 8, 9, 10, 11]
    assert acts(left)[-1] == "portal.prune"
    assert left[-1].details == {"through": 6, "digest": left[0].previous, "count": 6}
    assert verify([head]).faults == []
    assert retention.prune() == 0
    line(7).delete()
    assert verify().faults == ["Les lignes qui précèdent la ligne 8 ont été supprimées."]


def age(last: int, **past) -> None:
    """Make the lines up to this one older, as if they had been written then."""
    for each in AuditLine.objects.order_by("pk"):
        if each.pk <= last:
            each.at -= datetime.timedelta(**past)
            each.save()
    first = line(1).get()
    first.digest = chain.digest(first.document, chain.keys()[-1])
    first.save()
    resign(2, chain.keys()[-1])


def test_the_last_line_is_kept_however_old(ten):
    age(10, days=settings.AUDIT_KEPT_DAYS + 1)
    assert retention.prune() == 9
    assert [each.pk for each in lines()] == [10, 11]
    assert verify().faults == []


def prune_by_hand(through: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT portal_prune_audit(%s)", [through])


def test_the_database_deletes_nothing_young_and_nothing_without_its_trace(ten):
    with pytest.raises(DatabaseError, match="no line of the audit says"):
        prune_by_hand(5)
    record("portal.prune", through=5)
    lines()
    with pytest.raises(DatabaseError, match="kept for 90 days"):
        prune_by_hand(5)
    age(5, days=91)
    prune_by_hand(5)
    assert AuditLine.objects.first().pk == 6


@pytest.mark.django_db(transaction=True)
def test_the_runtime_role_adds_lines_and_prunes_them(site):
    for _time in range(3):
        record("portal.login")
    before = AuditLine.objects.count()
    age_all()
    with runtime_session():
        for statement in ("UPDATE portal_auditline SET id = id", "DELETE FROM portal_auditline"):
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute(statement)
        record("portal.logout")
        assert AuditLine.objects.count() == before + 1
        retention.keep_audit.call()
        assert acts(lines()) == ["portal.logout", "portal.prune"]


def age_all() -> None:
    AuditLine.objects.update(at=timezone.now() - datetime.timedelta(days=1_000))
    first = AuditLine.objects.order_by("pk").first()
    first.digest = chain.digest(first.document, chain.keys()[-1])
    first.save()
    resign(first.pk + 1, chain.keys()[-1])


def test_acts_that_wait_for_long_degrade_the_health(site, client):
    lines()
    assert health_details(client).json()["audit"] == "ok"
    record("portal.login")
    assert health_details(client).json()["audit"] == "ok"
    PendingAct.objects.update(at=timezone.now() - datetime.timedelta(hours=1))
    answer = health_details(client)
    assert answer.json()["audit"] == "degraded: 1 acts without a line"
    call_command("verify_audit")  # which gives it one
    assert health_details(client).json()["audit"] == "ok"
