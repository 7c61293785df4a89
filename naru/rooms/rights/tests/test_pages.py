"""Every page of the room: drawn, filled in, left empty, and closed to other duties."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from naru.domain.duties import Duty
from naru.ground.ledger.models import Entry
from naru.ground.pathway.testing import make_account, state_facts


@dataclass(frozen=True)
class Page:
    """A page, who opens it, what is typed, and what must be so before."""

    verb: str
    duty: Duty
    data: dict[str, str]
    facts: dict[str, Any] = field(default_factory=dict)
    empty_is_wrong: bool = True


HRO, CW = Duty.HUMAN_RIGHTS_OFFICER, Duty.CASEWORKER
PAGES = [
    Page("request_counsel", Duty.INTERVIEWER, {"words": "변호사"}, empty_is_wrong=False),
    Page("withdraw_counsel", HRO, {"words": "나중에", "own": "on"}, {"counsel_open": True}),
    Page("offer_rights_officer", CW, {"accepted": "yes"}),
    Page("wish_to_leave", CW, {"words": "나가고 싶습니다", "language": "ko"}),
    Page("correct_entry", CW, {"entered_on": "2020-01-01", "reason": "여권 도장"}),
    Page("review_stay", HRO, {"finding": "needed", "reasons": "확인 중"}),
    Page("file_petition", CW, {"court": "가상법원", "grounds": "석방"}),
    Page("end_petition", CW, {"answer": "기각"}, {"petition_open": True}),
    Page("open_safety_plan", HRO, {"concern": "가", "measures": "나", "companion": "다"}),
    Page("request_data", CW, {"kind": "see"}),
    Page(
        "answer_data",
        Duty.DATA_PROTECTION_OFFICER,
        {"answer": "사본을 드립니다"},
        {"data_request_open": True},
    ),
    Page(
        "extend_stay",
        Duty.DIRECTOR,
        {"body": "council", "record": "1-1", "reasons": "가", "told_on": "2026-01-01"},
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.verb)
def test_a_page_is_drawn_filled_in_and_written_once(entry: Page, row: Any, client: Any) -> None:
    state_facts(row, **entry.facts)
    account = make_account(entry.duty)
    if entry.duty is Duty.INTERVIEWER:
        row.assignments.create(account=account, duty=entry.duty, since=row.opened_at)
    client.force_login(account)
    url = reverse(f"rights:{entry.verb}", args=[row.person.number])
    assert client.get(url).status_code == 200
    if entry.empty_is_wrong:
        assert client.post(url, {}).status_code == 422
    once = str(uuid4())
    for _press in range(2):
        assert client.post(url, {**entry.data, "once": once}).status_code == 303
    assert Entry.objects.filter(action=entry.verb).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.verb)
def test_a_page_is_closed_to_other_duties(entry: Page, row: Any, client: Any) -> None:
    client.force_login(make_account(Duty.STATISTICIAN))
    url = reverse(f"rights:{entry.verb}", args=[row.person.number])
    assert client.get(url).status_code == 403


@pytest.mark.django_db
def test_counsel_outside_the_mandate_finds_nobody(row: Any, client: Any) -> None:
    client.force_login(make_account(Duty.COUNSEL))
    url = reverse("rights:wish_to_leave", args=[row.person.number])
    assert client.get(url).status_code == 404
