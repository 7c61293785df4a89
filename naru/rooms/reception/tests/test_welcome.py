"""Rights read aloud in a language that is understood; consent, order or refusal; the copy."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.vault import AppendOnlyError
from naru.rooms.reception import actions, queries, rights
from naru.rooms.reception.models import Consent, RightsNotice
from naru.rooms.reception.voices import Talk

ITEMS = [key for key, _words in rights.ITEMS]
PAPER = {"image": "", "on_paper": True}
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAC"
    "hwGA60e6kgAAAABJRU5ErkJggg=="
)
TALK = Talk(items=ITEMS, language="ko-KP", understood="own_words")
codes = st.sampled_from(["ko", "ko-KP", "zh", "en", "ru"])


def triaged(**person: Any) -> CaseRow:
    case = make_case(**person)
    nurse = make_account(Duty.NURSE)
    done = actions.triage(by=nurse, number=case.person.number, code="green", found={})
    assert isinstance(done, Done)
    return case


def _facts(case: CaseRow) -> dict[str, Any]:
    return dict(conductor.state(CaseRow.objects.get(pk=case.pk)).facts)


@given(codes, st.lists(codes), st.lists(codes))
def test_a_language_matches_only_ear_and_voice_together(
    language: str, persons: list[str], voices: list[str]
) -> None:
    if rights.matched(language, persons, voices):
        assert rights.matched(language, persons, [language])
        assert rights.matched(language, [language], voices)
    assert not rights.matched(language, [], voices)
    assert not rights.matched(language, persons, [])


@given(st.sets(st.sampled_from(ITEMS)))
def test_every_right_is_read(items: set[str]) -> None:
    assert rights.all_read(items) == (items == set(ITEMS))


@pytest.mark.django_db
@pytest.mark.parametrize("signature", [PAPER, {"image": DOT, "on_paper": False}])
def test_consent_is_recorded_once_with_its_copy(signature: dict[str, Any]) -> None:
    worker, case = make_account(Duty.CASEWORKER), triaged()
    given = {"by": worker, "number": case.person.number, "talk": TALK, "once": "a"}
    done = actions.welcome(**given, consent="given", signature=signature, written=True)
    assert isinstance(done, Done)
    again = actions.welcome(**given, consent="given", signature=signature)
    assert (again.repeated, Consent.objects.count(), RightsNotice.objects.count()) == (True, 1, 1)
    facts = _facts(case)
    assert (facts["consent"], facts["rights_notice"]) == ("given", True)
    assert (facts["language_matched"], facts["written_information"]) == (True, True)
    copy = queries.consent_copy(worker, case.person_id, UUID(done.subject))
    assert copy.content.startswith(b"%PDF")
    assert str(copy.entry) == done.entry
    with pytest.raises(AppendOnlyError):
        Consent.objects.get().save()
    assert ledger.Entry.objects.filter(action="welcome", compartment="legal").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("talk", "more", "code"),
    [
        (replace(TALK, items=ITEMS[1:]), {}, "rights_incomplete"),
        (replace(TALK, language="ru"), {}, "language_not_matched"),
        (replace(TALK, understood="not"), {}, "not_understood"),
        (TALK, {"signature": None}, "no_signature"),
        (TALK, {"consent": "legal_order", "ground": " "}, "order_without_ground"),
    ],
)
def test_what_is_no_consent(talk: Talk, more: dict[str, Any], code: str) -> None:
    worker, case = make_account(Duty.CASEWORKER), triaged()
    given = {"consent": "given", "signature": PAPER, **more}
    refused = actions.welcome(by=worker, number=case.person.number, talk=talk, **given)
    assert refused == Refusal(f"reception.{code}")
    assert say(refused, "ko").why != say(refused, "en").why
    assert not Consent.objects.exists()


@pytest.mark.django_db
def test_the_interpreter_must_speak_the_language() -> None:
    worker, case = make_account(Duty.CASEWORKER), triaged(languages=["zh"])
    interpreter = make_account(Duty.INTERPRETER)
    given = {"by": worker, "number": case.person.number, "consent": "given", "signature": PAPER}
    talk = replace(TALK, language="zh", interpreter_id=interpreter.pk)
    assert actions.welcome(**given, talk=talk) == Refusal("reception.language_not_matched")
    interpreter.languages = "zh ko"
    interpreter.save()
    assert isinstance(actions.welcome(**given, talk=talk), Done)


@pytest.mark.django_db
def test_an_interpreter_from_outside_is_named() -> None:
    worker, case = make_account(Duty.CASEWORKER), triaged(languages=["zh"])
    talk = replace(TALK, language="zh", interpreter_name="왕 통역")
    given = {"by": worker, "number": case.person.number, "talk": talk}
    order = {"consent": "legal_order", "ground": "법률 제1호"}
    assert isinstance(actions.welcome(**given, **order), Done)
    assert _facts(case)["consent"] == "legal_order"


@pytest.mark.django_db
def test_before_triage_nobody_is_welcomed() -> None:
    worker, case = make_account(Duty.CASEWORKER), make_case()
    given = {"by": worker, "number": case.person.number, "talk": TALK}
    refused = actions.welcome(**given, consent="given", signature=PAPER)
    assert isinstance(refused, Refusal)
    assert not RightsNotice.objects.exists()


@pytest.mark.django_db
def test_a_refusal_opens_the_wish_to_leave() -> None:
    worker, case = make_account(Duty.CASEWORKER), triaged()
    given = {"by": worker, "number": case.person.number, "once": "a"}
    wrong = actions.refuse_consent(**given, talk=replace(TALK, language="ru"))
    assert wrong == Refusal("reception.language_not_matched")
    done = actions.refuse_consent(**given, talk=TALK, words="싫습니다. 나가겠습니다.")
    assert isinstance(done, Done)
    assert actions.refuse_consent(**given, talk=TALK).repeated
    pure = conductor.state(CaseRow.objects.get(pk=case.pk))
    assert (pure.facts["consent"], pure.facts["leave_wish_open"]) == ("refused", True)
    assert "B10" in pure.blocks
    assert queries.consents(worker, case.person_id)[0].ground == "싫습니다. 나가겠습니다."


@pytest.mark.django_db
def test_information_is_handed_over() -> None:
    officer, case = make_account(Duty.RECEPTION_OFFICER), make_case()
    given = {"by": officer, "number": case.person.number, "language": "ko", "once": "a"}
    assert isinstance(actions.hand_information(**given), Done)
    assert actions.hand_information(**given).repeated
    assert _facts(case)["written_information"] is True


POSTED = {
    "items": ITEMS,
    "language": "ko-KP",
    "interpreter": "self",
    "understood": "own_words",
    "consent": "given",
    "signature_paper": "on",
}


@pytest.mark.django_db
def test_the_page_of_consent_and_its_copy(client: Client) -> None:
    case = triaged()
    worker = make_account(Duty.CASEWORKER)
    url = reverse("reception:welcome", args=[case.person.number])
    client.force_login(worker)
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {**POSTED, "interpreter": "outside"}).status_code == 422
    assert client.post(url, {**POSTED, "items": ITEMS[:2]}).status_code == 409
    assert client.post(url, POSTED).status_code == 303
    view = pathway.case(worker, case.person.number)
    seen = queries.panel(worker, view)
    shown = render_to_string("reception/panel.html", {"panel": seen, "case": view})
    copy = reverse("reception:consent_copy", args=[case.person.number, seen.consents[0].id])
    assert copy in shown
    got = client.get(copy)
    assert (got.status_code, got["Content-Type"]) == (200, "application/pdf")
    other = reverse("reception:consent_copy", args=[triaged().person.number, seen.consents[0].id])
    assert client.get(other).status_code == 404
    client.force_login(make_account(Duty.NURSE))
    assert (client.get(url).status_code, client.get(copy).status_code) == (403, 403)


@pytest.mark.django_db
def test_the_pages_of_refusal_and_information(client: Client) -> None:
    case = triaged()
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    for step, good in (
        ("hand_information", {"language": "ko"}),
        ("refuse_consent", {**POSTED, "words": "싫습니다."}),
    ):
        url = reverse(f"reception:{step}", args=[case.person.number])
        assert client.get(url).status_code == 200
        assert client.post(url, {}).status_code == 422
        assert client.post(url, good).status_code == 303
    client.force_login(make_account(Duty.NURSE))
    assert client.get(url).status_code == 403
