"""Opaque numbers: readable by people and scanners, and no slip goes unnoticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.kit import numbers
from naru.kit.numbers import ALPHABET, LENGTH

bodies = st.text(alphabet=ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


def numbered(body: str) -> str:
    return next(body + check for check in ALPHABET if numbers.read(body + check))


every_number = bodies.map(numbered)


@given(every_number, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(number: str, place: int, wrong: str) -> None:
    slipped = number[:place] + wrong + number[place + 1 :]
    assert slipped == number or numbers.read(slipped) is None


@given(every_number, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_every_swap_of_two_characters_is_caught(number: str, one: int, other: int) -> None:
    swapped = list(number)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert "".join(swapped) == number or numbers.read("".join(swapped)) is None


@given(bodies)
def test_exactly_one_check_character_fits(body: str) -> None:
    assert sum(numbers.read(body + check) is not None for check in ALPHABET) == 1


@given(every_number)
def test_what_is_shown_and_scanned_reads_back(number: str) -> None:
    assert numbers.read(numbers.shown(number)) == number
    assert numbers.read(numbers.scan(number)) == number


def test_new_numbers_are_valid_and_differ() -> None:
    made = {numbers.new_number() for _time in range(200)}
    assert len(made) == 200
    assert all(numbers.read(number) == number and len(number) == LENGTH for number in made)


def test_reading_forgives_how_people_type() -> None:
    number = numbered("K1Q20XM")
    typed = number.replace("1", "l").replace("0", "o").lower()
    full_width = "".join(chr(ord(mark) + 0xFEE0) for mark in number)
    for said in (typed, typed.upper(), f" {number[:4]} - {number[4:]} ", full_width):
        assert numbers.read(said) == number
    assert numbers.read(f"naru:{number.lower()}") == number
    assert numbers.read(number.replace("1", "i")) == number
    assert numbers.read(f"{number[:4]}\u2013{number[4:]}") == number


@pytest.mark.parametrize(
    "typed", ["", "NARU:", "K7Q2", "K7Q29XM", "U" * 8, "HTTP:12345678", "나루나루나루나루", "0" * 9]
)
def test_what_is_no_number_is_not_read(typed: str) -> None:
    assert numbers.read(typed) is None
