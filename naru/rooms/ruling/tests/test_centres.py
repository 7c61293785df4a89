"""The ruling room in other centres: their grounds, their outcomes, their time to object."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from naru.domain.refusals import Done, Refusal
from naru.rooms.ruling import actions
from naru.rooms.ruling.tests.cases import (
    GRANT,
    OTHER,
    REFUSE,
    authority,
    decided,
    drafted,
    ready,
    serve,
    state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def de(settings: Any) -> None:
    settings.NARU_PROFILE = "de"


@pytest.fixture
def border(settings: Any) -> None:
    settings.NARU_PROFILE = "eu-border"


@pytest.mark.usefixtures("de")
@pytest.mark.parametrize(
    ("ground", "days", "clocks"),
    [("unfounded", 14, {"C14"}), ("manifestly_unfounded", 7, {"C14S"})],
)
def test_germany_leaves_a_week_or_two_to_go_to_court(
    ground: str, days: int, clocks: set[str]
) -> None:
    text = replace(REFUSE, ground=ground, remedy_days=days)
    row = decided(text)
    serve(row)
    case = state(row)
    assert case.outcome == "not_protected"
    assert {name for name in case.clocks if name.startswith("C14")} == clocks
    short = actions.draft_ruling(
        by=authority(), number=ready().person.number, text=replace(text, remedy_days=days - 1)
    )
    assert isinstance(short, Refusal)
    assert (short.code, short.facts["days"]) == ("ruling.remedy_short", days)


@pytest.mark.usefixtures("border")
@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (replace(GRANT, ground="regular"), "regular_procedure"),
        (replace(REFUSE, ground="border"), "border_procedure"),
        (OTHER, "not_eligible_other_route"),
        (replace(REFUSE, ground="return"), "return_procedure"),
    ],
)
def test_at_the_border_a_screening_ends_in_a_procedure(text: Any, outcome: str) -> None:
    stated = {"other_route": True, "refoulement_checked": True} if text.rule.other_route else {}
    row = decided(text, **stated)
    serve(row)
    assert state(row).outcome == outcome


@pytest.mark.usefixtures("border")
def test_nobody_is_returned_without_the_note_and_the_check() -> None:
    text = replace(REFUSE, ground="return")
    refused = actions.draft_ruling(by=authority(), number=ready().person.number, text=text)
    assert isinstance(refused, Refusal)
    assert refused.code == "ruling.not_other_route"


def test_korea_grants_no_period_below_the_law_and_no_ground_that_was_deleted(
    client: Client,
) -> None:
    row = ready()
    number = row.person.number
    short = actions.draft_ruling(
        by=authority(), number=number, text=replace(REFUSE, remedy_days=89)
    )
    assert isinstance(short, Refusal)
    assert short.code == "ruling.remedy_short"
    assert isinstance(actions.draft_ruling(by=authority(), number=number, text=REFUSE), Done)
    client.force_login(authority())
    page = client.get(reverse("ruling:draft_ruling", args=[number])).content.decode()
    assert 'value="art9_5"' in page
    assert 'value="art9_4"' not in page, "item 4 was deleted in December 2020"


@pytest.mark.parametrize(
    ("profile", "offered"),
    [("kr", "handed_to_authority"), ("de", "distributed"), ("eu-border", "relocated")],
)
def test_the_ways_out_are_those_of_the_centre(
    client: Client, settings: Any, profile: str, offered: str
) -> None:
    settings.NARU_PROFILE = profile
    row = drafted(replace(GRANT, ground="regular" if profile == "eu-border" else "protect"))
    client.force_login(authority())
    page = client.get(reverse("ruling:record_outcome", args=[row.person.number]))
    assert f'value="{offered}"' in page.content.decode()
