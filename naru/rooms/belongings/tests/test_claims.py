"""Things that are missing: the gap in the chain, the claim, and how it is settled."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import Claim, Item
from naru.rooms.belongings.queries import items
from naru.rooms.belongings.tests.parts import custodian, done, listed, take, welcomed

pytestmark = pytest.mark.django_db
PAID = {"amount": "300000", "currency": "KRW"}


def facts(row: CaseRow) -> tuple[object, object]:
    said = conductor.state(CaseRow.objects.get(pk=row.pk)).facts
    return said["claims_open"], said.get("items_held")


def test_a_missing_thing_opens_a_claim_and_is_made_good() -> None:
    by, chief = custodian(), make_account(Duty.DIRECTOR)
    row, (ring,) = listed(by, "valuables")
    number = row.person.number
    given = {"by": by, "number": number, "item_id": ring.pk, "words": "금반지가 없습니다"}
    done(actions.report_missing(**given, once="k"))
    assert done(actions.report_missing(**given, once="k")).repeated
    assert actions.report_missing(**given).code == "belongings.not_held"
    assert facts(row) == (1, 1)
    claim = Claim.objects.get()
    settle = {"number": number, "claim_id": claim.pk, "answer": "배상합니다"}
    own = actions.settle_claim(by=by, **settle, found=False, paid=PAID)
    assert isinstance(own, Refusal)
    assert own.code == "guard.not_earlier_actor"
    unpaid = actions.settle_claim(by=chief, **settle, found=False)
    assert unpaid == Refusal("belongings.nothing_paid")
    assert say(unpaid, "ko").next_step != say(unpaid, "en").next_step
    done(actions.settle_claim(by=chief, **settle, found=False, paid=PAID, once="k"))
    assert done(actions.settle_claim(by=chief, **settle, found=False, once="k")).repeated
    assert actions.settle_claim(by=chief, **settle, found=True).code == "belongings.no_claim"
    assert facts(row) == (0, 0)
    assert Item.objects.get().state == Item.SETTLED


def test_what_is_found_goes_back_to_custody() -> None:
    by, chief = custodian(), make_account(Duty.DIRECTOR)
    row, (ring,) = listed(by, "valuables")
    number = row.person.number
    done(actions.report_missing(by=by, number=number, item_id=ring.pk, words="없습니다"))
    claim = Claim.objects.get().pk
    said = {"number": number, "claim_id": claim, "answer": "다른 선반에서 찾았습니다"}
    done(actions.settle_claim(by=chief, **said, found=True))
    assert facts(row) == (0, 1)
    assert Item.objects.get().state == Item.HELD


def test_scenario_24_a_seal_that_nobody_signed_for() -> None:
    by = custodian()
    row = welcomed()
    ring = take(by, row, "valuables", description="금반지", seal="4471")
    officer = make_account(Duty.HUMAN_RIGHTS_OFFICER)
    done(
        actions.report_missing(
            by=officer,
            number=row.person.number,
            item_id=ring.pk,
            words="반환 시 없음",
            seal_found="4480",
        )
    )
    taken, missing = items.history(officer, ring.pk)
    assert (taken.gap, missing.gap) == (False, True)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE belongings_custodyevent SET act = 'hold'")
    assert list(ledger.verify()) == []


def test_the_pages(client: Client) -> None:
    by, chief = custodian(), make_account(Duty.DIRECTOR)
    row, (ring,) = listed(by, "valuables")
    number = row.person.number
    resident = make_account(Duty.RESIDENT, person_id=row.person_id)
    client.force_login(resident)
    url = reverse("belongings:report_missing", args=[number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    said = {"item": str(ring.pk), "words": "없습니다", "seal_found": "99"}
    assert client.post(url, said).status_code == 303
    page = client.get(reverse("belongings:item", args=[number, ring.pk])).content.decode()
    assert "99" in page
    other = welcomed().person.number
    assert client.get(reverse("belongings:report_missing", args=[other])).status_code == 404
    url = reverse("belongings:settle_claim", args=[number])
    assert client.get(url).status_code == 403
    client.force_login(chief)
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    answer = {"claim": str(Claim.objects.get().pk), "outcome": "paid", "answer": "배상"}
    assert client.post(url, answer).status_code == 409
    paid = {"paid_amount": "300000", "paid_currency": "KRW"}
    assert client.post(url, {**answer, **paid}).status_code == 303
