"""People and things that the tests of the infirmary share."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.actions.stock import Delivery
from naru.rooms.infirmary.records import Order

EVENING = datetime(2026, 3, 5, 19, 40, tzinfo=timezone.get_default_timezone())
INSULIN = Order("Insulin glargine 100 U/mL", "10", "U", "subcutaneous", ("08:00", "20:00"))
TABLET = Order("Metformin 500 mg", "1", "정", "oral", ("08:00", "20:00"))
VITAMIN = Order("Vitamin D 1000 IU", "1", "정", "oral")


def examined(now: datetime | None = None, **facts: Any) -> CaseRow:
    """Somebody who was seen at triage and by a nurse."""
    moment = now or timezone.now()
    row = make_case(now=moment - timedelta(hours=1))
    return state_facts(row, done={"S01": moment}, nurse_seen=True, isolation=False, **facts)


def taken(row: CaseRow, now: datetime, what: str = "인슐린 펜") -> UUID:
    """A medicine that the property room took and left for a decision."""
    subject = uuid4()
    handoffs.open_handoff(
        person_id=row.person_id,
        from_room="belongings",
        to_room="infirmary",
        kind="medicine",
        subject=subject,
        note={"label": what, "quantity": "1", "last_dose": "08:00"},
        now=now,
    )
    state_facts(row, medicine_pending=handoffs.open_count(row.person_id, "medicine"))
    return subject


def delivery(by: Any, **changed: Any) -> UUID:
    """A lot on the shelf."""
    values: dict[str, Any] = {
        "drug": "Insulin glargine",
        "strength": "100 U/mL",
        "form": "pen",
        "unit": "pen",
        "lot": "A1",
        "expires_on": timezone.localdate() + timedelta(days=365),
        "quantity": 5,
        "low_at": 4,
    }
    done = actions.receive_stock(by=by, delivery=Delivery(**{**values, **changed}))
    assert isinstance(done, Done)
    return UUID(done.subject)


def prescribed(row: CaseRow, order: Order = TABLET, now: datetime | None = None) -> UUID:
    """A prescription by some physician."""
    physician = make_account(Duty.PHYSICIAN)
    done = actions.prescribe(by=physician, number=row.person.number, order=order, now=now)
    assert isinstance(done, Done), done
    return UUID(done.subject)


def facts_of(row: CaseRow) -> dict[str, Any]:
    """The facts of the case as they are now."""
    return dict(conductor.state(CaseRow.objects.get(pk=row.pk)).facts)


def refused(result: Done | Refusal, code: str) -> None:
    """The refusal has this code and can be said in both languages, without a gap."""
    assert isinstance(result, Refusal), result
    assert result.code == code
    for lang in ("ko", "en"):
        said = say(result, lang)
        assert said.why
        assert said.next_step
        assert "{" not in said.why + said.next_step
