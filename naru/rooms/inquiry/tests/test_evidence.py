"""Exhibits, suspicion, reference."""

import hashlib
from typing import Any
from uuid import UUID, uuid4

from naru.domain.duties import Duty
from naru.ground.pathway import conductor
from naru.ground.pathway.testing import make_account
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.actions.evidence import Upload
from naru.rooms.inquiry.models import Exhibit, Interview, Suspicion
from naru.rooms.inquiry.tests.conftest import Office, fine
from naru.rooms.inquiry.tests.test_interviews import code

PDF = Upload("record.pdf", b"%PDF-1.7 fictional", "application/pdf")


def file_exhibit(office: Office, **given: Any) -> UUID:
    values = {"title": "출입국 기록", "origin": "팩스", "custodian": "편철 담당", "file": PDF}
    who = {"by": office.interviewer, "number": office.number}
    return UUID(fine(actions.file_exhibit(**who, **{**values, **given})).subject)


def weigh(office: Office, exhibit: UUID, state: str, **given: str) -> Any:
    return actions.weigh_exhibit(
        by=office.reviewer,
        number=office.number,
        exhibit_id=exhibit,
        authenticity=state,
        reason="발급 기관에 확인하였다.",
        **given,
    )


def test_an_exhibit_begins_unverified(office: Office) -> None:
    exhibit = Exhibit.objects.get(pk=file_exhibit(office))
    said = open_row(SYSTEM, exhibit, "test")
    assert (exhibit.number, exhibit.authenticity) == (1, "unverified")
    assert said["sha256"] == hashlib.sha256(PDF.data).hexdigest()


def test_weigh(office: Office) -> None:
    exhibit = file_exhibit(office)
    fine(weigh(office, exhibit, "authenticated", custodian="기록 보관실"))
    kept = Exhibit.objects.get()
    assert kept.authenticity == "authenticated"
    assert len(open_row(SYSTEM, kept, "test")["custody"]) == 2
    assert code(weigh(office, uuid4(), "false")) == "inquiry.unknown_exhibit"


def test_a_suspicion_stops_and_holds_no_words(office: Office) -> None:
    """Scenario 21: category, time and supervisor; a reference; nothing more."""
    who = {"by": office.interviewer, "number": office.number}
    given = {"category": "security", "supervisor_id": office.reviewer.pk}
    assert code(actions.raise_suspicion(**who, **given)) == "inquiry.not_open"
    office.start()
    fine(office.say())
    fine(actions.raise_suspicion(**who, **given))
    assert set(open_row(SYSTEM, Suspicion.objects.get(), "test")) == {"category", "supervisor"}
    assert Interview.objects.get().state == Interview.STOPPED
    opening = office.opening()
    refused = actions.start_interview(**who, opening=opening)
    assert code(refused) == "guard.no_block"
    reference = {"authority": "관할 기관", "reference": "A-1", "receipt": "R-1"}
    fine(actions.hand_to_authority(by=office.reviewer, number=office.number, **reference))
    office.row.refresh_from_db()
    assert "B9" not in conductor.state(office.row).blocks
    fine(actions.start_interview(**who, opening=opening))


def test_no_reference_without_a_suspicion(office: Office) -> None:
    reference = {"authority": "관할 기관", "reference": "A-1", "receipt": "R-1"}
    refused = actions.hand_to_authority(by=office.reviewer, number=office.number, **reference)
    assert code(refused) == "guard.block"
    other = make_account(Duty.CASEWORKER)
    refused = actions.hand_to_authority(by=other, number=office.number, **reference)
    assert code(refused) == "event.duty"
