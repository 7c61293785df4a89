"""Somebody arrives: told before or not, alone or with family, perhaps known already."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground import ledger, people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.people import Draft
from naru.kit import numbers
from naru.rooms.reception import actions
from naru.rooms.reception.arriving import Arrival
from naru.rooms.reception.models import Notice

pytestmark = pytest.mark.django_db
LUNAR = {"value": "1962-08-15", "precision": "day", "calendar": "lunar"}
CHILD = {"value": "2019-05-05", "precision": "day", "calendar": "gregorian"}
LIST = "\n".join(
    [
        "성명,생년월일,성별,출신국,가족 번호,관계",
        "최어진,1988,여,북한,7,어머니",
        "왕샤오,2016.4.4,여,중국,7,자녀",
    ]
)


def arrival(name: str = "한마루", **given: Any) -> Arrival:
    made = {
        "draft": Draft(names=[{"text": name, "kind": "own"}], languages=["ko-KP"]),
        "country_entry": timezone.localdate() - timedelta(days=1),
        "arrived_at": timezone.now() - timedelta(minutes=10),
    }
    return Arrival(**{**made, **given})


def _facts(number: str) -> dict[str, Any]:
    return dict(conductor.state(CaseRow.objects.get(person__number=number)).facts)


def test_an_arrival_opens_a_case_and_states_what_others_need() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    one = arrival(draft=replace(arrival().draft, birth=LUNAR))
    done = actions.arrive(by=officer, arrival=one, once="a")
    assert isinstance(done, Done)
    case = CaseRow.objects.get(person__number=done.subject)
    assert case.opened_at == one.arrived_at
    facts = _facts(done.subject)
    assert facts["country_entry"] in {one.country_entry, one.country_entry.isoformat()}
    assert (facts["minor"], facts["unaccompanied"], facts["arrived"]) == (False, False, True)
    label = people.label(officer, case.person_id)
    assert label.births == (("1962-09-13", "1962-09-13"),)
    assert ledger.Entry.objects.filter(action="arrive").count() == 1
    assert actions.arrive(by=officer, arrival=one, once="a") == Done(
        done.subject, done.entry, repeated=True
    )


def test_a_child_alone_is_unaccompanied() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    child = arrival("강아라", draft=Draft(names=[{"text": "강아라"}], birth=CHILD))
    facts = _facts(actions.arrive(by=officer, arrival=child).subject)
    assert (facts["minor"], facts["unaccompanied"]) == (True, True)


def test_doubt_about_an_age_counts_for_the_person() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    unsure = arrival("강아라", age_in_doubt=True, unaccompanied=False)
    facts = _facts(actions.arrive(by=officer, arrival=unsure).subject)
    assert (facts["minor"], facts["unaccompanied"]) == (True, False)


def test_a_child_with_a_parent_here_is_accompanied() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    mother = actions.arrive(by=officer, arrival=arrival("최어진"))
    child = arrival(
        "왕샤오",
        draft=Draft(names=[{"text": "왕샤오"}], birth=CHILD),
        household_with=numbers.shown(mother.subject),
    )
    done = actions.arrive(by=officer, arrival=child)
    assert not _facts(done.subject)["unaccompanied"]
    mother_id = people.person_of(mother.subject).pk
    assert people.household_of(mother_id) == [people.person_of(done.subject).pk]


def test_mother_and_child_of_one_list_share_a_household() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    upload = actions.upload_list(by=officer, data=LIST.encode(), name="list.csv")
    given = {"upload_id": UUID(upload.subject), "expected_on": date(2026, 12, 1)}
    actions.import_list(by=officer, **given)
    notices = list(Notice.objects.order_by("pk"))
    for row, (name, birth) in zip(_by_age(officer, notices), _family(), strict=True):
        draft = Draft(names=[{"text": name}], birth=birth)
        done = actions.arrive(by=officer, arrival=arrival(draft=draft, notice_id=row.pk))
        assert not _facts(done.subject)["unaccompanied"]
    assert people.household_of(notices[0].person_id) == [notices[1].person_id]
    assert set(Notice.objects.values_list("state", flat=True)) == {"arrived"}


def _by_age(viewer: Any, rows: list[Notice]) -> list[Notice]:
    from naru.ground.vault import open_row

    return sorted(rows, key=lambda row: open_row(viewer, row, "test")["birth"]["value"])


def _family() -> list[tuple[str, dict[str, str]]]:
    mother = {"value": "1988", "precision": "year", "calendar": "gregorian"}
    return [("최어진", mother), ("왕샤오", CHILD)]


def test_who_may_be_known_is_compared_first() -> None:
    known = make_case()
    officer = make_account(Duty.RECEPTION_OFFICER)
    refused = actions.arrive(by=officer, arrival=arrival("김가람"))
    assert isinstance(refused, Refusal)
    assert refused.code == "reception.maybe_known"
    for lang in ("ko", "en"):
        assert numbers.shown(known.person.number) in say(refused, lang).why
    assert isinstance(actions.arrive(by=officer, arrival=arrival("김가람", is_new=True)), Done)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"country_entry": timezone.localdate() + timedelta(days=3)}, "entry_after_arrival"),
        ({"household_with": "0000-0001"}, "no_such_family"),
    ],
)
def test_what_cannot_be(given: dict[str, Any], code: str) -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    refused = actions.arrive(by=officer, arrival=arrival(**given))
    assert isinstance(refused, Refusal)
    assert refused.code == f"reception.{code}"
    assert not CaseRow.objects.exists()


def _posted(**given: str) -> dict[str, str]:
    moment: datetime = timezone.localtime() - timedelta(hours=1)
    return {
        "name_1": "한마루",
        **{f"kind_{line}": "own" for line in (1, 2, 3, 4)},
        "sex": "unknown",
        "birth_year": "1962",
        "birth_calendar": "lunar",
        "country_entry": (moment - timedelta(days=2)).date().isoformat(),
        "arrived_at": moment.strftime("%Y-%m-%dT%H:%M"),
        **given,
    }


def test_the_page(client: Client) -> None:
    make_case()
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    url = reverse("reception:arrive")
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, _posted()).status_code == 303
    known = client.post(url, _posted(name_1="김가람"))
    assert known.status_code == 409
    assert "동일인" in known.content.decode() or "same person" in known.content.decode()
    assert client.post(url, _posted(name_1="김가람", is_new="on")).status_code == 303


def test_the_page_of_a_notice_is_filled_in(client: Client) -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    upload = actions.upload_list(by=officer, data=LIST.encode(), name="list.csv")
    given = {"upload_id": UUID(upload.subject), "expected_on": date(2026, 12, 1)}
    actions.import_list(by=officer, **given)
    client.force_login(officer)
    url = reverse("reception:arrive_expected", args=[Notice.objects.first().pk])
    shown = client.get(url).content.decode()
    assert "최어진" in shown or "왕샤오" in shown
    assert client.post(url, _posted()).status_code == 303
    assert client.get(url).status_code == 404
    client.force_login(make_account(Duty.NURSE))
    assert client.get(url).status_code == 403


def test_who_may_be_known_stands_beside_the_form_while_one_types(client: Client) -> None:
    known = make_case(names=[{"text": "리정아", "kind": "own"}])
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    url = reverse("reception:alike")
    half = {"name_1": "Lee Jung-ah", "kind_1": "own", "birth_year": "1990", "birth_month": "3"}
    before = CaseRow.objects.count()
    shown = client.post(url, half, headers={"X-Part": "alike"}).content.decode()
    assert numbers.shown(known.person.number) in shown
    assert "리정아" in shown
    assert "Lee Jung-ah" in shown
    assert 'name="is_new"' in shown
    assert CaseRow.objects.count() == before
    assert ledger.Entry.objects.filter(action="search").count() == 1
    nobody = client.post(url, {"name_1": "Nobody Whosoever"}, headers={"X-Part": "alike"})
    assert "<table" not in nobody.content.decode()
    assert client.get(url).status_code == 405
    assert client.post(url, {}).status_code == 200
