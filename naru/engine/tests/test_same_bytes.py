"""The same seed gives the same bytes on every machine: golden digests of two short runs."""

from dataclasses import replace
from hashlib import blake2b

import pytest

from naru.engine import staffing
from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.reading import read

GOLDEN = {"w1": (60.0, "19de44dee8dccf5c"), "kr": (40.0, "d3f6036ca929b05e")}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_seed_gives_the_bytes_it_gave_when_this_was_written(name: str) -> None:
    days, digest = GOLDEN[name]
    plan = replace(read(staffing.text_of(name)), horizon=days, warm_up=0.0)
    values = run(compile_plan(plan), replications=2).values
    assert blake2b(values.tobytes(), digest_size=8).hexdigest() == digest
