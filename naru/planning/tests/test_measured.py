"""What was measured stands beside what is stated, and says whether it is used."""

from typing import Any

import pytest

from naru.domain.duties import Duty
from naru.engine.fitting import Fit, Sample, law_of
from naru.planning.pages.measured import used
from naru.planning.settings import shipped

pytestmark = pytest.mark.django_db


def test_an_empty_centre_uses_the_stated_defaults(director: Any) -> None:
    text = director.get("/plan/measured/").content.decode()
    assert "Too few people have come to measure the arrivals" in text


def test_it_is_the_directors(sits: Any) -> None:
    assert sits(Duty.STATISTICIAN).get("/plan/measured/").status_code == 403


def test_only_visits_on_record_become_settings() -> None:
    lengths = tuple(0.05 + 0.001 * n for n in range(40))
    laws = (law_of(Sample("S09", "visit", lengths)), law_of(Sample("S04", "time", lengths)))
    scenario = used("kr", Fit(shipped("kr"), laws, (), {}, {}, (1.2, 1.0, 1.4)))
    said = dict(scenario.changes)
    assert said["arrivals"] == 1.2
    assert said["season"] == "flat"
    assert 1.4 < said["S09"] < 2.0
    assert "S04" not in said
