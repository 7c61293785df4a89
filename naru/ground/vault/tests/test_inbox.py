"""What comes in from those who may not read: a complaint, a list, what a kiosk takes."""

import base64
import re
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground import people
from naru.ground.ledger import verifiers
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.vault import CENTRE, SYSTEM, Compartment, letters, members, open_row, recovery
from naru.ground.vault.boxes import OVERHEAD, BoxBrokenError
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.keeper import NOBODY
from naru.ground.vault.models import DataKey
from naru.ground.vault.tests.test_members import PASSWORD, kept, request_of, sign_in
from naru.rooms.rights.models import Complaint

WORDS = "밤에 방문을 잠그지 말아 주십시오"


def handed_over(duty, *parts):
    """Two of a duty hold these compartments, the machine none of them."""
    pair = [make_account(duty) for _ in range(2)]
    for one in pair:
        sign_in(one)
    recovery.make(timezone.now())
    with kept():
        members.hand_over(parts, [members.holder_of(one.pk) for one in pair])
    return pair[0]


def test_a_complaint_goes_in_and_only_its_officer_takes_it_out(agent):
    officer = handed_over(Duty.HUMAN_RIGHTS_OFFICER, Compartment.COMPLAINTS)
    writer = Browser()
    writer.force_login(
        make_account(Duty.NURSE), backend="django.contrib.auth.backends.ModelBackend"
    )
    said = {"words": WORDS, "language": "ko", "once": str(uuid.uuid4())}
    page = writer.post("/rights/complain/", said)
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.content.decode())
    complaint = Complaint.objects.get()
    key = DataKey.objects.get(person_id=CENTRE, compartment="complaints")
    assert key.boxed
    assert len(key.wrapped) == OVERHEAD + 32
    with request_of(NOBODY), pytest.raises(ClosedError):
        open_row(SYSTEM, complaint, "test")
    with request_of(sign_in(officer)):
        assert WORDS in str(open_row(SYSTEM, complaint, "test"))


def test_a_person_is_registered_by_who_may_not_read_the_house(agent):
    caseworker = handed_over(Duty.CASEWORKER, Compartment.IDENTITY, Compartment.KIN)
    newcomer = make_account(Duty.RECEPTION_OFFICER)
    given = {"relation": "mother", "alive": "yes", "country": "KP", "wish": "none"}
    with request_of(sign_in(newcomer)):
        person = uuid.UUID(make_person(newcomer).subject)
    for _ in range(2):
        with request_of(sign_in(newcomer)):
            people.add_kin(by=newcomer, now=timezone.now(), person_id=person, **given)
    with request_of(sign_in(newcomer)), pytest.raises(ClosedError):
        people.kin(SYSTEM, person)
    with request_of(sign_in(caseworker)):
        assert people.label(SYSTEM, person).name == "김가람"
        assert len(people.kin(SYSTEM, person)) == 2
        people.add_kin(by=caseworker, now=timezone.now(), person_id=person, **given)
        assert len(people.kin(SYSTEM, person)) == 3
    assert not DataKey.objects.filter(person_id=person, boxed=True).exists()


def test_the_writer_follows_it_by_the_receipt_with_nobody_signed_in(agent, tmp_path):
    officer = handed_over(Duty.HUMAN_RIGHTS_OFFICER, Compartment.COMPLAINTS)
    writer = Browser()
    writer.force_login(
        make_account(Duty.NURSE), backend="django.contrib.auth.backends.ModelBackend"
    )
    said = {"words": WORDS, "language": "ko", "once": str(uuid.uuid4())}
    page = writer.post("/rights/complain/", said).content.decode()
    token = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page)[0]
    nobody = Browser()
    assert WORDS in nobody.post("/rights/complaints/follow/", {"token": token}).content.decode()
    desk = Browser()
    desk.post("/staff/sign-in/", {"username": officer.username, "password": PASSWORD})
    answer = f"/rights/complaints/{Complaint.objects.get().pk}/"
    for kind, words in (("asked", "야간 담당자에게 확인 요청"), ("answered", "시정하겠습니다")):
        assert desk.post(answer, {"kind": kind, "words": words}).status_code == 303
    agent.lock_everything()
    seen = nobody.post("/rights/complaints/follow/", {"token": token.replace("-", " ").lower()})
    assert seen.status_code == 200
    assert "시정하겠습니다" in seen.content.decode()
    assert "야간 담당자" not in seen.content.decode()
    paper = nobody.post("/rights/complaints/receipt/", {"token": token})
    assert paper.content.startswith(b"%PDF")
    proof = nobody.post("/rights/complaints/receipt/", {"token": token, "proof": "1"})
    (said,) = re.findall(r"^paper 0 text/plain \w+ (\S+)$", proof.text, re.MULTILINE)
    assert base64.b64decode(said).decode() == WORDS
    bundle = tmp_path / "complaint.naru"
    bundle.write_bytes(proof.content)
    verifier = Path(verifiers.__file__).with_name("naru-verify.py")
    checked = subprocess.run([sys.executable, verifier, bundle], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout.decode()


def test_a_letter_opens_with_its_own_code_for_its_own_place():
    subject, letter = uuid.uuid4(), uuid.uuid4()
    address = letters.address_of("code", subject)
    sealed = letters.seal_letter(address, letter, {"words": WORDS})
    assert letters.open_letters("code", subject, {letter: sealed})[letter] == {"words": WORDS}
    short = letters.seal_letter(address, letter, {"words": "x"})
    assert len(short) == len(letters.seal_letter(address, letter, {"words": "y" * 90}))
    for code, about, place in (
        ("codf", subject, letter),
        ("code", uuid.uuid4(), letter),
        ("code", subject, uuid.uuid4()),
    ):
        with pytest.raises(BoxBrokenError):
            letters.open_letters(code, about, {place: sealed})
