"""Accounts and cases for tests, made by the same actions that staff use."""

from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal
from naru.ground import people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account, DutyHeld

_serial = count(1)


def make_account(*duties: Duty, name: str = "", person_id: Any = None) -> Account:
    """An account that holds the duties, whatever the profile says of their pairs."""
    number = next(_serial)
    account = Account.objects.create(
        username=f"user{number}", name=name or f"담당자 {number}", person_id=person_id
    )
    account.set_password("a long enough password")
    account.save()
    for duty in duties:
        DutyHeld.objects.create(account=account, duty=duty, since=timezone.now())
    return Account.objects.get(pk=account.pk)


def make_person(by: Account, now: datetime | None = None, **given: Any) -> Any:
    """A registered, fictional person."""
    values: dict[str, Any] = {
        "names": [{"text": "김가람", "kind": "own"}],
        "birth": {"value": "1990-03-02", "precision": "day", "calendar": "gregorian"},
        "sex": "female",
        "languages": ["ko-KP"],
    }
    return people.register(by=by, now=now or timezone.now(), **{**values, **given})


def make_case(
    by: Account | None = None, now: datetime | None = None, facts: Any = None, **given: Any
) -> CaseRow:
    """A person who has just arrived, and the case opened for them."""
    officer = by or make_account(Duty.RECEPTION_OFFICER)
    moment = now or timezone.now()
    made = make_person(officer, moment, **given)
    row = conductor.open_case(UUID(made.subject), moment)
    stated = {"country_entry": moment.date().isoformat(), **(facts or {})}
    result = conductor.advance(row, "arrive", by=officer, now=moment, facts=stated)
    assert not isinstance(result, Refusal), result  # noqa: S101
    return CaseRow.objects.select_related("person").get(pk=row.pk)


def state_facts(row: CaseRow, **facts: Any) -> CaseRow:
    """The case with these facts as if their rooms had stated them; for a room's own tests only."""
    from dataclasses import replace

    case = conductor.state(row)
    done = {**case.done, **facts.pop("done", {})}
    changed = replace(case, facts={**case.facts, **facts}, done=done)
    conductor._write(row, changed)
    row.save()
    return row
