"""Giving, moving and freeing a bed."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from naru.domain.refusals import Done, Refusal, say
from naru.ground.ledger.models import Entry
from naru.ground.pathway import actions as pathway
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.rooms.lodging import actions, upkeep
from naru.rooms.lodging.models import Assignment
from naru.rooms.lodging.tests.houses import add_room, guest, officer

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def by():
    return officer()


def assign(by, row, bed, **more):
    return actions.assign_bed(by=by, number=row.person.number, bed_id=bed.pk, **more)


def case(row):
    return conductor.state(CaseRow.objects.get(pk=row.pk))


def test_a_bed_is_assigned_once(by):
    row, (bed, _other) = guest(), add_room("101")
    once = str(uuid.uuid4())
    first, again = assign(by, row, bed, once=once), assign(by, row, bed, once=once)
    assert isinstance(first, Done)
    assert again.repeated
    assert Assignment.objects.get().bed == bed
    assert case(row).facts["housed"] is True
    assert "S07" in case(row).done
    assert Entry.objects.filter(action="assign_bed").count() == 1


def test_a_taken_bed_is_refused_with_free_ones(by):
    row, other, (bed, free) = guest(), guest(), add_room("101")
    assign(by, row, bed)
    refused = assign(by, other, bed)
    assert refused.code == "lodging.taken"
    assert refused.facts["free"] == [free.label]
    assert row.person.number[:4] in say(refused, "en").why
    assert free.label in say(refused, "ko").next_step
    assign(by, other, free)
    assert assign(by, guest(), bed).code == "lodging.taken_none_free"


def test_whoever_has_a_bed_is_moved_instead(by):
    row, (bed, other) = guest(), add_room("101")
    assign(by, row, bed)
    assert assign(by, row, other).code == "lodging.has_bed"
    number = row.person.number
    moved = actions.move_bed(by=by, number=number, bed_id=other.pk, reason="quiet")
    assert isinstance(moved, Done)
    assert Assignment.objects.get(ends_at=None).bed == other
    again = actions.move_bed(by=by, number=number, bed_id=other.pk, reason="quiet")
    assert again.code == "lodging.same_bed"


def test_a_refused_move_leaves_the_person_where_they_are(by):
    row, (bed,), (men,) = guest(), add_room("101", 1), add_room("102", 1, kind="men")
    assign(by, row, bed)
    refused = actions.move_bed(by=by, number=row.person.number, bed_id=men.pk, reason="x")
    assert refused.code == "lodging.men_only"
    assert Assignment.objects.get(ends_at=None).bed == bed


def test_a_freed_bed_is_free_for_others(by):
    row, (bed,) = guest(), add_room("101", 1)
    assert actions.free_bed(by=by, number=row.person.number, reason="x").code == "lodging.no_bed"
    assign(by, row, bed)
    freed = actions.free_bed(by=by, number=row.person.number, reason="leaves")
    assert isinstance(freed, Done)
    assert case(row).facts["housed"] is False
    assert isinstance(assign(by, guest(), bed), Done)
    moved = actions.move_bed(by=by, number=row.person.number, bed_id=bed.pk, reason="x")
    assert moved.code == "lodging.no_bed"


def test_an_assignment_taken_back_frees_the_bed(by):
    row, (bed,) = guest(), add_room("101", 1)
    done = assign(by, row, bed)
    assert actions.undo_assign_bed(by=by, now=timezone.now(), subject=done.subject) is None
    assert isinstance(assign(by, guest(), bed), Done)
    again = actions.undo_assign_bed(by=by, now=timezone.now(), subject=done.subject)
    assert again.code == "lodging.no_bed"


def test_undo_goes_through_the_pathway(by):
    row, (bed,) = guest(), add_room("101", 1)
    done = assign(by, row, bed)
    undone = pathway.undo(by=by, number=row.person.number, event="assign_bed", subject=done.subject)
    assert isinstance(undone, Done)
    assert not case(row).facts.get("housed")
    assert not Assignment.objects.filter(ends_at=None).exists()


def test_the_pathway_may_refuse_and_then_nothing_is_kept(by):
    row, (bed,) = guest({"needs_looked_at": False}), add_room("101", 1)
    refused = assign(by, row, bed)
    assert isinstance(refused, Refusal)
    assert not Assignment.objects.exists()


def test_a_bed_that_nobody_registered(by):
    refused = actions.assign_bed(by=by, number=guest().person.number, bed_id=uuid.uuid4())
    assert refused.code == "lodging.bed_unknown"


def test_a_bed_out_of_use_is_refused(by):
    row, (bed, other) = guest(), add_room("101")
    said = {"place": "bed", "place_id": bed.pk, "text": "slats", "stops_use": True}
    upkeep.report_fault(by=by, **said)
    assert assign(by, row, bed).code == "lodging.bed_closed"
    assert isinstance(assign(by, row, other), Done)


def keep(row, bed, starts, ends=None):
    stay = Assignment(person_id=row.person_id, bed=bed, starts_at=starts, ends_at=ends)
    stay.put({})
    with transaction.atomic():
        stay.save(force_insert=True)
    return stay


def refused_by_the_database(name, act, *given):
    with pytest.raises(IntegrityError, match=name):
        act(*given)


def test_the_database_refuses_overlaps_of_a_bed_and_of_a_person():
    one, two, (bed, other) = guest(), guest(), add_room("101")
    now = timezone.now()
    keep(one, bed, now, now + timedelta(days=2))
    day = timedelta(days=1)
    refused_by_the_database("lodging_bed_taken", keep, two, bed, now + day)
    refused_by_the_database("lodging_bed_taken", keep, two, bed, now - day, now + day)
    refused_by_the_database("lodging_person_placed", keep, one, other, now + day, now + 3 * day)
    keep(two, bed, now + 2 * day)
    keep(one, bed, now, now)


def test_the_database_refuses_a_crowded_and_a_closed_room():
    one, two, (bed, other) = guest(), guest(), add_room("101", area_m2=7)
    now = timezone.now()
    keep(one, bed, now)
    refused_by_the_database("lodging_crowded", keep, two, other, now)
    bed.room.area_m2, bed.room.state = 8, "out_of_use"
    bed.room.save()
    refused_by_the_database("lodging_closed", keep, two, other, now)


def test_an_ended_stay_cannot_be_opened_again_over_another():
    one, two, (bed,) = guest(), guest(), add_room("101", 1)
    now = timezone.now()
    old = keep(one, bed, now - timedelta(days=1), now)
    keep(two, bed, now)
    old.ends_at = None
    refused_by_the_database("lodging_bed_taken", old.save)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("lodging_bed_taken", "lodging.taken"),
        ("lodging_person_placed", "lodging.has_bed"),
        ("lodging_closed", "lodging.bed_closed"),
        ("lodging_crowded", "lodging.crowded"),
    ],
)
def test_each_rule_of_the_database_has_its_refusal(name, code):
    row, (bed, _free) = guest(), add_room("101")
    assert actions._refusal_of(IntegrityError(f"x {name} y"), row, bed).code == code
    with pytest.raises(IntegrityError):
        actions._refusal_of(IntegrityError("something else"), row, bed)


def test_the_database_has_the_last_word(by, monkeypatch):
    row, other, (bed, _free) = guest(), guest(), add_room("101")
    monkeypatch.setattr(actions, "_against", lambda *_given: None)
    assert isinstance(assign(by, row, bed), Done)
    assert assign(by, other, bed).code == "lodging.taken"
    assert Assignment.objects.count() == 1
