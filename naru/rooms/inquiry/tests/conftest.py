"""A person whose case stands at the interviews, and those who work on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.actions import assign
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.ground.staff.models import Account, Mandate
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.actions.interviews import Opening

TEN = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
"""A Wednesday, ten in the morning in Seoul."""


def fine(result: Done | Refusal) -> Done:
    """The result, which must not be a refusal."""
    assert isinstance(result, Done), result
    return result


@dataclass
class Office:
    """The case and everybody around it."""

    row: CaseRow
    clock: Any
    interviewer: Account
    interpreter: Account
    reviewer: Account
    director: Account

    @property
    def number(self) -> str:
        return self.row.person.number

    def opening(self, **given: Any) -> Opening:
        values = {
            "language": "ko-KP",
            "interpreter_id": self.interpreter.pk,
            "rights_given": True,
            "recording": "R-17",
            "announced": True,
        }
        return Opening(**{**values, **given})

    def later(self, minutes: float) -> None:
        self.clock.shift(timedelta(minutes=minutes))

    def start(self, **given: Any) -> Done:
        opening = self.opening(**given)
        self.state(interview_planned=True)
        return fine(
            actions.start_interview(by=self.interviewer, number=self.number, opening=opening)
        )

    def say(self, question: str = "성함이 어떻게 되십니까?", answer: str = "김가람입니다.") -> Any:
        return actions.add_passage(
            by=self.interviewer, number=self.number, question=question, answer=answer
        )

    def hold(self) -> None:
        """One whole interview."""
        self.start()
        fine(self.say())
        fine(actions.end_interview(by=self.interviewer, number=self.number, pressure="no"))

    def read(self) -> None:
        """One whole interview, read back."""
        self.hold()
        fine(
            actions.read_back(
                by=self.interviewer, number=self.number, language="ko-KP", reader="통역인"
            )
        )

    def confirm(self) -> None:
        """An interview held, read back and confirmed, and the interviews finished."""
        self.read()
        fine(actions.finish_interviews(by=self.interviewer, number=self.number))
        fine(
            actions.confirm_statement(
                by=self.interviewer, number=self.number, signature="", copy_given=True
            )
        )

    def state(self, **facts: Any) -> None:
        self.row.refresh_from_db()
        state_facts(self.row, **facts)

    def put(self, account: Account, duty: Duty) -> None:
        """Put somebody on the case."""
        fine(assign(by=self.director, number=self.number, account_id=account.pk, duty=duty))

    def resident(self) -> Account:
        return make_account(Duty.RESIDENT, person_id=self.row.person_id)

    def counsel(self) -> Account:
        account = make_account(Duty.COUNSEL)
        Mandate.objects.create(
            account=account, person_id=self.row.person_id, kind="counsel", since=TEN
        )
        return account


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    """A case at stage S09 on a weekday morning, its interviewer and reviewer assigned."""
    with time_machine.travel(TEN, tick=False) as clock:
        row = make_case(facts={"minor": False})
        done = dict.fromkeys(["S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08"], TEN)
        state_facts(
            row, done=done, fit_for_interview=True, counsel_open=False, interview_planned=True
        )
        interpreter = make_account(Duty.INTERPRETER)
        interpreter.languages = "ko ru"
        interpreter.save()
        desk = Office(
            row=row,
            clock=clock,
            interviewer=make_account(Duty.INTERVIEWER),
            interpreter=interpreter,
            reviewer=make_account(Duty.INQUIRY_REVIEWER),
            director=make_account(Duty.DIRECTOR),
        )
        desk.put(desk.interviewer, Duty.INTERVIEWER)
        desk.put(desk.reviewer, Duty.INQUIRY_REVIEWER)
        yield desk
