"""Scenario 12: a complaint about an interviewer."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.ledger.models import Entry
from naru.ground.pathway.models import Assignment, OnceKey
from naru.ground.pathway.testing import make_account
from naru.ground.vault import CENTRE, SYSTEM
from naru.kit import numbers
from naru.rooms.rights import actions, tokens
from naru.rooms.rights.actions.complaints import ComplaintDraft
from naru.rooms.rights.models import Complaint
from naru.rooms.rights.queries import complaints

WORDS = "조사관이 소리를 질렀습니다"


@pytest.fixture
def interviewer(row: Any) -> Any:
    account = make_account(Duty.INTERVIEWER)
    row.assignments.create(account=account, duty=Duty.INTERVIEWER, since=row.opened_at)
    return account


def file(by: Any, **changed: Any) -> tuple[Any, str]:
    draft = ComplaintDraft(**{"words": WORDS, "language": "ko", **changed})
    token = tokens.of_form(str(uuid4()))
    return actions.file_complaint(by=by, draft=draft, token=token), token


def step(by: Any, done: Any, kind: str, **more: Any) -> Any:
    given = {"complaint_id": UUID(done.subject), "kind": kind, "words": "답변 드립니다", **more}
    return actions.step_complaint(by=by, **given)


@pytest.mark.django_db
def test_unsigned_nothing_names_the_writer(resident: Any) -> None:
    draft = ComplaintDraft(words=WORDS, language="ko")
    once = str(uuid4())
    done = actions.file_complaint(by=resident, draft=draft, token=tokens.of_form(once), once=once)
    assert isinstance(done, Done)
    assert Complaint.objects.get().person_id == CENTRE
    entry = Entry.objects.get(action="file_complaint")
    assert entry.actor_id == SYSTEM.pk
    assert OnceKey.objects.count() == 1
    assert not OnceKey.objects.filter(key__contains=str(resident.pk)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "duty", [Duty.DIRECTOR, Duty.SYSTEM_ADMINISTRATOR, Duty.INTERVIEWER, Duty.CASEWORKER]
)
def test_nobody_but_the_officer_reads_it(resident: Any, client: Any, duty: Duty) -> None:
    done, _token = file(resident)
    reader = make_account(duty)
    assert complaints.listed(reader) == []
    client.force_login(reader)
    assert client.get(reverse("rights:complaint", args=[done.subject])).status_code == 403
    listed = client.get(reverse("rights:complaints"))
    assert WORDS not in listed.content.decode()
    assert listed.status_code == (200 if duty is Duty.DIRECTOR else 403)


@pytest.mark.django_db
def test_signed_the_named_account_leaves_the_case(resident: Any, interviewer: Any) -> None:
    file(resident, about=str(interviewer.pk), role="interviewer")
    assert Assignment.objects.get(account=interviewer).until is None
    file(resident, about=str(interviewer.pk), role="interviewer", signed=True)
    assert Assignment.objects.get(account=interviewer).until is not None
    entry = Entry.objects.get(action="unassign")
    assert (entry.actor_id, entry.compartment) == (SYSTEM.pk, "ops")


@pytest.mark.django_db
def test_an_officer_deals_with_none_about_themselves(resident: Any, officer: Any) -> None:
    done, _token = file(resident, about=str(officer.pk))
    assert complaints.listed(officer) == []
    refused = step(officer, done, "answered")
    assert isinstance(refused, Refusal)
    assert refused.code == "rights.own_complaint"
    assert len(complaints.listed(make_account(Duty.HUMAN_RIGHTS_OFFICER))) == 1


@pytest.mark.django_db
def test_promises_follow_the_steps(resident: Any, officer: Any, director: Any) -> None:
    done, token = file(resident, urgent=True)
    (row,) = complaints.listed(officer)
    assert row.due == row.at + complaints.URGENT
    step(officer, done, "acknowledged")
    assert complaints.listed(officer)[0].due == row.at + complaints.ANSWER
    assert complaints.answers_due() == 1
    refused = step(officer, done, "outside_copy")
    assert isinstance(refused, Refusal)
    assert refused.code == "rights.copy_needs_consent"
    assert isinstance(step(officer, done, "outside_copy", consent=True), Done)
    step(officer, done, "answered")
    assert complaints.answers_due() == 0
    assert isinstance(step(officer, done, "asked"), Refusal)
    assert step(director, done, "answered").code == "rights.officer_only"
    told = complaints.followed(token)
    assert [step.kind for step in told.steps] == ["acknowledged", "outside_copy", "answered"]


@pytest.mark.django_db
def test_the_receipt_leads_back_without_signing_in(resident: Any, client: Any) -> None:
    client.force_login(resident)
    url = reverse("rights:complain")
    assert "data-draft-url" not in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    given = {"words": WORDS, "language": "ko", "once": str(uuid4())}
    page = client.post(url, given).content.decode()
    token = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page).group()
    again = client.post(url, given).content.decode()
    assert token in again
    assert Complaint.objects.count() == 1
    client.logout()
    follow = reverse("rights:follow")
    assert client.get(follow).status_code == 200
    assert client.post(follow, {"token": ""}).status_code == 422
    assert client.post(follow, {"token": "0000-0000"}).status_code == 409
    assert WORDS in client.post(follow, {"token": token}).content.decode()
    receipt = client.post(reverse("rights:complaint_receipt"), {"token": token})
    assert receipt.content.startswith(b"%PDF")
    wrong = client.post(reverse("rights:complaint_receipt"), {"token": "x"})
    assert wrong.status_code == 409


@pytest.mark.django_db
def test_the_officers_pages(resident: Any, officer: Any, client: Any) -> None:
    done, _token = file(resident, role="interviewer", signed=True, wish="사과")
    client.force_login(officer)
    assert done.subject in client.get(reverse("rights:complaints")).content.decode()
    url = reverse("rights:complaint", args=[done.subject])
    assert WORDS in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    given = {"kind": "answered", "words": "사과드립니다"}
    assert client.post(url, given).status_code == 303
    assert client.post(url, given).status_code == 409
    assert "사과드립니다" in client.get(url).content.decode()


@pytest.mark.django_db
def test_a_complaint_is_never_changed(resident: Any) -> None:
    file(resident)
    with pytest.raises(DatabaseError), transaction.atomic():
        Complaint.objects.update(urgent=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Complaint.objects.all().delete()


def test_a_receipt_number_survives_being_typed() -> None:
    token = tokens.of_form("a form")
    assert len(token) == 16
    assert numbers.read_code(numbers.shown_code(token).lower().replace("-", " - ")) == token
    wrong = "1" if token[3] != "1" else "2"
    assert numbers.read_code(token[:3] + wrong + token[4:]) is None
    for other in ("", token[:8], token + token[:8], "x" * 16):
        assert numbers.read_code(other) is None
