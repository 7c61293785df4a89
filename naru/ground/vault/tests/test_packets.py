"""The emergency packet as a file: one person at a time, nothing without the code, a bound list."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.ground.vault.packets import Keys, Opening, Packet, PacketError, seal_packet

MADE = datetime(2026, 11, 25, 22, tzinfo=UTC)
UNTIL = MADE + timedelta(hours=12)
CODE = "K7Q29XMA" * 2
PEOPLE = {
    "K7Q29XMA": {"name": "김가람", "told": {"allergies": ["페니실린"]}},
    "K7Q29XMB": {"name": "이나래", "told": {"allergies": []}},
}


def packet():
    return seal_packet(CODE, MADE, UNTIL, PEOPLE)


def test_it_opens_with_its_code_and_shows_one():
    text = packet().to_text()
    read = Packet.read(text)
    assert Keys.of(read, CODE).open(read, "K7Q29XMA") == PEOPLE["K7Q29XMA"]
    for secret in ("김가람", "페니실린", "K7Q29XMA", CODE):
        assert secret not in text
    assert len({len(entry) for entry in read.entries.values()}) == 1


def test_another_code_number_or_place_opens_nothing():
    made = packet()
    keys = Keys.of(made, CODE)
    with pytest.raises(PacketError, match="isn't in the packet"):
        keys.open(made, "00000000")
    with pytest.raises(PacketError, match="isn't in the packet"):
        Keys.of(made, "0" * 16).open(made, "K7Q29XMA")
    one, two = made.entries.values()
    names = list(made.entries)
    swapped = replace(made, entries=dict(zip(names, (two, one), strict=True)))
    with pytest.raises(PacketError, match="was changed"):
        keys.open(swapped, "K7Q29XMA")
    other = replace(made, serial="00000000")
    with pytest.raises(PacketError):
        Keys.of(other, CODE).open(other, "K7Q29XMA")


def test_the_list_of_openings_is_bound_line_to_line():
    keys, lines = Keys.of(packet(), CODE), []
    for turn in range(3):
        opening = Opening("K7Q29XMA", "nurse", MADE.isoformat(), f"경련 {turn}")
        lines.append(keys.write(opening, lines))
    assert [one.reason for one in keys.read(lines)] == ["경련 0", "경련 1", "경련 2"]
    assert "경련" not in "".join(lines)
    for bad in ([lines[0], lines[2]], [lines[1], lines[0]], [lines[0][:-4] + "AAAA"]):
        with pytest.raises(PacketError):
            keys.read(bad)


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_no_text_is_an_error_but_a_packet_error(text):
    with pytest.raises(PacketError):
        Packet.read(text)


@pytest.mark.parametrize(
    "changed",
    [{"format": "x"}, {"salt": "00"}, {"until": "2026-11-25T10:00:00"}, {"entries": []}, {"x": 1}],
)
def test_a_damaged_head_is_named(changed):
    import json

    with pytest.raises(PacketError, match="no emergency packet"):
        Packet.read(json.dumps({**asdict(packet()), **changed}))
