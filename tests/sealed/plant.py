"""Plants secrets in every compartment of a centre whose keys an agent holds; then dies at once.

Run by `test_planted_secrets`; the exit leaves the write-ahead log as a power cut would.
"""

import io
import json
import os
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from naru.domain.duties import Duty  # noqa: E402
from naru.ground import ledger, people  # noqa: E402
from naru.ground.pathway import conductor, handoffs  # noqa: E402
from naru.ground.pathway.models import CaseRow  # noqa: E402
from naru.ground.pathway.testing import make_account  # noqa: E402
from naru.ground.people.models import Card, Claim  # noqa: E402
from naru.ground.staff import keys, session_keys  # noqa: E402
from naru.ground.staff.models import Passkey  # noqa: E402
from naru.ground.vault import SYSTEM, Compartment, keep_file, open_row, read_file  # noqa: E402
from naru.ground.vault.keeper import held_by  # noqa: E402
from naru.ground.vault.letters import address_of, seal_letter  # noqa: E402
from naru.ground.vault.models import SealedFile  # noqa: E402
from naru.ground.vault.rings import own_ring  # noqa: E402
from naru.rooms.inquiry.models import Plan  # noqa: E402
from naru.rooms.reception import actions as reception  # noqa: E402
from naru.rooms.rights.models import Complaint  # noqa: E402
from naru.web.actions import save_draft  # noqa: E402
from naru.web.home import set_up  # noqa: E402
from naru.web.models import Draft  # noqa: E402
from naru.web.vaulting import make_sheets  # noqa: E402

NOW = timezone.now()
PASSWORD = "a long enough password"
FILES, WRITTEN = 100, 100
READERS = {
    "ops": Duty.CASEWORKER,
    "identity": Duty.CASEWORKER,
    "kin": Duty.CASEWORKER,
    "health": Duty.NURSE,
    "legal": Duty.CASEWORKER,
    "inquiry": Duty.INTERVIEWER,
    "complaints": Duty.HUMAN_RIGHTS_OFFICER,
}


def staffed():
    """Two of each duty; members hold every compartment, the machine none but ops."""
    duties = sorted({*READERS.values(), Duty.RECEPTION_OFFICER})
    staff = {duty: [make_account(duty) for _ in range(2)] for duty in duties}
    for one in [one for pair in staff.values() for one in pair]:
        session_keys.open_session(one, "password", PASSWORD.encode())
    make_sheets([])
    done = keys.hand_over(by=SYSTEM, now=timezone.now())
    assert not hasattr(done, "code"), done
    return staff


@contextmanager
def as_member(account):
    """Within a request of this account."""
    said = session_keys.open_session(account, "password", PASSWORD.encode())
    with held_by(session_keys.holding_of(account, said)), own_ring():
        yield


def plant(part, secrets, by):
    """A fifth as files, a fifth as acts of the ledger, the rest as rows of a room."""
    files, acts, rows = (
        secrets[:FILES],
        secrets[FILES : FILES + WRITTEN],
        secrets[FILES + WRITTEN :],
    )
    compartment = Compartment(part)
    with transaction.atomic():
        for secret in files:
            keep_file(uuid.uuid4(), compartment, secret.encode(), "text/plain")
        ledger.append_many(
            [
                ledger.Written("note", NOW, by.pk, uuid.uuid4(), compartment, "", {"said": secret})
                for secret in acts
            ]
        )
        ROWS[part](rows, by)


def _identity(rows, by):
    drafts = [
        people.Draft(names=[{"text": one, "kind": "own"}], birth=None, sex="", languages=[])
        for one in rows
    ]
    people.register_many(by, drafts, NOW)


def _ops(rows, by):
    _identity(["김가람"], by)
    person = Card.objects.first().person_id
    for secret in rows:
        row = conductor.open_case(person, NOW)
        row.put({"note": secret})
        row.closed_at = NOW
        row.save()


def _kin(rows, by):
    person = uuid.uuid4()
    for secret in rows:
        given = {"relation": secret, "alive": "yes", "country": "KP", "wish": "none"}
        people.add_kin(by=by, now=NOW, person_id=person, **given)
        person = uuid.uuid4()


def _health(rows, by):
    for secret in rows:
        where = {"from_room": "belongings", "to_room": "infirmary", "kind": "medicine"}
        note = {"description": secret}
        handoffs.open_handoff(
            person_id=uuid.uuid4(), subject=uuid.uuid4(), note=note, now=NOW, **where
        )


def _legal(rows, by):
    for place, secret in enumerate(rows):
        row = Draft(person_id=uuid.uuid4(), path=f"/{place}/", saved_at=NOW)
        row.put({"text": [secret]})
        row.save()
    save_draft(by=by, path="/own/", said={"text": rows[:1]}, now=NOW)


def _inquiry(rows, by):
    for secret in rows:
        row = Plan(person_id=uuid.uuid4(), at=NOW, interviewer_id=by.pk)
        row.put({"topics": [secret]})
        row.save()


def _complaints(rows, by):
    address = address_of("a receipt", uuid.uuid4())
    for secret in rows:
        row = Complaint(person_id=uuid.uuid4(), at=NOW, token_hash=uuid.uuid4().hex)
        row.address, row.told = address, seal_letter(address, row.pk, {"words": secret})
        row.put({"text": secret, "about": ""})
        row.save()


ROWS = {
    "ops": _ops,
    "identity": _identity,
    "kin": _kin,
    "health": _health,
    "legal": _legal,
    "inquiry": _inquiry,
    "complaints": _complaints,
}


def work_with_them(staff, secrets):
    """Import a list, search, open, fail: whatever a day of work may spill."""
    officer = staff[Duty.RECEPTION_OFFICER][0]
    with as_member(officer):
        rows = "\n".join(f"{secret},1980-01-01,여" for secret in secrets["identity"][:50])
        upload = reception.upload_list(
            by=officer, data=f"성명,생년월일,성별\n{rows}".encode(), name="l.csv"
        )
        done = reception.import_list(
            by=officer, upload_id=uuid.UUID(upload.subject), expected_on=timezone.localdate()
        )
        assert not hasattr(done, "code"), done
    with as_member(staff[Duty.CASEWORKER][0]):
        assert people.search(secrets["identity"][-1])
        claims = [open_row(SYSTEM, row, "test") for row in Claim.objects.all()[:50]]
        assert any(secrets["identity"][FILES + WRITTEN] in str(said) for said in claims)
        file = SealedFile.objects.filter(compartment="legal").first()
        assert read_file(SYSTEM, file.pk, "test")[0].decode() in secrets["legal"]
    browser = Client(raise_request_exception=False)
    typed = {"username": secrets["identity"][0], "password": secrets["legal"][0]}
    assert browser.post("/staff/sign-in/", typed, secure=True).status_code in {422, 409}
    sure = {"username": officer.username, "password": PASSWORD}
    assert browser.post("/staff/sign-in/", sure, secure=True).status_code == 303
    # a live house sends everybody to enrol a second way of signing in first
    given = {"credential": "planted", "name": "planted", "data": b"", "made_at": timezone.now()}
    Passkey.objects.create(account=officer, **given)
    answer = {"secure": True, "follow": True}
    assert browser.post("/search/", {"q": secrets["identity"][-1]}, **answer).status_code == 200
    person = CaseRow.objects.values_list("person_id", flat=True).first()
    Card.objects.filter(person_id=person).update(sealed=b"torn")
    asked = {"q": people.number_of(person), "name": secrets["identity"][-1]}
    found = browser.post("/search/", asked, **answer)
    assert found.status_code == 500  # a torn seal is an error, and is logged as one


def main(place):
    """Plant, work, back up, and die."""
    secrets = json.loads((place / "secrets.json").read_text())
    (place / "secrets.json").unlink()
    set_up(lambda text: None)
    staff = staffed()
    for part, reader in READERS.items():
        with as_member(staff[reader][0]):
            plant(part, secrets[part], staff[reader][0])
    work_with_them(staff, secrets)
    call_command("backup", str(place / "home" / "backups"), stdout=io.StringIO())
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
