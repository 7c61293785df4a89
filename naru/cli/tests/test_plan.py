"""`naru plan` as a planner uses it: a run, a check, a comparison, and clear refusals."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pyarrow import feather

from naru.cli import main
from naru.engine import staffing

SHORT = ["--horizon", "120d", "--replications", "4"]


@pytest.fixture
def w1(tmp_path: Path) -> Path:
    path = tmp_path / "w1.toml"
    path.write_text(staffing.text_of("w1"), encoding="utf-8")
    return path


def test_the_json_names_every_figure_with_its_half_width(
    w1: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrow = tmp_path / "all.arrow"
    assert main(["plan", str(w1), *SHORT, "--json", "--arrow", str(arrow)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["stages"]["interview"]["wait_p95"].keys() == {"mean", "half_width"}
    assert found["kept"]["beds"]["p95"]["mean"] > 20
    assert found["limits"]["decision in 90 days"]["late_share"]["mean"] == 0
    assert found["events"] > 1000
    assert found["cpu_seconds"] > 0
    assert found["method"]["desk"] == "scan"
    table = feather.read_table(arrow)
    assert table.num_rows == 4 * len(
        set(zip(table["of"].to_pylist(), table["figure"].to_pylist(), strict=True))
    )


def test_a_table_and_a_chart_on_the_terminal(w1: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = w1.with_name("other.toml")
    other.write_text(w1.read_text(encoding="utf-8").replace("servers = 8", "servers = 2"))
    arguments = ["--arrivals", "9/day", "--compare", str(other)]
    assert main(["plan", str(w1), *SHORT, *arguments]) == 0
    said = capsys.readouterr().out
    assert "beds, in use by day" in said
    assert "interview.wait_mean" in said


def test_a_profile_runs_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "kr", "--horizon", "60d", "--replications", "3", "--from", "empty"]) == 0
    said = capsys.readouterr().out
    assert "stated defaults, measured nowhere" in said
    assert "C12" in said
    assert main(["plan", "kr", "--trace", "2", "--horizon", "40d"]) == 0
    assert "S00 Notice and arrival" in capsys.readouterr().out


def test_check_names_lines_and_saturation(w1: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "check", str(w1)]) == 0
    w1.write_text(w1.read_text(encoding="utf-8").replace("servers = 8", "servers = 0"))
    assert main(["plan", "check", str(w1), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out.partition("no problems")[2])["problems"]
    assert problem["line"] == 29
    w1.write_text(staffing.text_of("w1").replace("rate = 3", "rate = 30"))
    assert main(["plan", "check", str(w1)]) == 0
    assert "saturated: beds" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "nowhere"], "neither a shipped profile"),
        (["plan", "kr", "--arrivals", "many/day"], "no number of people"),
        (["plan", "kr", "--arrivals", "100000/day"], "people in 730 days"),
        (["plan", "kr", "--horizon", "2"], "no length of time"),
        (["plan", "kr", "--precision", "5000%"], "write a share"),
        (["plan", "kr", "--replications", "0"], "at least one"),
        (["plan", "kr", "--threads", "0"], "at least 1"),
        (["plan", "check"], "which plan?"),
        (["plan", "check", "nowhere.toml"], "can't be read"),
    ],
)
def test_a_wrong_call_gets_a_reason_and_no_stack(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith("naru: ")
    assert said in error


def test_from_now_without_a_centre_says_where_it_looked(
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", tmp_path / "naru.sqlite3")
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "naru.ground.storage.sqlite")
    settings.NARU_HOME = tmp_path
    assert main(["plan", "kr", "--from", "now"]) == 1
    assert f"there is no centre in {tmp_path}" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_from_now_starts_from_the_centre_or_from_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["plan", "kr", "--from", "now", *SHORT, "--json"]
    assert main(arguments) == 0
    assert "with 0 people of the centre" in json.loads(capsys.readouterr().out)["notes"][0]
    state = tmp_path / "who.csv"
    state.write_text("arrived,done\n2026-01-02,S00 S01\n", encoding="utf-8")
    assert main([*arguments, "--state", str(state)]) == 0
    assert f"with 1 people of {state}" in json.loads(capsys.readouterr().out)["notes"][0]
    assert main(["plan", "de", "--from", "now"]) == 1
    assert "works by kr" in capsys.readouterr().err


@pytest.mark.django_db
def test_fit_and_backtest_of_a_centre_without_a_past(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "fit"]) == 0
    assert "Nothing has been observed often enough yet" in capsys.readouterr().out
    assert main(["plan", "fit", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["laws"] == []
    assert main(["plan", "backtest", "--days", "30"]) == 1
    assert "nobody was here 30 days ago" in capsys.readouterr().err
    assert main(["plan", "fit", "de"]) == 1
    assert "works by kr" in capsys.readouterr().err
    assert main(["plan", "kr", "--fitted", *SHORT, "--json"]) == 0
    assert "0 laws fitted" in json.loads(capsys.readouterr().out)["label"]


def test_fit_names_a_plan_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "fit", "nowhere"]) == 1
    assert "neither a shipped profile" in capsys.readouterr().err


def test_a_fit_is_drawn_as_the_data_over_the_law() -> None:
    from naru.cli.planfit import BINS, picture
    from naru.engine.fitting import Sample, law_of

    drawn = picture(law_of(Sample("S12", "time", tuple(range(1, 41)))))
    assert [len(line) for line in drawn.split("\n")] == [BINS, BINS]


def test_csv_and_a_picture_beside_the_table(w1: Path, tmp_path: Path) -> None:
    table, picture = tmp_path / "all.csv", tmp_path / "days.png"
    assert (
        main(["plan", str(w1), *SHORT, "--json", "--csv", str(table), "--png", str(picture)]) == 0
    )
    head, first, *_rest = table.read_text(encoding="utf-8").splitlines()
    assert head == '"replication","kind","of","figure","value"'
    assert first.startswith('0,"run","","events",')
    assert picture.read_bytes().startswith(b"\x89PNG")
    with Image.open(picture) as drawn:
        assert drawn.width == 1440
        assert len(drawn.convert("RGB").getcolors(1 << 24) or []) > 100
    assert main(["plan", str(w1), *SHORT, "--csv", str(tmp_path / "no" / "all.csv")]) == 1


def test_sensitivity_ranks_the_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["plan", "sensitivity", "kr", "--horizon", "60d", "--figure", "beds.mean"]
    asked += ["--vary", "arrivals", "--vary", "nurse=1..3", "--json"]
    assert main(asked) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["runs"] == 30
    assert [row["input"] for row in found["inputs"]] == ["arrivals", "nurse"]
    assert found["inputs"][0]["mu*"] > 5 * found["inputs"][1]["mu*"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--figure", "beds.median"], "'beds.median' is no figure of this plan"),
        (["--vary", "weather=1..2"], "'weather' is no input"),
        (["--vary", "arrivals=2..1"], "two numbers above 0 that rise"),
        (["--on", "moon"], "write ray, or ray:ADDRESS"),
    ],
)
def test_sensitivity_names_what_is_wrong(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "sensitivity", "kr", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_without_salib_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    assert main(["plan", "sensitivity", "kr"]) == 1
    assert "pip install naru[sensitivity]" in capsys.readouterr().err


def test_search_finds_the_least_staffing_and_what_it_costs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["plan", "search", "kr", "--arrivals", "x3", "--horizon", "200d"]
    asked += ["--replications", "8", "--change", "interviewer,inquiry_reviewer"]
    assert main([*asked, "--goal", "C12=5%", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kept"]
    assert found["found"]["missed"]["C12"]["mean"] <= 0.05
    assert set(found["found"]["servers"]) == {"interviewer", "inquiry_reviewer"}
    assert main([*asked, "--goal", "beds=90%"]) == 0
    assert "cost a day" in capsys.readouterr().out


def test_the_day_on_which_the_beds_run_out_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["plan", "kr", "--horizon", "100d", "--replications", "5"]
    assert main([*asked, "--arrivals", "x20"]) == 0
    assert "the 120 beds run out on " in capsys.readouterr().out
    assert main(asked) == 0
    assert "the 120 beds don't run out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--goal", "C99=2%"], "'C99' is no limit and no kept resource"),
        (["--goal", "C12"], "write a limit and a share"),
        (["--change", "pilot"], "'pilot' is no resource"),
    ],
)
def test_search_names_what_is_wrong(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "search", "kr", *arguments]) == 1
    assert said in capsys.readouterr().err
