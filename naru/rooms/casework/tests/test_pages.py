"""Every page of casework: shown, saved, sent back with errors, closed to other duties."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.rooms.casework import queries
from naru.rooms.casework.room import ROOM
from naru.rooms.casework.tests.cases import (
    NEEDS,
    PANEL,
    PAPER_SIGNATURE,
    caseworker,
    child,
    entries,
    picture,
    welcomed,
)

pytestmark = pytest.mark.django_db
Make = Callable[[], CaseRow]
LOOK = {**NEEDS, "child": "no", "alone": "no", "sleeps_alone": "no", "access_needs": "none"}
OWN = {"source": "person", "status": "claimed"}
SCREEN = {**NEEDS, "need_SP": "adapt", "sleeps_alone": "no", "doubt": "no"}
TRAFFICKING = {"grounds": "yes", "reflection_days": "30", "referral": "no", "contact": "yes"}
AGE = {"basis": "talk", "lowest": "16", "highest": "19", "reasons": "면담"}
EXPLAINED = ["house_rules", "rights_officer", "counsel_list", "phone", "diet", "allowance"]


def blocked(*branches: str, **stated: Any) -> CaseRow:
    """A case with branches open, as their rooms' events would have opened them."""
    row = welcomed("S05", "S07", stated=stated)
    case = conductor.state(row)
    conductor._write(row, replace(case, blocks=dict.fromkeys(branches, timezone.now())))
    row.save()
    return row


PAGES: list[tuple[str, Make, dict[str, Any]]] = [
    ("register", welcomed, {"alone": "no", "checked": "on"}),
    ("look_at_needs", welcomed, LOOK),
    ("screen_needs", lambda: welcomed(stated={"needs_looked_at": True}), SCREEN),
    ("assess_trafficking", lambda: blocked("B4"), TRAFFICKING),
    ("plan_child_care", lambda: blocked("B3", representative=True), {"care": "foster", **PANEL}),
    ("decide_age", lambda: blocked("B3", representative=True), AGE),
    (
        "orient",
        lambda: welcomed("S07"),
        {"explained": EXPLAINED, "language": "ko", **PAPER_SIGNATURE},
    ),
    ("give_file_copy", welcomed, {"form": "paper", **PAPER_SIGNATURE}),
    (
        "add_kin",
        welcomed,
        {"relation": "sibling", "alive": "yes", "country": "KP", "wish": "none"},
    ),
    ("forget_kin", welcomed, {"wished": "on"}),
]
CLAIMS: list[tuple[str, dict[str, str]]] = [
    ("name", {"text": "Ri Jong A", "name_kind": "romanised", "script": "Latn"}),
    (
        "birth",
        {"birth_year": "78", "birth_month": "5", "birth_day": "3", "birth_calendar": "juche"},
    ),
    ("birth", {"birth_unknown": "on"}),
    ("language", {"value": "zh"}),
    ("sex", {"value": "female"}),
    ("origin", {"value": "CN"}),
    ("document", {"value": "시민증"}),
    ("family_role", {"value": "parent"}),
]


@pytest.mark.parametrize(("event", "make", "posted"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_is_shown_and_saved(
    client: Client, event: str, make: Make, posted: dict[str, Any]
) -> None:
    row = make()
    client.force_login(caseworker())
    url = reverse(f"casework:{event}", args=[row.person.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    before = entries(event)
    assert client.post(url, posted).status_code == 303
    assert entries(event) == before + 1


@pytest.mark.parametrize("event", [*ROOM.steps, "add_kin", "propose_same", "assign"])
def test_another_duty_may_not_open_it(client: Client, event: str) -> None:
    row = welcomed()
    client.force_login(make_account(Duty.PHARMACIST))
    url = reverse(f"casework:{event}", args=[row.person.number])
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("event", ROOM.steps)
def test_a_stranger_to_the_centre_is_not_found(client: Client, event: str) -> None:
    client.force_login(caseworker())
    assert client.get(reverse(f"casework:{event}", args=["00000000"])).status_code == 404


@pytest.mark.parametrize(("kind", "posted"), CLAIMS, ids=[kind for kind, _posted in CLAIMS])
def test_each_kind_of_claim_is_added(client: Client, kind: str, posted: dict[str, str]) -> None:
    row = welcomed()
    client.force_login(caseworker())
    url = reverse("casework:add_claim", args=[row.person.number, kind])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {**OWN, **posted}).status_code == 303
    sheet = client.get(reverse("casework:register", args=[row.person.number]))
    assert sheet.status_code == 200


def test_another_claim_is_shown_for_a_reason(client: Client) -> None:
    row = welcomed(names=[{"text": "리정아", "kind": "own"}, {"text": "Ri Jong A"}])
    client.force_login(caseworker())
    sheet = reverse("casework:register", args=[row.person.number])
    romanised = queries.sheet(make_account(Duty.CASEWORKER), row.person.number).groups[0][2][1]
    url = reverse("casework:choose_claim", args=[row.person.number, romanised.id])
    assert url in client.get(sheet).content.decode()
    assert "Ri Jong A" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"reason": "본인이 원함"}).status_code == 303
    assert "본인이 원함" in client.get(sheet).content.decode()
    unknown = reverse("casework:choose_claim", args=[row.person.number, UUID(int=1)])
    assert client.get(unknown).status_code == 404


def test_relatives_are_listed_without_a_place(client: Client) -> None:
    row = welcomed()
    client.force_login(make_account(Duty.RESIDENT, person_id=row.person_id))
    url = reverse("casework:add_kin", args=[row.person.number])
    posted = {"relation": "sibling", "alive": "unknown", "country": "KP", "wish": "tracing"}
    assert client.post(url, posted).status_code == 303
    page = client.get(url).content.decode()
    assert reverse("casework:forget_kin", args=[row.person.number]) in page
    stranger = reverse("casework:add_kin", args=[welcomed().person.number])
    assert client.get(stranger).status_code == 404


def test_an_unknown_kind_of_claim_is_not_found(client: Client) -> None:
    row = welcomed()
    client.force_login(caseworker())
    url = reverse("casework:add_claim", args=[row.person.number, "income"])
    assert client.get(url).status_code == 404


def test_a_photo_is_kept_clean_and_shown(client: Client) -> None:
    row = welcomed()
    client.force_login(caseworker())
    url = reverse("casework:set_photo", args=[row.person.number])
    shown = reverse("casework:portrait", args=[row.person.number])
    assert client.get(shown).status_code == 404
    broken = SimpleUploadedFile("a.png", b"no picture at all", "image/png")
    assert client.post(url, {"photo": broken}).status_code == 409
    good = SimpleUploadedFile("a.png", picture(), "image/png")
    assert client.post(url, {"photo": good}).status_code == 303
    response = client.get(shown)
    assert response.content.startswith(b"\xff\xd8\xff")
    assert "no-store" in response["Cache-Control"]


def test_a_child_gets_a_representative_who_reaches_the_case(client: Client) -> None:
    row = child()
    client.force_login(caseworker())
    number = row.person.number
    guardian = make_account(Duty.CHILD_GUARDIAN)
    client.post(reverse("casework:register", args=[number]), {"alone": "no", "checked": "on"})
    client.force_login(guardian)
    assert client.get(reverse("casework:register", args=[number])).status_code == 403
    client.force_login(caseworker())
    url = reverse("casework:name_representative", args=[number])
    assert client.get(url).status_code == 200
    posted = {"account": str(guardian.pk), "term": "provisional"}
    assert client.post(url, posted).status_code == 303
    assert entries("name_representative") == 1


def test_people_are_put_on_the_case_and_taken_off(client: Client) -> None:
    row = welcomed()
    number = row.person.number
    psychologist, counsel = make_account(Duty.PSYCHOLOGIST), make_account(Duty.COUNSEL)
    client.force_login(make_account(Duty.DIRECTOR))
    url = reverse("casework:assign", args=[number])
    assert client.get(url).status_code == 200
    chosen = {"chosen": f"psychologist:{psychologist.pk}"}
    assert client.post(url, chosen).status_code == 303
    assert client.post(url, chosen).status_code == 409
    mandate = reverse("casework:give_mandate", args=[number])
    assert client.post(mandate, {"chosen": str(counsel.pk)}).status_code == 303
    page = client.get(url).content.decode()
    assert psychologist.name in page
    assert counsel.name in page
    end = reverse("casework:unassign", args=[number])
    assignment = row.assignments.get().pk
    assert client.post(end, {"chosen": str(assignment)}).status_code == 303
    assert row.assignments.get().until is not None
