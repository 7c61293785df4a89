"""Break-glass, conflicts and consents: pages, gate, record, review, in both languages."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger, people
from naru.ground.pathway import actions as pathway
from naru.ground.pathway.need import Withheld
from naru.ground.pathway.queries import case
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff import conflicts, emergency
from naru.ground.staff.models import Account, BreakGlass, BreakGlassReview, Conflict
from naru.ground.vault import AppendOnlyError, accesses
from naru.rooms.infirmary.actions import note_allergy
from naru.web import queries

pytestmark = pytest.mark.django_db
WHY = "새벽 2시 경련, 알레르기 확인이 필요함"


@pytest.fixture
def row():
    made = make_case()
    by = make_account(Duty.NURSE)
    done = note_allergy(
        by=by, number=made.person.number, substance="페니실린", reaction="발진", severity="severe"
    )
    assert isinstance(done, Done), done
    return made


@pytest.fixture
def officer():
    return make_account(Duty.DUTY_OFFICER)


def page(number, name=""):
    return f"/p/{number}/{name}"


def sit(client, account, lang="ko"):
    client.force_login(account)
    client.cookies["django_language"] = lang
    return client


def break_it(client, row, compartment="health", **more):
    said = {"compartment": compartment, "ground": "life", "reason": WHY, **more}
    return client.post(page(row.person.number, "emergency/"), said)


def test_a_duty_officer_opens_health_for_an_hour_and_no_longer(client, row, officer):
    sit(client, officer)
    number = row.person.number
    assert "페니실린" not in client.get(page(number)).text
    assert break_it(client, row)["Location"] == page(number)
    assert "페니실린" in client.get(page(number)).text
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        client.get("/")
        client.post("/staff/unlock/", {"password": "a long enough password"})
        assert "페니실린" not in client.get(page(number)).text


def test_the_others_on_the_case_see_it_and_the_person_reads_why(client, row, officer):
    break_it(sit(client, officer), row)
    client.get(page(row.person.number))
    text = sit(client, make_account(Duty.CASEWORKER)).get(page(row.person.number)).text
    assert officer.name in text
    assert "긴급 열람" in text
    seen = [(a.viewer_id, a.compartment, a.reason) for a in accesses(row.person_id)]
    assert (officer.pk, "health", "emergency") in seen
    own = make_account(Duty.RESIDENT, person_id=row.person_id)
    assert "긴급 열람" in sit(client, own).get("/me/openings/").text


def test_it_is_in_the_ledger_and_the_reason_stands_sealed(client, row, officer):
    break_it(sit(client, officer), row)
    acts = [act.action for act in ledger.happened(officer, row.person_id, [])]
    assert acts[0] == "break_glass"
    assert "경련".encode() not in bytes(BreakGlass.objects.get().sealed)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("compartment", ["inquiry", "complaints", "kin"])
def test_inquiry_complaints_and_kin_stay_closed_and_say_the_way_by_court(
    client, row, officer, compartment, lang
):
    answer = break_it(sit(client, officer, lang), row, compartment)
    assert answer.status_code == 409
    assert {"ko": "법원", "en": "court"}[lang] in answer.text
    assert {"ko": "두 개의 열쇠", "en": "two keys"}[lang] in answer.text
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("duty", [d for d in Duty if d not in emergency.emergency.ROLES])
def test_no_other_duty_breaks_it(client, row, duty):
    person = row.person_id if duty is Duty.RESIDENT else None
    answer = break_it(sit(client, make_account(duty, person_id=person)), row)
    assert answer.status_code == 403


def test_it_asks_who_one_is(client, row, officer):
    sit(client, officer).get("/")
    with time_machine.travel(timezone.now() + timedelta(minutes=12), tick=False):
        answer = client.get(page(row.person.number, "emergency/"))
    assert answer["Location"].startswith("/staff/confirm/")


def test_a_short_reason_is_no_reason(client, row, officer):
    assert break_it(sit(client, officer), row, reason="급함").status_code == 409
    assert break_it(sit(client, officer), row, reason="").status_code == 422
    assert break_it(client, row).status_code == 303
    assert break_it(client, row).status_code == 409


def test_it_opens_one_compartment_of_one_person(client, row, officer):
    break_it(sit(client, officer), row)
    other = make_case()
    with pytest.raises(Withheld):
        people.claims(officer, row.person_id)
    assert not emergency.opened_for(officer, {row.person_id, other.person_id}, "health")


def test_both_offices_review_it_once_and_nobody_their_own(client, row, officer):
    break_it(sit(client, officer), row)
    opening = BreakGlass.objects.get()
    rights, dpo = (
        make_account(Duty.HUMAN_RIGHTS_OFFICER),
        make_account(Duty.DATA_PROTECTION_OFFICER),
    )
    for by in (rights, dpo):
        sit(client, by)
        assert officer.name in client.get("/emergencies/").text
        url = f"/emergencies/{opening.pk}/"
        assert WHY in client.get(url).text
        said = {"verdict": "proper", "words": "생명이 위급했음"}
        assert client.post(url, said).status_code == 303
        assert client.post(url, said).status_code == 409
    assert emergency.waiting_reviews(rights) == 0
    review = BreakGlassReview.objects.first()
    with pytest.raises(AppendOnlyError):
        review.save()
    now = timezone.now()
    told = emergency.tell(by=rights, now=now, opening_id=opening.pk, how="구두로, 한국어")
    assert isinstance(told, Done)
    again = emergency.tell(by=rights, now=now, opening_id=opening.pk, how="x")
    assert again == Refusal("emergency.told")


def test_an_improper_opening_locks_the_account_and_stands_in_the_monthly_list(client, row, officer):
    break_it(sit(client, officer), row)
    dpo = make_account(Duty.DATA_PROTECTION_OFFICER)
    given = {"opening_id": BreakGlass.objects.get().pk, "verdict": "improper", "words": "호기심"}
    emergency.review(by=dpo, now=timezone.now(), **given)
    assert not Account.objects.get(pk=officer.pk).is_active
    assert client.get("/people/").status_code == 303
    assert emergency.misuse(timezone.now()) == [(officer.name, 1)]
    assert officer.name in sit(client, dpo).get("/emergencies/").text


def test_unreviewed_after_72_hours_it_can_not_be_done_again(row, officer):
    now = timezone.now()
    given = {"compartment": "health", "ground": "life", "reason": WHY}
    done = emergency.break_glass(by=officer, now=now, person_id=row.person_id, **given)
    assert isinstance(done, Done)
    late = now + timedelta(hours=73)
    again = emergency.break_glass(by=officer, now=late, person_id=row.person_id, **given)
    assert again == Refusal("emergency.review_overdue")


def test_a_nurse_put_on_the_case_closes_it_to_the_others_who_break_the_glass(client, row):
    mine, other = make_account(Duty.NURSE), make_account(Duty.NURSE)
    given = {"number": row.person.number, "account_id": mine.pk, "duty": Duty.NURSE}
    assert isinstance(pathway.assign(by=make_account(Duty.DIRECTOR), **given), Done)
    sit(client, other)
    closed = client.get(page(row.person.number)).text
    assert "페니실린" not in closed
    assert "다른 직원이 담당" in closed
    break_it(client, row)
    assert "페니실린" in client.get(page(row.person.number)).text
    assert "페니실린" in sit(client, mine).get(page(row.person.number)).text


def test_a_declared_relation_ends_reach_at_once(client, row):
    nurse = make_account(Duty.NURSE)
    sit(client, nurse)
    assert client.get(page(row.person.number)).status_code == 200
    answer = client.post(page(row.person.number, "conflict/"), {"sure": "on"})
    assert answer.status_code == 303
    assert client.get(page(row.person.number)).status_code == 404
    assert row.person.number not in client.get("/people/").text
    assert break_it(client, row).status_code == 404
    director = make_account(Duty.DIRECTOR)
    text = sit(client, director).get("/conflicts/").text
    assert nurse.name in text
    client.post(f"/conflicts/{Conflict.objects.get().pk}/end/")
    assert sit(client, nurse).get(page(row.person.number)).status_code == 200


def test_with_a_conflict_not_even_a_glass_that_was_broken_before_stays_open(row, officer):
    now = timezone.now()
    given = {"compartment": "health", "ground": "life", "reason": WHY}
    emergency.break_glass(by=officer, now=now, person_id=row.person_id, **given)
    view = case(officer, row.person.number)
    assert any(panel.id == "health" for panel in queries.panels(officer, view))
    conflicts.declare(by=officer, now=now, person_id=row.person_id, kind="relation")
    fresh = Account.objects.get(pk=officer.pk)
    with pytest.raises(Http404):
        case(fresh, row.person.number)
    with pytest.raises(Withheld):
        queries.panels(fresh, replace(view, viewer=fresh))
        people.claims(fresh, row.person_id)


def test_who_has_a_conflict_is_not_put_on_the_case(row):
    nurse = make_account(Duty.NURSE)
    conflicts.declare(by=nurse, now=timezone.now(), person_id=row.person_id, kind="relation")
    given = {"number": row.person.number, "account_id": nurse.pk, "duty": Duty.NURSE}
    done = pathway.assign(by=make_account(Duty.DIRECTOR), **given)
    assert done == Refusal("conflict.noted")


def test_a_ground_left_unsaid_is_nobodys_to_list(client, row):
    nurse = make_account(Duty.NURSE)
    conflicts.note_conflict(nurse.pk, row.person_id, Conflict.UNSAID, timezone.now())
    assert nurse.name not in sit(client, make_account(Duty.DIRECTOR)).get("/conflicts/").text
    assert sit(client, nurse).get(page(row.person.number)).status_code == 404


def test_counsel_reads_health_only_while_the_person_agrees(client, row):
    from naru.ground.staff import mandate

    counsel = make_account(Duty.COUNSEL)
    mandate(account=counsel, person_id=row.person_id, kind="counsel", now=timezone.now())
    number = row.person.number
    closed = sit(client, counsel).get(page(number)).text
    assert "페니실린" not in closed
    assert "동의한 경우에만" in closed
    own = make_account(Duty.RESIDENT, person_id=row.person_id)
    sit(client, own)
    said = {"chosen": str(counsel.pk), "asked": "on"}
    assert client.post(page(number, "consent/"), said).status_code == 303
    assert "페니실린" in client.get(page(number)).text
    assert "페니실린" in sit(client, counsel).get(page(number)).text
    (mandated,) = counsel.mandates.filter(kind="consent")
    sit(client, own).post(page(number, f"consent/{mandated.pk}/end/"))
    assert "페니실린" not in sit(client, counsel).get(page(number)).text


def test_a_monitor_sees_numbers_until_a_sample_was_given_notice(client, row):
    monitor = make_account(Duty.OUTSIDE_MONITOR)
    number = row.person.number
    assert "김가람" not in sit(client, monitor).get(page(number)).text
    found = client.post("/search/", {"q": "김가람"}, follow=True)
    assert found.status_code == 200
    assert number not in found.text.replace("-", "")
    assert client.post("/search/", {"q": number})["Location"] == page(number)
    sit(client, make_account(Duty.DATA_PROTECTION_OFFICER))
    said = {"chosen": str(monitor.pk), "asked": "on"}
    assert client.post(page(number, "consent/"), said).status_code == 303
    assert "김가람" in sit(client, monitor).get(page(number)).text
