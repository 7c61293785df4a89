"""Plans that can't be: every error with its line and its reason, never anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.domain.lines import Unreadable
from naru.engine import loads, quantities, staffing
from naru.engine.reading import read
from naru.engine.tests.plans import centre, queue, rate

GOOD = staffing.text_of("w1")


def problems(text: str) -> list[str]:
    with pytest.raises(Unreadable) as found:
        read(text)
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "offset", "said"),
    [
        ("servers = 2", "servers = 0", 0, "1 to 100000, not 0"),
        ("servers = 2", "servers = -1", 0, "not -1"),
        ("servers = 2", "servers = nan", 0, "whole number"),
        ("rate = 3", "rate = inf", 0, "not inf"),
        ("rate = 3", "rate = 10000000", 0, "100000"),
        ("rate = 3", "rate = 50000", -1, "people in 3650 days"),
        ("rate = 3", "rate = 0", -1, "nobody ever comes"),
        ('resource = "desk"', 'resource = "desc"', 0, "'desc' is no resource"),
        ('duration = "LN(45 min, 0.5)"', 'duration = "LN(45 min)"', 0, "takes 2 values"),
        ('duration = "LN(45 min, 0.5)"', 'duration = "LN(-45 min, 0.5)"', 0, "0 and 100 years"),
        ('duration = "exp(2 d)"', 'duration = "exp(2)"', 0, "no length of time"),
        ('visits = "1+Poisson(4)"', "visits = 0", 0, "between 1 and"),
        ("share = 0.4", "share = 1.5", 0, "from 0 to 1"),
        ('until = "decision"', 'until = "desk"', 0, "doesn't come after"),
        ('until = "decision"', 'until = "nowhere"', 0, "is no stage"),
        ('warm_up = "365 d"', 'warm_up = "3650 d"', 0, "must end before"),
        ('id = "desk"\nresource', 'id = "desk"\nwhat = 1\nresource', 1, "is not a key here"),
        ("servers = 8", 'servers = 8\nshifts = ["mon-fri 18:00-09:00"]', 1, "never opens"),
        ("servers = 8", 'servers = 8\nshifts = ["mon-fri 09:00-18:00 0"]', 1, "never opens"),
    ],
)
def test_an_error_names_its_line_and_its_reason(old: str, new: str, offset: int, said: str) -> None:
    line = GOOD[: GOOD.index(old)].count("\n") + 1 + offset
    found = problems(GOOD.replace(old, new, 1))
    assert any(one.startswith(f"line {line}:") and said in one for one in found), found


def test_a_plan_that_goes_round_in_a_circle() -> None:
    text = GOOD.replace('resource = "desk"', 'resource = "desk"\nafter = ["decision"]', 1)
    text = text.replace('duration = "exp(2 d)"', 'duration = "exp(2 d)"\nafter = ["desk"]', 1)
    assert any("in a circle" in one and one.startswith("line ") for one in problems(text))


def test_all_errors_are_named_at_once() -> None:
    assert len(problems(GOOD.replace("servers = 2", "servers = 0"))) == 2


def test_a_staffing_names_unknown_stages_and_clocks() -> None:
    text = staffing.text_of("kr")
    found = problems(text.replace('id = "S14"', 'id = "S99"'))
    assert any("'S99' is no stage of kr" in one for one in found)
    found = problems(text.replace('clock = "C12"', 'clock = "C99"'))
    assert any("'C99' is no clock of kr" in one for one in found)


@pytest.mark.parametrize("name", staffing.NAMES)
def test_what_ships_has_no_problem_and_keeps_pace(name: str) -> None:
    assert not [str(d) for d in loads.demands(read(staffing.text_of(name))) if d.unstable]


def test_a_queue_without_end_is_named_with_what_it_would_need() -> None:
    (demand,) = loads.demands(queue("exp(1 d)", 5.0, 4))
    assert demand.unstable
    assert demand.needed == 6
    assert "25% more than there is" in str(demand)
    beds = next(d for d in loads.demands(rate(centre(), 15.0)) if d.resource == "beds")
    assert beds.unstable
    assert beds.needed > 150


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.integers(0, len(GOOD)))
def test_no_text_does_anything_but_read_or_be_refused(junk: str, at: int) -> None:
    try:
        read(GOOD[:at] + junk + GOOD[at:])
    except Unreadable as error:
        assert error.problems


@given(st.text(max_size=30))
def test_a_distribution_is_read_or_refused(text: str) -> None:
    for reader in (quantities.distribution, quantities.count, quantities.length):
        try:
            reader(text)
        except ValueError as error:
            assert str(error)
