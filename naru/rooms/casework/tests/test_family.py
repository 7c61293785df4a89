"""Scenario 1: a mother and her son, two persons and one family; no separation by a click."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, state_facts
from naru.ground.staff.actions import mandate
from naru.rooms.casework import actions, queries
from naru.rooms.casework.models import FamilyBond
from naru.rooms.casework.tests.cases import PANEL, blocks, caseworker, facts, welcomed

pytestmark = pytest.mark.django_db


def son() -> CaseRow:
    year = timezone.localdate().year - 9
    birth = {"value": f"{year}-01-01", "precision": "day", "calendar": "gregorian"}
    names = [{"text": "王小明", "kind": "own", "script": "Hans"}]
    return welcomed(names=names, birth=birth, sex="male", languages=["zh"])


def bound(by: object) -> tuple[CaseRow, CaseRow]:
    mother, boy = welcomed(), son()
    done = actions.bind_family(
        by=by, number=boy.person.number, other_number=mother.person.number, role="child"
    )
    assert isinstance(done, Done)
    return mother, boy


def test_two_files_one_family() -> None:
    officer = caseworker()
    mother, boy = bound(officer)
    assert people.household_of(mother.person_id) == [boy.person_id]
    for row in (mother, boy):
        assert facts(row)["in_family"] is True
        assert "B7" in blocks(row)
    label = people.label(officer, boy.person_id)
    assert (label.role, label.origin, label.languages) == ("child", "", ("zh",))
    actions.register(by=officer, number=boy.person.number, alone=False)
    assert facts(boy)["school_age"] is True
    assert facts(boy)["unaccompanied"] is False


def test_whoever_came_with_the_first_joins_too() -> None:
    officer = caseworker()
    mother, boy = bound(officer)
    father = welcomed(names=[{"text": "최한", "kind": "own"}], sex="male")
    actions.bind_family(
        by=officer, number=mother.person.number, other_number=father.person.number, role="spouse"
    )
    assert set(people.household_of(father.person_id)) == {mother.person_id, boy.person_id}


def test_links_that_cannot_be() -> None:
    officer = caseworker()
    mother, boy = bound(officer)
    mine = mother.person.number

    def link(number: str, other: str) -> object:
        return actions.bind_family(by=officer, number=number, other_number=other, role="other")

    assert link(mine, mine) == Refusal("casework.same_person")
    assert link(mine, boy.person.number) == Refusal("casework.already_family")
    unknown = link(mine, "00000000")
    assert unknown == Refusal("casework.no_such_resident")
    assert "resident" in say(unknown, "en").why
    with pytest.raises(Http404):
        link("nobody", mine)


def test_a_child_is_separated_only_by_a_panel_with_its_representative() -> None:
    officer = caseworker()
    _mother, boy = bound(officer)
    number = boy.person.number
    wanted = {"panel": ["위원 하나", "위원 둘"], "child_view": "네", "reasons": "안전"}
    refused = actions.separate_family(by=officer, number=number, **wanted)
    assert isinstance(refused, Refusal)
    assert people.household_of(boy.person_id)
    state_facts(CaseRow.objects.get(pk=boy.pk), representative=True)
    one = actions.separate_family(by=officer, number=number, **{**wanted, "panel": ["하나"]})
    assert one == Refusal("casework.panel_of_two")
    assert isinstance(actions.separate_family(by=officer, number=number, **wanted), Done)
    assert people.household_of(boy.person_id) == []
    assert FamilyBond.objects.get().until is not None
    assert "B7" not in blocks(boy)


def test_nobody_is_separated_from_no_family() -> None:
    row = welcomed()
    refused = actions.separate_family(
        by=caseworker(), number=row.person.number, panel=["a", "b"], child_view="x", reasons="x"
    )
    assert refused == Refusal("casework.not_in_family")


def test_the_pages(client: Client) -> None:
    officer = caseworker()
    client.force_login(officer)
    mother, boy = welcomed(), son()
    url = reverse("casework:bind_family", args=[boy.person.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    posted = {"other_number": mother.person.number, "role": "child"}
    assert client.post(url, posted).status_code == 303
    assert client.post(url, posted).status_code == 409
    sheet = client.get(reverse("casework:register", args=[mother.person.number]))
    assert "王小明" in sheet.content.decode()
    state_facts(CaseRow.objects.get(pk=boy.pk), representative=True)
    apart = reverse("casework:separate_family", args=[boy.person.number])
    assert client.get(apart).status_code == 200
    assert client.post(apart, PANEL).status_code == 303


def test_counsel_of_one_sees_that_there_is_family_but_not_who() -> None:
    mother, boy = bound(caseworker())
    counsel = make_account(Duty.COUNSEL)
    mandate(account=counsel, person_id=mother.person_id, kind="counsel", now=timezone.now())
    panel = queries.family_panel(counsel, pathway.case(counsel, mother.person.number))
    assert [relative.name for relative in panel.relatives] == [""]
    officer = caseworker()
    panel = queries.family_panel(officer, pathway.case(officer, mother.person.number))
    assert [relative.number for relative in panel.relatives] == [boy.person.number]
