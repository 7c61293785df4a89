"""`naru outlook`: answers people and programs, and refuses with a reason."""

import csv
import io
import json

import pytest

from naru.cli import main
from naru.outlook import tables


def answer(capsys, *args):
    code = main(["outlook", *map(str, args)])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_a_shipped_scenario_answers_people_and_programs(capsys):
    code, out, _ = answer(capsys, "run", "today", "--draws", 50)
    assert code == 0
    assert "today's law and prices" in out
    assert "never fitted" in out
    code, out, _ = answer(capsys, "run", "today", "--draws", 50, "--json")
    made = json.loads(out)
    assert (made["seed"], made["draws"], len(made["arrivals"])) == (2026, 50, 120 * 9)


def test_the_table_goes_to_a_file_or_to_the_pipe(capsys, tmp_path):
    file = tmp_path / "arrivals.csv"
    assert answer(capsys, "run", "reopened", "--draws", 20, "--csv", file)[0] == 0
    _, out, _ = answer(capsys, "run", "reopened", "--draws", 20, "--csv", "-")
    assert out == file.read_text(encoding="utf-8")
    assert next(csv.reader(io.StringIO(out))) == list(tables.COLUMNS)
    code, _, err = answer(capsys, "run", "today", "--draws", 20, "--csv", tmp_path)
    assert code == 1
    assert "can't be written" in err


def test_a_changed_file_is_run_and_a_wrong_one_named_by_line(capsys, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('id = "x"\nbased_on = "today"\nmonths = 0\n', encoding="utf-8")
    code, out, _ = answer(capsys, "check", file)
    assert code == 1
    assert f"{file}:3: months: months must lie from 1 to 600, not 0" in out
    code, out, _ = answer(capsys, "check", file, "--json")
    assert {p["line"] for p in json.loads(out)["problems"]} == {0, 3}
    code, _, err = answer(capsys, "run", file)
    assert code == 1
    assert "line 3: months" in err
    file.write_bytes(b'id = "\xff"\n')
    assert "1: TOML: this line isn't UTF-8" in answer(capsys, "check", file)[1]
    assert answer(capsys, "run", file)[0] == 1
    assert answer(capsys, "check", tmp_path / "none.toml")[0] == 1
    assert "neither a shipped scenario" in answer(capsys, "run", "nowhere")[2]


@pytest.mark.parametrize(
    "wrong", [["--draws", "0"], ["--draws", "x"], ["--seed", "-1"], ["--draws", "100001"]]
)
def test_wrong_usage_is_2(capsys, wrong):
    with pytest.raises(SystemExit) as left:
        main(["outlook", "run", "today", *wrong])
    assert left.value.code == 2


@pytest.mark.parametrize("action", ["list", "priors", "checks"])
def test_the_other_actions_answer_in_both_forms(capsys, action):
    code, out, _ = answer(capsys, action)
    assert code == 0
    assert len(out.splitlines()) > 5
    assert isinstance(json.loads(answer(capsys, action, "--json")[1]), list)


def test_the_stored_backtest_is_shown(capsys):
    assert "5-year mean" in answer(capsys, "backtest", "--shipped")[1]
    assert "losses" in json.loads(answer(capsys, "backtest", "--shipped", "--json")[1])


def test_a_fit_can_be_made_again_from_other_tables(capsys, tmp_path, monkeypatch):
    from naru.outlook import fitting

    monkeypatch.setattr(fitting.fit, "__defaults__", (30, 2, 7, fitting._silent))
    assert answer(capsys, "fit", "--out", tmp_path / "made.csv")[0] == 0
    assert (tmp_path / "made.csv").read_text(encoding="utf-8").startswith("# {")
    code, _, err = answer(capsys, "fit", "--check")
    assert code == 1
    assert "not the shipped posterior" in err
    assert answer(capsys, "fit", "--data", tmp_path)[0] == 1
