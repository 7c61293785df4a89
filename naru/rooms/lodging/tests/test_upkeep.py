"""The house itself: rooms, equipment, faults, sealed beds, people kept apart."""

import uuid
from decimal import Decimal

import pytest

from naru.domain.refusals import Done
from naru.ground.ledger.models import Entry
from naru.rooms.lodging import actions, house, queries, upkeep
from naru.rooms.lodging.models import Bed, Building, Conflict, Equipment, Fault, LodgingRoom
from naru.rooms.lodging.tests.houses import add_room, guest, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return officer()


def draft(**given):
    values = {"name": "201", "kind": "men", "area_m2": Decimal("12"), "height_m": Decimal("2.4")}
    return upkeep.RoomDraft(**{**values, **given})


def fault(by, place, thing, *, stops_use=True):
    return upkeep.report_fault(
        by=by, place=place, place_id=thing.pk, text="leaks", stops_use=stops_use
    )


def lodge(by, row, bed):
    done = actions.assign_bed(by=by, number=row.person.number, bed_id=bed.pk)
    assert isinstance(done, Done), done


def test_a_building_and_a_room_with_beds(by):
    once = str(uuid.uuid4())
    made = upkeep.add_building(by=by, name="동관", once=once)
    assert upkeep.add_building(by=by, name="동관", once=once).repeated
    assert upkeep.add_building(by=by, name="동관").code == "lodging.name_used"
    building = Building.objects.get(pk=made.subject)
    many = upkeep.add_room(by=by, building_id=building.pk, draft=draft(), beds=4)
    assert many.code == "lodging.too_many_beds"
    assert many.facts["most"] == 3
    upkeep.add_room(by=by, building_id=building.pk, draft=draft(), beds=3)
    assert [bed.label for bed in Bed.objects.all()] == ["201-A", "201-B", "201-C"]
    again = upkeep.add_room(by=by, building_id=building.pk, draft=draft(), beds=3)
    assert again.code == "lodging.name_used"
    assert Entry.objects.filter(action="add_room").count() == 1


def test_a_hall_has_more_beds_than_letters(by):
    building = Building.objects.create(name="A")
    hall = draft(area_m2=Decimal(160))
    upkeep.add_room(by=by, building_id=building.pk, draft=hall, beds=28)
    assert {"201-Z", "201-AA", "201-AB"} <= {bed.label for bed in Bed.objects.all()}


def test_equipment_has_one_serial_number(by):
    (bed,) = add_room("101", 1)
    said = {"room_id": bed.room_id, "kind": "tv", "serial": "TV-1"}
    assert isinstance(upkeep.add_equipment(by=by, **said), Done)
    assert upkeep.add_equipment(by=by, **said).code == "lodging.name_used"


def test_broken_equipment_and_its_repair(by):
    (bed,) = add_room("101", 1)
    thing = Equipment.objects.create(room=bed.room, kind="tv", serial="TV-1")
    fault(by, "equipment", thing)
    thing.refresh_from_db()
    assert thing.state == "broken"
    (line,) = house.faults()[0]
    assert "TV-1" in line.place
    upkeep.fix_fault(by=by, fault_id=line.id)
    thing.refresh_from_db()
    assert thing.state == "ok"
    assert upkeep.fix_fault(by=by, fault_id=line.id).code == "lodging.fault_fixed"
    assert house.faults()[1][0].fixed_at


def test_a_room_is_used_again_when_its_last_fault_is_put_right(by):
    (bed,) = add_room("101", 1)
    first, second = fault(by, "room", bed.room), fault(by, "room", bed.room)
    fault(by, "room", bed.room, stops_use=False)
    assert {line.place for line in house.faults()[0]} == {"A 101"}
    upkeep.fix_fault(by=by, fault_id=first.subject)
    assert LodgingRoom.objects.get().state == "out_of_use"
    upkeep.fix_fault(by=by, fault_id=second.subject)
    assert LodgingRoom.objects.get().state == "ok"


def test_a_sealed_bed_stays_sealed_until_it_is_opened(by):
    row, (bed, other) = guest(), add_room("101")
    lodge(by, row, other)
    assert upkeep.seal_bed(by=by, bed_id=other.pk, reason="x").code == "lodging.occupied"
    assert upkeep.unseal_bed(by=by, bed_id=bed.pk, reason="x").code == "lodging.bed_state"
    upkeep.seal_bed(by=by, bed_id=bed.pk, reason="disinfection")
    assert upkeep.seal_bed(by=by, bed_id=bed.pk, reason="x").code == "lodging.bed_state"
    broken = fault(by, "bed", bed, stops_use=False)
    upkeep.fix_fault(by=by, fault_id=broken.subject)
    assert Bed.objects.get(pk=bed.pk).state == "sealed"
    assert isinstance(upkeep.unseal_bed(by=by, bed_id=bed.pk, reason="done"), Done)
    assert Bed.objects.get(pk=bed.pk).state == "ok"


def test_opening_a_sealed_bed_keeps_its_fault(by):
    (bed,) = add_room("101", 1)
    fault(by, "bed", bed)
    upkeep.seal_bed(by=by, bed_id=bed.pk, reason="x")
    upkeep.unseal_bed(by=by, bed_id=bed.pk, reason="x")
    assert Bed.objects.get().state == "out_of_use"


def test_two_people_are_kept_apart_without_a_reason(by):
    one, other, (bed, free), (second,) = guest(), guest(), add_room("101"), add_room("102", 1)
    numbers = {"number": one.person.number, "other_number": other.person.number}
    done = actions.note_conflict(by=by, **numbers)
    assert isinstance(done, Done)
    assert actions.note_conflict(by=by, **numbers).code == "lodging.conflict_known"
    assert Entry.objects.filter(action="note_conflict").count() == 2
    lodge(by, one, bed)
    refused = actions.assign_bed(by=by, number=other.person.number, bed_id=free.pk)
    assert refused.code == "lodging.apart"
    lodge(by, other, second)
    assert isinstance(actions.end_conflict(by=by, conflict_id=done.subject), Done)
    assert actions.end_conflict(by=by, conflict_id=done.subject).code == "lodging.conflict_ended"
    moved = actions.move_bed(by=by, number=other.person.number, bed_id=free.pk, reason="x")
    assert isinstance(moved, Done)


def test_a_pair_is_of_two_known_people(by):
    number = guest().person.number
    same = actions.note_conflict(by=by, number=number, other_number=number)
    assert same.code == "lodging.same_person"
    wrong = actions.note_conflict(by=by, number=number, other_number="nobody")
    assert wrong.code == "lodging.number_unknown"
    assert not Conflict.objects.exists()


def test_whoever_shares_a_room_with_somebody_kept_apart_must_move(by):
    one, other, beds = guest(), guest(), add_room("101")
    lodge(by, one, beds[0])
    lodge(by, other, beds[1])
    assert queries.must_move(by) == []
    actions.note_conflict(by=by, number=one.person.number, other_number=other.person.number)
    assert len(queries.must_move(by)) == 2


def test_occupancy_and_wall_count_beds_and_tell_no_names(by):
    row, (bed, broken, _free) = guest(), add_room("101", 3)
    lodge(by, row, bed)
    fault(by, "bed", broken)
    seen = queries.occupancy(by)
    assert (seen.beds, seen.occupied, seen.out_of_use, seen.free) == (3, 1, 1, 1)
    (room,) = queries.wall()
    assert (room.free, room.beds) == (1, 3)
    assert row.person.number not in str(room)


class TestScenarioTen:
    """A room breaks: nobody new is put there, those inside move to where they may sleep."""

    @pytest.fixture
    def house(self, by):
        return {
            "women": add_room("101", 2),
            "small": add_room("102", 2, area_m2=Decimal(7)),
            "men": add_room("103", 2, kind="men"),
            "family": add_room("104", 3, kind="family", accessible=True, has_bath=True),
            "isolation": add_room("105", 1, kind="isolation"),
            "adapted": add_room("106", 1, accessible=True, has_bath=True),
        }

    def fitting(self, by, row):
        return {offer.room for offer in queries.offers(by, row.person.number).fitting}

    def test_the_people_of_a_broken_room_are_listed_with_the_reason(self, by, house):
        row = guest()
        lodge(by, row, house["women"][0])
        fault(by, "room", house["women"][0].room)
        (move,) = queries.must_move(by)
        assert move.label.number == row.person.number
        assert "101" in move.reasons[0].why
        assert self.fitting(by, row) == {"102", "106"}

    def test_a_broken_bed_moves_only_its_sleeper(self, by, house):
        one, other = guest(), guest()
        lodge(by, one, house["women"][0])
        lodge(by, other, house["women"][1])
        fault(by, "bed", house["women"][0])
        assert [move.label.number for move in queries.must_move(by)] == [one.person.number]

    def test_offers_respect_sex_and_space(self, by, house):
        lodge(by, guest(), house["small"][0])
        assert self.fitting(by, guest()) == {"101", "106"}
        assert self.fitting(by, guest(sex="male")) == {"103"}

    def test_offers_respect_access_and_isolation(self, by, house):
        assert self.fitting(by, guest({"access_needs": "adapted_bath"})) == {"106"}
        assert self.fitting(by, guest({"isolation": True})) == {"105"}

    def test_a_family_gets_the_family_room(self, by, house):
        mother, child = guest(), guest({"minor": True}, sex="male")
        join(by, child, mother)
        offers = queries.offers(by, mother.person.number)
        assert offers.fitting[0].room == "104"
        lodge(by, mother, house["family"][0])
        assert self.fitting(by, child) == {"104"}
        assert self.fitting(by, guest()) == {"101", "102", "106"}

    def test_a_family_separated_for_safety_is_lodged_apart(self, by, house):
        one, other = guest({"in_family": False}), guest({"in_family": False}, sex="male")
        join(by, other, one)
        assert self.fitting(by, one) == {"101", "102", "106"}
        assert self.fitting(by, other) == {"103"}


def join(by, row, with_row):
    from django.utils import timezone

    from naru.ground import people

    people.join_household(
        by=by, now=timezone.now(), person_id=row.person_id, with_id=with_row.person_id
    )


def test_a_fault_is_of_one_thing(by):
    (bed,) = add_room("101", 1)
    done = fault(by, "bed", bed)
    kept = Fault.objects.get(pk=done.subject)
    assert (kept.bed, kept.room, kept.equipment) == (bed, None, None)
