"""A malformed profile is refused with every error's line and reason, never with a traceback."""

import json
from pathlib import Path

import pytest

from naru import cli, profiles
from naru.domain.lines import Problem, Unreadable
from naru.domain.reading import read
from naru.domain.tests.wrong import LONG_LIST, WRONG

KR = profiles.text_of("kr")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return caught.value.problems


@pytest.mark.parametrize(
    ("good", "bad", "reason", "at"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_each_error_has_its_line_and_its_reason(
    good: str, bad: str, reason: str, at: str | None
) -> None:
    text = KR.replace(good, bad, 1)
    assert text != KR
    found = [problem for problem in problems(text) if reason in problem.reason]
    assert found, problems(text)
    if at is not None:
        expected = line_of(text, at)
        assert expected in {problem.line for problem in found}


STATE_CLOCK = [
    ("count_first_day = true", "count_first_day = false", "counts the first day"),
    ("roll_over = false", "roll_over = true", "doesn't roll over holidays"),
    ("pausable = false", "pausable = true", "never pauses"),
]


@pytest.mark.parametrize(("good", "bad", "reason"), STATE_CLOCK)
def test_a_profile_may_not_loosen_a_clock_against_the_state(
    good: str, bad: str, reason: str
) -> None:
    head, tail = KR.split('id = "C12"')
    text = head + 'id = "C12"' + tail.replace(good, bad, 1)
    assert any(reason in problem.reason for problem in problems(text))


def test_a_profile_may_not_count_the_first_day_against_the_person() -> None:
    head, tail = KR.split('id = "C14"')
    text = (
        head + 'id = "C14"' + tail.replace("count_first_day = false", "count_first_day = true", 1)
    )
    assert any("leaves out the first day" in problem.reason for problem in problems(text))


@pytest.mark.parametrize("event", ["wish_to_leave", "serve", "answer_leave", "close_file"])
def test_what_is_said_or_decided_may_not_be_taken_back(event: str) -> None:
    text = KR.replace(f'id = "{event}"', f'id = "{event}"\nundo = true', 1)
    (problem,) = problems(text)
    assert "may not be taken back" in problem.reason
    assert problem.line == line_of(text, f'id = "{event}"') + 1


def test_a_dead_end_is_an_error() -> None:
    text = KR.replace('stage = "S16"\n', "").replace("ends = true\n", "")
    reasons = " ".join(problem.reason for problem in problems(text))
    assert "no event completes S16" in reasons
    assert "completes a stage but names none" in reasons
    assert "no event ends a stay" in reasons


def test_nothing_is_not_a_profile() -> None:
    reasons = [problem.reason for problem in problems("")]
    assert "there must be at least one [[stages]]" in reasons
    assert all(problem.line == 0 for problem in problems(""))


def test_all_errors_come_at_once_in_the_order_of_the_file() -> None:
    text = KR.replace('duty = "nurse"', 'duty = "medic"').replace("length = 90", "length = -1")
    lines = [problem.line for problem in problems(text)]
    assert len(lines) > 3
    assert lines == sorted(lines)


def test_what_cannot_be_read_hides_nothing_that_is_wrong_elsewhere() -> None:
    text = (
        KR.replace('name = { ko = "도착 확인", en', "name = { en", 1)
        .replace("implies(minor, ", "implies(child, ", 1)
        .replace('after = ["S00"]', 'after = ["S02"]', 1)
        .replace('id = "C2W"', 'id = "C2"', 1)
        .replace('opens = ["B9"]', 'opens = ["B99"]', 1)
    )
    said = {(problem.line, problem.reason) for problem in problems(text)}
    assert said >= {
        (line_of(text, 'name = { en = "Record arrival'), "name needs a text in 'ko'"),
        (line_of(text, LONG_LIST), "'child' is no fact of this profile"),
        (line_of(text, 'after = ["S02"]'), "S01 waits for itself"),
        (line_of(text, 'id = "C2"\nname = { ko = "안내문'), "'C2' is there twice"),
        (line_of(text, 'opens = ["B99"]'), "'B99' is no branch of this profile"),
    }


def test_a_text_kept_for_running_cases_is_held_to_no_later_rule() -> None:
    text = KR.replace('on_expiry = ["notify_bar"]', 'on_expiry = ["mute"]')
    assert read(text, kept=True).clocks["C21"].on_expiry == ("mute",)
    with pytest.raises(Unreadable):
        read(text.replace('id = "kr"', "id = 1"), kept=True)


# ---------------------------------------------------------------- the command line


def check(tmp_path: Path, content: bytes, *flags: str) -> int:
    file = tmp_path / "centre.toml"
    file.write_bytes(content)
    return cli.main(["profile", "check", str(file), *flags])


def test_check_says_nothing_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, KR.encode()) == 0
    assert "no problems" in capsys.readouterr().out


def test_check_names_file_line_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = KR.replace('duty = "nurse"', 'duty = "medic"', 1)
    assert check(tmp_path, text.encode()) == 1
    line = line_of(text, 'duty = "medic"')
    assert f"centre.toml:{line}: stages[1].duty: 'medic' is no duty" in capsys.readouterr().out


def test_check_tells_a_program_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, b"id = ", "--json") == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["line"], problem["where"]) == (1, "TOML")


def test_a_file_that_is_not_utf8_names_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, 'id = "kr"\nname = "나루"\n'.encode("euc-kr")) == 1
    assert "centre.toml:2: TOML: this line isn't UTF-8" in capsys.readouterr().out


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["profile", "check", str(tmp_path / "none.toml")]) == 1
    assert "can't be read" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["profile"], ["profile", "check"], ["profil"], []])
def test_wrong_usage_exits_with_2(args: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(args)
    assert caught.value.code == 2
