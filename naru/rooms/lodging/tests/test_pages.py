"""The pages: who opens them, and how they answer."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.kit import numbers
from naru.rooms.lodging import actions, queries, upkeep
from naru.rooms.lodging.models import Assignment, Bed, Building, Conflict, Equipment, Fault
from naru.rooms.lodging.room import ROOM
from naru.rooms.lodging.tests.houses import add_room, guest, officer

pytestmark = pytest.mark.django_db
SIGNED = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def by():
    return officer()


@pytest.fixture
def desk(client, by):
    client.force_login(by)
    return client


def at(name, *args):
    return reverse(f"lodging:{name}", args=args)


def lodge(by, row, bed):
    done = actions.assign_bed(by=by, number=row.person.number, bed_id=bed.pk)
    assert isinstance(done, Done), done


PLAIN = ["board", "moves", "rooms", "equipment", "faults", "conflicts"]
FORMS = ["add_room", "add_building", "add_equipment", "report_fault", "note_conflict"]


@pytest.mark.parametrize("name", PLAIN + FORMS)
def test_pages_open_for_the_duty_and_for_nobody_else(client, desk, name):
    add_room("101")
    assert desk.get(at(name)).status_code == 200
    client.force_login(make_account(Duty.INSTRUCTOR))
    assert client.get(at(name)).status_code == 403


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_is_told_what_is_missing(desk, name):
    assert desk.post(at(name)).status_code == 422


@pytest.mark.parametrize("name", ["assign_bed", "move_bed", "free_bed", "sign_room_inventory"])
def test_steps_open_for_the_duty_and_for_nobody_else(client, desk, by, name):
    row, (bed, _free) = guest(), add_room("101")
    lodge(by, row, bed)
    url = at(name, row.person.number)
    assert desk.get(url).status_code == 200
    assert desk.post(url).status_code == 422
    assert desk.get(at(name, "nobody")).status_code == 404
    client.force_login(make_account(Duty.CASEWORKER))
    assert client.get(url).status_code == 403


def test_a_bed_is_assigned_on_the_page(desk):
    row, (bed, _free) = guest(), add_room("101")
    url = at("assign_bed", row.person.number)
    assert str(bed.pk) in desk.get(url).content.decode()
    said = {"bed": str(bed.pk), "once": str(uuid.uuid4())}
    assert desk.post(url, said).status_code == 303
    assert desk.post(url, said).status_code == 303
    assert Assignment.objects.get().bed == bed


def test_a_bed_taken_meanwhile_is_refused_with_free_ones_and_keeps_the_input(desk, by):
    row, (bed, free) = guest(), add_room("101")
    lodge(by, guest(), bed)
    answer = desk.post(
        at("assign_bed", row.person.number), {"bed": str(bed.pk), "reason": "창가 선호"}
    )
    assert answer.status_code == 409
    assert free.label in answer.content.decode()
    assert "창가 선호" in answer.content.decode()
    wrong = desk.post(at("assign_bed", row.person.number), {"bed": "x"})
    assert wrong.status_code == 422


def test_other_rooms_are_shown_with_the_reason(desk):
    row = guest()
    add_room("101", 1)
    add_room("102", 1, kind="men")
    answer = desk.get(at("assign_bed", row.person.number), headers={"accept-language": "ko"})
    assert "102호는 남성 생활실입니다." in answer.content.decode()


def test_many_beds_are_shown_when_asked_for(desk):
    row = guest()
    for name in range(7):
        add_room(str(200 + name))
    url = at("assign_bed", row.person.number)
    assert desk.get(url).content.decode().count('type="radio"') == 10
    assert desk.get(f"{url}?all=1").content.decode().count('type="radio"') == 14


def test_nothing_fits(desk):
    row = guest()
    add_room("102", 1, kind="men")
    answer = desk.get(at("assign_bed", row.person.number), headers={"accept-language": "en"})
    assert "No free bed fits this person" in answer.content.decode()


def test_somebody_moves_and_leaves(desk, by):
    row, (bed, free) = guest(), add_room("101")
    lodge(by, row, bed)
    number = row.person.number
    said = {"bed": str(free.pk), "reason": "quiet"}
    assert desk.post(at("move_bed", number), said).status_code == 303
    assert desk.post(at("move_bed", number), said).status_code == 409
    assert desk.post(at("free_bed", number), {"reason": "leaves"}).status_code == 303
    assert desk.post(at("free_bed", number), {"reason": "leaves"}).status_code == 409


def test_the_room_inventory_is_signed(desk, by):
    row, (bed,) = guest(), add_room("101", 1)
    url = at("sign_room_inventory", row.person.number)
    Equipment.objects.create(room=bed.room, kind="tv", serial="TV-1")
    said = {
        "lines": ["bed", "lamp"],
        "signature_image": SIGNED,
    }
    assert desk.post(url, said).status_code == 409
    lodge(by, row, bed)
    assert desk.post(url, {**said, "lines": ["bed", "tv"]}).status_code == 303
    seen = queries.panel(by, pathway.case(by, row.person.number))
    assert seen.inventory_signed


def test_the_panel_tells_the_bed_and_the_earlier_ones(desk, by):
    row, (bed, free) = guest(), add_room("101")
    lodge(by, row, bed)
    actions.move_bed(by=by, number=row.person.number, bed_id=free.pk, reason="quiet")
    case = pathway.case(by, row.person.number)
    seen = queries.panel(by, case)
    assert seen.present.bed == free.label
    assert [stay.bed for stay in seen.history] == [bed.label]
    nurse = make_account(Duty.NURSE)
    other = queries.panel(nurse, pathway.case(nurse, row.person.number))
    assert other.present.reason == ""
    from django.template.loader import render_to_string

    shown = render_to_string("lodging/panel.html", {"panel": seen, "case": case})
    assert free.label in shown
    nobody = guest()
    empty = queries.panel(by, pathway.case(by, nobody.person.number))
    assert render_to_string("lodging/panel.html", {"panel": empty, "case": case})


def test_the_board_shows_names_and_states(desk, by):
    row, (bed, broken, sealed, _free) = guest(), add_room("101", 4)
    lodge(by, row, bed)
    said = {"place": "bed", "place_id": broken.pk, "text": "x", "stops_use": True}
    upkeep.report_fault(by=by, **said)
    upkeep.seal_bed(by=by, bed_id=sealed.pk, reason="x")
    text = desk.get(at("board")).content.decode()
    assert row.person.number in text
    assert "김가람" in text
    for tone in ("blue", "green", "orange", "purple"):
        assert f"kit-cell--{tone}" in text


def test_the_board_of_one_building(desk):
    add_room("101")
    other = Building.objects.create(name="B")
    text = desk.get(at("board"), {"building": str(other.pk)}).content.decode()
    assert "101-A" not in text
    assert desk.get(at("board"), {"building": "x"}).status_code == 404


def test_the_board_asks_as_often_for_many_beds_as_for_few(by):
    def queries_of():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queries.board(by)
        return len(asked)

    lodge(by, guest(), add_room("101")[0])
    few = queries_of()
    for name in range(5):
        for bed in add_room(str(200 + name)):
            lodge(by, guest(), bed)
    queries_of()
    assert queries_of() <= few <= 10


def test_an_unchanged_board_is_not_sent_again(desk):
    add_room("101")
    first = desk.get(at("board"), headers={"x-part": "beds"})
    tag = first.headers["ETag"]
    again = desk.get(at("board"), headers={"x-part": "beds", "if-none-match": tag})
    assert again.status_code == 304


def test_must_move_leads_to_the_move(desk, by):
    row, (bed,) = guest(), add_room("101", 1)
    lodge(by, row, bed)
    said = {"place": "room", "place_id": bed.room_id, "text": "x", "stops_use": True}
    upkeep.report_fault(by=by, **said)
    assert at("move_bed", row.person.number) in desk.get(at("moves")).content.decode()


def test_a_house_is_set_up_on_pages(desk):
    assert desk.post(at("add_building"), {"name": "A"}).status_code == 303
    assert desk.post(at("add_building"), {"name": "A"}).status_code == 409
    room = {
        "building": str(Building.objects.get().pk),
        "name": "301",
        "floor": "3",
        "kind": "women",
        "area_m2": "12.5",
        "height_m": "2.4",
        "offers": ["lockable"],
        "beds": "3",
    }
    assert desk.post(at("add_room"), {**room, "beds": "4"}).status_code == 409
    assert desk.post(at("add_room"), room).status_code == 303
    bed = Bed.objects.first()
    assert bed.room.lockable
    assert not bed.room.accessible
    thing = {"room": str(bed.room_id), "kind": "tv", "serial": "TV-1"}
    assert desk.post(at("add_equipment"), thing).status_code == 303
    assert "TV-1" in desk.get(at("equipment")).content.decode()


def test_a_bed_is_sealed_and_opened_on_pages(desk):
    (bed, _other) = add_room("101")
    assert desk.get(at("seal_bed", bed.pk)).status_code == 200
    assert desk.get(at("seal_bed", uuid.uuid4())).status_code == 404
    assert desk.post(at("seal_bed", bed.pk), {"reason": "x"}).status_code == 303
    assert at("unseal_bed", bed.pk) in desk.get(at("rooms")).content.decode()
    assert desk.post(at("unseal_bed", bed.pk), {"reason": "x"}).status_code == 303
    assert desk.post(at("unseal_bed", bed.pk), {"reason": "x"}).status_code == 409


def test_a_fault_is_reported_and_put_right_on_pages(desk):
    (bed,) = add_room("101", 1)
    said = {"place": f"A {bed.label}", "text": "slats", "stops_use": "on"}
    assert desk.post(at("report_fault"), said).status_code == 303
    assert "slats" in desk.get(at("faults")).content.decode()
    fix = at("fix_fault", Fault.objects.get().pk)
    assert desk.get(fix).status_code == 200
    assert desk.post(fix).status_code == 303
    assert desk.post(fix).status_code == 404
    assert Bed.objects.get().state == "ok"


def test_a_pair_is_noted_and_ended_on_pages(desk):
    one, other = guest(), guest()
    said = {"one": one.person.number, "other": other.person.number}
    assert desk.post(at("note_conflict"), said).status_code == 303
    assert desk.post(at("note_conflict"), said).status_code == 409
    assert numbers.shown(one.person.number) in desk.get(at("conflicts")).content.decode()
    end = at("end_conflict", Conflict.objects.get().pk)
    assert desk.get(end).status_code == 200
    assert desk.post(end).status_code == 303
    assert desk.get(end).status_code == 404


def test_every_step_and_menu_entry_of_the_room_has_an_address():
    for name in ROOM.steps.values():
        assert reverse(name, args=["X"])
    assert all(reverse(entry.url_name) for entry in ROOM.nav)
