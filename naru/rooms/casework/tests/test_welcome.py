"""Orientation, the copy of the file, and counsel."""

from base64 import b64encode

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.ground.staff.queries import mandated
from naru.ground.vault.models import SealedFile
from naru.rooms.casework import actions, queries
from naru.rooms.casework.room import ROOM
from naru.rooms.casework.tests.cases import SIGNED, caseworker, facts, picture, welcomed
from naru.rooms.casework.words import ORIENTATION

pytestmark = pytest.mark.django_db
ALL = [code for code, _name in ORIENTATION]
BROKEN = {"image": "data:image/png;base64,AAAA", "on_paper": False}


def test_orientation_leaves_nothing_out() -> None:
    row, officer = welcomed("S07"), caseworker()
    number = row.person.number
    short = actions.orient(
        by=officer, number=number, explained=ALL[1:], language="ko", signature=SIGNED
    )
    assert isinstance(short, Refusal)
    with translation.override("en"):
        assert "House rules" in say(short, "en").why
    done = actions.orient(by=officer, number=number, explained=ALL, language="ko", signature=SIGNED)
    assert isinstance(done, Done)
    assert facts(row)["oriented"] is True
    assert facts(row)["rights_officer_offered"] is True


def test_a_signature_that_is_none_is_refused() -> None:
    row, officer = welcomed("S07"), caseworker()
    number = row.person.number
    refused = actions.orient(
        by=officer, number=number, explained=ALL, language="ko", signature=BROKEN
    )
    assert refused == Refusal("signature.empty")
    refused = actions.give_file_copy(
        by=officer, number=number, form="paper", left_out="", signature=BROKEN
    )
    assert refused == Refusal("signature.empty")


def test_a_drawn_signature_is_kept_sealed() -> None:
    row, officer = welcomed(), caseworker()
    drawn = {"image": f"data:image/png;base64,{b64encode(picture()).decode()}", "on_paper": False}
    done = actions.give_file_copy(
        by=officer, number=row.person.number, form="paper", left_out="", signature=drawn
    )
    assert isinstance(done, Done)
    assert SealedFile.objects.get(person_id=row.person_id).media_type == "image/png"


def test_counsel_reaches_the_case_with_a_mandate_only() -> None:
    row, counsel, nurse = welcomed(), make_account(Duty.COUNSEL), make_account(Duty.NURSE)
    number = row.person.number
    refused = actions.give_mandate(by=caseworker(), number=number, account_id=nurse.pk)
    assert refused == Refusal("casework.not_counsel")
    actions.give_mandate(by=caseworker(), number=number, account_id=counsel.pk)
    assert mandated(row.person_id, "counsel") == [counsel]


def test_identity_is_shown_to_nobody_who_sees_numbers_only() -> None:
    row, officer = welcomed(), make_account(Duty.DATA_PROTECTION_OFFICER)
    case = pathway.case(officer, row.person.number)
    assert queries.identity_panel(officer, case) is None


def test_every_panel_can_be_drawn() -> None:
    row, officer = welcomed(), caseworker()
    case = pathway.case(officer, row.person.number)
    label = people.label(officer, row.person_id)
    for panel in ROOM.panels:
        shown = panel.query(officer, case)
        assert shown is not None
        given = {"panel": shown, "case": case, "label": label}
        assert render_to_string(panel.template, given).strip()
