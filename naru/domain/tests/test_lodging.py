"""Who may sleep where, over any person and any room."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from naru.domain.lodging import (
    AREA_EACH,
    KINDS,
    BedView,
    Guest,
    RoomView,
    match,
    most_people,
    must_move,
    proposals,
)
from naru.domain.refusals import say

IDS = [f"g{n}" for n in range(8)]
ACCESS = ["none", "ground_floor", "step_free", "adapted_bath", "near_staff"]
some_ids = st.frozensets(st.sampled_from(IDS), max_size=3)
guests = st.builds(
    Guest,
    id=st.sampled_from(IDS),
    sex=st.sampled_from(["female", "male", "other", ""]),
    child=st.booleans(),
    unaccompanied=st.booleans(),
    isolation=st.booleans(),
    sleeps_alone=st.booleans(),
    access=st.sampled_from(ACCESS),
    family=some_ids,
    conflicts=some_ids,
)
beds = st.lists(
    st.builds(
        BedView,
        id=st.uuids().map(str),
        label=st.just("A"),
        state=st.sampled_from(["ok", "out_of_use", "sealed"]),
        taken=st.booleans(),
    ),
    max_size=4,
).map(tuple)
rooms = st.builds(
    RoomView,
    id=st.uuids().map(str),
    name=st.just("312"),
    kind=st.sampled_from(KINDS),
    area=st.decimals(4, 60, places=1),
    building=st.sampled_from(["A", "B"]),
    floor=st.integers(1, 3),
    state=st.sampled_from(["ok", "ok", "ok", "out_of_use", "sealed"]),
    accessible=st.booleans(),
    has_bath=st.booleans(),
    near_staff=st.booleans(),
    beds=beds,
    sleepers=st.lists(guests, max_size=3, unique_by=lambda g: g.id).map(tuple),
)


def codes(guest, room):
    return {refusal.code for refusal in match(guest, room)}


def strangers(guest, room):
    return [
        other
        for other in room.sleepers
        if other.id not in {guest.id, *guest.family} and guest.id not in other.family
    ]


def others(guest, room):
    return [other for other in room.sleepers if other.id != guest.id]


@given(guests, rooms)
def test_whoever_fits_is_safe(guest, room):
    if match(guest, room):
        return
    assert room.state == "ok"
    assert guest.isolation == (room.kind == "isolation")
    assert room.area >= AREA_EACH * (len(others(guest, room)) + 1)
    for other in strangers(guest, room):
        assert other.sex == guest.sex != ""
        assert other.child == guest.child
        assert not other.sleeps_alone
        assert not guest.sleeps_alone
    for other in others(guest, room):
        assert other.id not in guest.conflicts
        assert guest.id not in other.conflicts


@given(guests, rooms)
def test_every_refusal_is_said_in_both_languages(guest, room):
    for refusal in match(guest, room):
        assert say(refusal, "ko").why != say(refusal, "en").why
        assert say(refusal, "ko").next_step
        assert say(refusal, "en").next_step


@given(guests, st.lists(rooms, max_size=5))
def test_proposals_are_exactly_the_free_beds_that_fit(guest, known):
    proposed = proposals(guest, known)
    fitting = [room for room in known if not match(guest, room)]
    assert {p.bed.id for p in proposed} == {b.id for r in fitting for b in r.beds if b.free}
    assert all(p.why for p in proposed)


@given(guests, st.lists(rooms, max_size=5))
def test_the_familys_own_room_comes_first(guest, known):
    with_family = ["with_family" in proposal.why for proposal in proposals(guest, known)]
    assert with_family == sorted(with_family, reverse=True)


@given(guests, rooms)
def test_more_people_never_make_a_room_fit(guest, room):
    more = replace(room, sleepers=(*room.sleepers, Guest("stranger", sex="female")))
    new = {"lodging.child_with_adults"}  # a grown relative may come to sleep beside a child
    assert codes(guest, room) - new <= codes(guest, more)


@given(st.lists(rooms, max_size=4))
def test_whoever_must_move_has_a_reason_and_the_others_fit(known):
    moving = {(guest.id, room.id) for guest, room, _why in must_move(known)}
    for room in known:
        for guest in room.sleepers:
            assert bool(match(guest, room)) == ((guest.id, room.id) in moving)


def test_a_room_of_twelve_square_metres_holds_three():
    assert most_people(Decimal("12.0")) == 3
    assert most_people(Decimal("11.9")) == 2


def test_a_child_alone_sleeps_among_children():
    child = Guest("c", sex="female", child=True, unaccompanied=True)
    assert match(child, RoomView("1", "101", "child", Decimal(8))) == ()
    assert codes(child, RoomView("2", "102", "women", Decimal(8))) == {"lodging.child_with_adults"}


def test_a_mother_and_her_child_share_a_room():
    mother = Guest("m", sex="female", family=frozenset({"c"}))
    child = Guest("c", sex="male", child=True, family=frozenset({"m"}))
    room = RoomView("1", "101", "family", Decimal(8), sleepers=(mother,))
    assert match(child, room) == ()


def test_an_adapted_room_is_spared_for_those_who_need_it():
    bed = (BedView("b", "A"),)
    plain = RoomView("1", "101", "women", Decimal(8), beds=bed)
    adapted = RoomView("2", "102", "women", Decimal(20), accessible=True, has_bath=True, beds=bed)
    assert proposals(Guest("g", sex="female"), [adapted, plain])[0].room == plain
    wheels = Guest("g", sex="female", access="adapted_bath")
    assert [p.room for p in proposals(wheels, [adapted, plain])] == [adapted]
    assert codes(wheels, plain) == {"lodging.access_adapted_bath"}
