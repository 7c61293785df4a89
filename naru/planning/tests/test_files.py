"""What one takes along: CSV, Arrow, PNG."""

import csv
import io
from typing import Any

import pytest
from PIL import Image
from pyarrow import feather

from naru.planning.pages import files
from naru.planning.tests.conftest import SMALL

pytestmark = pytest.mark.django_db


def test_csv_has_the_bands_of_both_scenarios(director: Any) -> None:
    response = director.get(f"/plan/days.csv?{SMALL}&times=3&b.beds=80")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {row["scenario"] for row in rows} == {"1", "2"}
    assert {"in use", "waiting", "over"} <= {row["row"] for row in rows}
    for row in rows:
        assert float(row["p05"]) <= float(row["p50"]) <= float(row["p95"])


def test_arrow_has_every_replication(director: Any) -> None:
    response = director.get(f"/plan/replications.arrow?{SMALL}")
    table = feather.read_table(io.BytesIO(response.content))
    assert set(table.column_names) == {
        "scenario", "replication", "kind", "of", "figure", "value",
    }  # fmt: skip
    assert max(table["replication"].to_pylist()) == 199


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_png_is_a_picture_with_words(director: Any, lang: str) -> None:
    director.cookies["django_language"] = lang
    response = director.get(f"/plan/figures.png?{SMALL}")
    image = Image.open(io.BytesIO(response.content))
    assert image.format == "PNG"
    assert image.width > 2000
    assert len(image.convert("L").getcolors(1 << 20)) > 20


def test_what_is_not_ready_says_so(director: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(files, "WAIT", 0.001)
    monkeypatch.setattr("naru.planning.asking.QUICK_WAIT", 0.001)
    response = director.get("/plan/days.csv?profile=ngo&from=empty&days=730&times=10")
    assert response.status_code == 503
    assert response["Retry-After"]
    assert b"ask for the file again" in response.content


def test_a_wrong_address_leads_to_its_reasons(director: Any) -> None:
    response = director.get("/plan/figures.png?beds=0")
    assert response.status_code == 303
    assert response["Location"] == "/plan/?beds=0"
