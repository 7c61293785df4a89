"""Findings: cited, answered, reviewed by another."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.actions.findings import FindingDraft
from naru.rooms.inquiry.models import Finding, Passage, Review
from naru.rooms.inquiry.tests.conftest import Office, fine
from naru.rooms.inquiry.tests.test_evidence import file_exhibit, weigh
from naru.rooms.inquiry.tests.test_interviews import code, facts


def write(office: Office, **given: Any) -> Any:
    values = {
        "issue": "출생지",
        "state": "established",
        "reasons": "진술과 기록이 일치한다.",
        "cited_for": [str(Passage.objects.get().pk)],
        "none_against": True,
    }
    draft = FindingDraft(**{**values, **given})
    return actions.add_finding(by=office.interviewer, number=office.number, draft=draft)


def who(office: Office) -> dict:
    return {"by": office.interviewer, "number": office.number}


def test_a_forged_fax_supports_nothing(office: Office) -> None:
    """Scenarios 8 and 21: unverified or false evidence can't support a finding."""
    office.confirm()
    exhibit = file_exhibit(office)
    cited = {"cited_for": [str(exhibit)]}
    for state in ("", "false", "disputed"):
        if state:
            fine(weigh(office, exhibit, state))
        assert code(write(office, **cited)) == "inquiry.exhibit_cannot_support"
    fine(weigh(office, exhibit, "disputed", weighing="다른 기록과 맞는다."))
    fine(write(office, **cited))


def test_an_exhibit_without_origin_supports_nothing(office: Office) -> None:
    office.confirm()
    exhibit = file_exhibit(office, origin="")
    fine(weigh(office, exhibit, "authenticated"))
    assert code(write(office, cited_for=[str(exhibit)])) == "inquiry.exhibit_cannot_support"


def test_what_is_cited_must_be_in_the_file(office: Office) -> None:
    office.confirm()
    assert code(write(office, cited_for=[str(uuid4())])) == "inquiry.unknown_citation"
    assert code(write(office, reply_id=str(uuid4()))) == "inquiry.unknown_citation"
    assert code(write(office, none_against=False)) == "inquiry.contrary_missing"


def test_a_doubt_must_be_answered_first(office: Office) -> None:
    office.confirm()
    fine(write(office))
    doubt = fine(actions.put_doubt(**who(office), words="왜 다릅니까?"))
    assert code(write(office, state="not_established")) == "inquiry.doubts_unanswered"
    assert code(actions.draft_findings(**who(office))) == "guard.is_not"
    resident = office.resident()
    key = UUID(doubt.subject)
    reply = fine(
        actions.reply_statement(by=resident, number=office.number, words="음력", doubt_id=key)
    )
    fine(write(office, state="not_established", reply_id=reply.subject))
    fine(actions.draft_findings(**who(office)))


def test_unsettled_contrary_evidence_waits(office: Office) -> None:
    office.confirm()
    exhibit = file_exhibit(office)
    fine(write(office, cited_against=[str(exhibit)], none_against=False))
    assert code(actions.draft_findings(**who(office))) == "guard.is_not"
    fine(weigh(office, exhibit, "false"))
    fine(actions.draft_findings(**who(office)))


def test_what_was_settled_is_looked_at_again(office: Office) -> None:
    office.confirm()
    exhibit = file_exhibit(office)
    fine(weigh(office, exhibit, "authenticated"))
    fine(write(office, cited_for=[str(exhibit)]))
    fine(weigh(office, exhibit, "false"))
    assert code(actions.draft_findings(**who(office))) == "inquiry.exhibit_cannot_support"


def test_review(office: Office) -> None:
    office.confirm()
    assert code(actions.draft_findings(**who(office))) == "inquiry.no_findings"
    first = fine(write(office))
    fine(actions.draft_findings(**who(office)))
    key = UUID(first.subject)
    assert code(write(office)) == "inquiry.findings_with_reviewer"
    refused = actions.drop_finding(**who(office), finding_id=key)
    assert code(refused) == "inquiry.findings_with_reviewer"
    reviewer = {"by": office.reviewer, "number": office.number}
    fine(actions.send_back_findings(**reviewer, reason="반대 근거를 더 적을 것"))
    fine(actions.drop_finding(**who(office), finding_id=key))
    assert code(actions.drop_finding(**who(office), finding_id=key)) == "inquiry.no_findings"
    fine(write(office))
    fine(actions.draft_findings(**who(office)))
    fine(actions.sign_findings(**reviewer, reason="기록과 맞는다."))
    assert facts(office)["findings_signed"] is True
    assert Finding.objects.filter(dropped_at=None).count() == 1
    assert list(Review.objects.values_list("kind", flat=True)) == ["sent_back", "signed"]


def test_nobody_interviews_and_signs(office: Office) -> None:
    both = make_account(Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER)
    office.put(both, Duty.INTERVIEWER)
    office.interviewer = both
    office.confirm()
    fine(write(office))
    fine(actions.draft_findings(**who(office)))
    refused = actions.sign_findings(by=both, number=office.number, reason="-")
    assert code(refused) == "guard.not_earlier_actor"


def test_another_route(office: Office) -> None:
    office.confirm()
    reviewer = {"by": office.reviewer, "number": office.number}
    fine(actions.note_other_route(**reviewer, reason="다른 국적"))
    assert facts(office)["other_route"] is True


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_nobody_hands_on_or_signs_findings_without_seeing_them(
    office: Office, client: Client, lang: str
) -> None:
    office.confirm()
    client.cookies["django_language"] = lang
    client.force_login(office.interviewer)
    drafting = reverse("inquiry:draft_findings", args=[office.number])
    assert reverse("inquiry:add_finding", args=[office.number]) in client.get(drafting).text
    fine(write(office))
    issue = "출생지"
    assert issue in client.get(drafting).text
    fine(actions.draft_findings(**who(office)))
    client.force_login(office.reviewer)
    for step in ("sign_findings", "send_back_findings"):
        page = client.get(reverse(f"inquiry:{step}", args=[office.number])).text
        assert issue in page
        assert reverse("inquiry:file", args=[office.number]) in page
