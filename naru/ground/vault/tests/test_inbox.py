"""What comes in from those who may not read: a complaint, a list, what a kiosk takes."""

import re
import uuid

import pytest
from django.test import Client as Browser
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground import people
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.vault import CENTRE, SYSTEM, Compartment, members, open_row, recovery
from naru.ground.vault.boxes import OVERHEAD
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.keeper import NOBODY
from naru.ground.vault.models import DataKey
from naru.ground.vault.tests.test_members import kept, request_of, sign_in

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
    from naru.rooms.rights.models import Complaint

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
