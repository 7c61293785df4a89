"""Whole days at the counter: insulin at the gate, contraband, and medicine given back."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import Item, Receipt
from naru.rooms.belongings.queries import items
from naru.rooms.belongings.tests.parts import custodian, done, draft, pen, photo, take, welcomed

pytestmark = pytest.mark.django_db


def facts(row: CaseRow) -> dict[str, object]:
    return dict(conductor.state(CaseRow.objects.get(pk=row.pk)).facts)


def test_scenario_2_insulin_at_the_gate() -> None:
    at = datetime(2026, 3, 2, 19, 40, tzinfo=ZoneInfo("Asia/Seoul"))
    row = make_case(now=at, facts={"minor": False, "unaccompanied": False})
    row = state_facts(row, done={"S01": at, "S02": at}, searched=True)
    by, second, number = custodian(), custodian(), row.person.number
    insulin = draft("medicine", description="인슐린 펜", medicine={"last_dose": "08:00"})
    held = done(actions.hold(by=by, now=at, number=number, draft=insulin))
    case = conductor.state(CaseRow.objects.get(pk=row.pk))
    assert case.clocks["C5"].due == at + timedelta(minutes=60)
    signing = {"by": by, "number": number, "signature": pen(), "second_officer": second.pk}
    early = actions.sign_inventory(**signing, now=at + timedelta(minutes=5))
    assert isinstance(early, Refusal)
    assert early.facts["missing"] == ("medicine_pending",)
    (line,) = items.items(by, number)
    assert (line.waits, line.description) == (True, line.kind_name)
    decided = at + timedelta(minutes=20)
    handoffs.close_handoff(UUID(held.subject), code="continue_own", now=decided)
    state_facts(CaseRow.objects.get(pk=row.pk), medicine_pending=0)
    done(actions.sign_inventory(**signing, now=decided))
    assert "S03" in conductor.state(CaseRow.objects.get(pk=row.pk)).done


def test_scenario_20_contraband() -> None:
    by, second = custodian(), custodian()
    row = state_facts(welcomed(), searched=True)
    number = row.person.number
    take(by, row, "restricted", description="접이식 칼")
    powder = take(by, row, "illegal", description="흰 가루", seal="501")
    take(by, row, "device", description="저장장치", seal="502")
    for sum_, currency in (("1200", "CNY"), ("50", "USD"), ("30000", "KRW")):
        said = {"description": "현금", "value": sum_, "currency": currency}
        take(by, row, "cash", second_officer=second.pk, **said)
    assert facts(row)["contraband_pending"] == 2
    assert "B9" not in conductor.state(CaseRow.objects.get(pk=row.pk)).blocks
    disputed = Item.objects.get(kind="restricted")
    done(
        actions.sign_inventory(
            by=by,
            number=number,
            signature=pen(),
            second_officer=second.pk,
            refused_items=[disputed.pk],
            refused="제 물건이 아닙니다",
        )
    )
    assert open_row(SYSTEM, Receipt.objects.get(), "test")["refused"] == "제 물건이 아닙니다"
    said = {"authority": "관할 경찰서", "receipt_no": "접수 2026-3", "basis": "형사소송법"}
    done(actions.hand_over(by=by, number=number, item_id=powder.pk, **said))
    assert (facts(row)["items_held"], facts(row)["contraband_pending"]) == (5, 1)
    assert items.history(by, powder.pk)[-1].said["receipt_no"] == "접수 2026-3"


def test_scenario_13_medicine_given_back() -> None:
    by, one, two = custodian(), custodian(), custodian()
    pharmacist = make_account(Duty.PHARMACIST)
    row = welcomed()
    packs = [take(by, row, "medicine", photo=photo()) for _pack in range(6)]
    bag = take(by, row)
    for pack in packs:
        handoffs.close_handoff(pack.pk, code="continue_own", now=row.opened_at)
    number = row.person.number
    for expired in packs[:2]:
        done(
            actions.dispose(
                by=pharmacist,
                number=number,
                item_id=expired.pk,
                reason="사용기한 지남",
                witnesses=[str(one.pk), str(two.pk)],
                signature=pen(),
            )
        )
    given = {"by": pharmacist, "number": number, "signature": pen()}
    short = actions.give_back(**given, item_ids=[pack.pk for pack in packs[2:5]])
    assert isinstance(short, Refusal)
    assert short.code == "belongings.lines_left"
    done(actions.give_back(**given, item_ids=[pack.pk for pack in packs[2:]]))
    assert facts(row)["items_held"] == 1, "the stay stays open until the bag is returned"
    done(actions.give_back(by=by, number=number, signature=pen(), item_ids=[bag.pk]))
    assert facts(row)["items_held"] == 0
