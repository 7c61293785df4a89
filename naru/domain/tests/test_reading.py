"""A malformed profile is refused with every error's line and reason, never with a traceback."""

import json
from pathlib import Path

import pytest

from naru import cli, profiles
from naru.domain.lines import Problem, Unreadable
from naru.domain.reading import read

KR = profiles.text_of("kr")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return caught.value.problems


LONG_LIST = 'guards = [\n  "is_not(counsel_open)'
"""A list over several lines is named by its first."""

# What stands in the file, what somebody writes instead, what is said, and on which line.
WRONG = [
    ("no TOML", 'version = "2026.12"', 'version = "2026.12', "not TOML", 'version = "2026.12'),
    ("a key twice", 'country = "KR"', 'id = "kr"', "not TOML", 'id = "kr"\ntz'),
    (
        "a predicate that doesn't exist",
        'guards = ["known(triage_code)"]',
        'guards = ["seen(triage_code)"]',
        "'seen' is no predicate",
        'guards = ["seen',
    ),
    (
        "no guard at all",
        'guards = ["known(triage_code)"]',
        'guards = ["known triage"]',
        "'known triage' is not a guard",
        'guards = ["known triage',
    ),
    (
        "an unknown fact in a guard",
        'guards = ["known(triage_code)"]',
        'guards = ["known(triage)"]',
        "'triage' is no fact of this profile",
        'guards = ["known(triage)',
    ),
    (
        "an unknown fact set",
        "sets = { arrived = true }",
        "sets = { arived = true }",
        "'arived' is no fact of this profile",
        "sets = { arived",
    ),
    (
        "a value of the wrong type",
        "sets = { arrived = true }",
        "sets = { arrived = 1 }",
        "arrived can't be 1: it is a bool",
        "sets = { arrived = 1",
    ),
    (
        "no Korean text",
        'name = { ko = "도착 확인", en = "Record arrival" }',
        'name = { en = "Record arrival" }',
        "name needs a text in 'ko'",
        'name = { en = "Record arrival',
    ),
    (
        "an empty English text",
        'name = { ko = "도착 확인", en = "Record arrival" }',
        'name = { ko = "도착 확인", en = " " }',
        "name needs a text in 'en'",
        'name = { ko = "도착 확인", en = " "',
    ),
    (
        "an id twice",
        'id = "S01"',
        'id = "S00"',
        "'S00' is there twice",
        'id = "S00"\nname = { ko = "도착 응급',
    ),
    (
        "a unit no clock knows",
        'unit = "working_day"',
        'unit = "fortnight"',
        "'fortnight' is none of: minute, hour, day",
        'unit = "fortnight',
    ),
    ("a length of nothing", "length = 90", "length = 0", "length must be 1 to 10000", "length = 0"),
    (
        "a length in words",
        "length = 90",
        'length = "90"',
        "length must be a whole number",
        'length = "90"',
    ),
    (
        "a duty nobody has",
        'duty = "nurse"',
        'duty = "paramedic"',
        "'paramedic' is no duty",
        'duty = "paramedic',
    ),
    (
        "an incompatible pair with an unknown duty",
        '["interviewer", "nurse"]',
        '["interviewer", "sheriff"]',
        "'sheriff' is no duty",
        "incompatible = [",
    ),
    (
        "an incompatible pair of one",
        '["interviewer", "nurse"]',
        '["interviewer", "interviewer"]',
        "interviewer can't be incompatible with itself",
        "incompatible = [",
    ),
    (
        "three who are incompatible",
        '["interviewer", "nurse"]',
        '["interviewer", "nurse", "physician"]',
        "each entry must be a pair",
        "incompatible = [",
    ),
    (
        "a misspelt key",
        "completes = true",
        "complets = true",
        "'complets' is not a key",
        "complets",
    ),
    ("a missing key", 'tz = "Asia/Seoul"\n', "", "tz is missing", None),
    (
        "a stage that waits for a later one",
        'after = ["S00"]',
        'after = ["S02"]',
        "S01 waits for itself",
        'after = ["S02"]',
    ),
    (
        "an unknown stage",
        'after = ["S00"]',
        'after = ["S99"]',
        "'S99' is no stage of this profile",
        'after = ["S99"]',
    ),
    (
        "an unknown branch",
        'opens = ["B10"]',
        'opens = ["B12"]',
        "'B12' is no branch of this profile",
        'opens = ["B12"]',
    ),
    (
        "an unknown outcome",
        'outcomes = ["withdrawn_voluntary"]',
        'outcomes = ["rejected"]',
        "'rejected' is no outcome of this profile",
        'outcomes = ["rejected"]',
    ),
    (
        "an unknown access",
        'identity = "W today"',
        'identity = "X today"',
        "identity: 'X' is none of",
        'sees = { identity = "X today"',
    ),
    (
        "a warning after the end",
        "warn_at = [60, 75, 85]",
        "warn_at = [60, 75, 95]",
        "a warning must come before the end (90)",
        "warn_at = [60, 75, 95]",
    ),
    (
        "numbers where texts belong",
        'after = ["S00"]',
        "after = [0]",
        "after must be a list of texts",
        "after = [0]",
    ),
    (
        "texts where numbers belong",
        "warn_at = [60, 75, 85]",
        'warn_at = ["60"]',
        "warn_at must be a list of whole numbers",
        'warn_at = ["60"]',
    ),
    (
        "an unknown stage in a guard",
        'guards = ["outcome_known"]',
        'guards = ["done(S99)"]',
        "'S99' is no stage of this profile",
        'guards = ["done(S99)"]',
    ),
    (
        "an unknown earlier act",
        "not_earlier_actor(hold)",
        "not_earlier_actor(holds)",
        "'holds' is no event of this profile",
        "not_earlier_actor(holds)",
    ),
    (
        "a code without its codes",
        'codes = ["red", "orange", "yellow", "green"]',
        "",
        "triage_code is a code, so it needs its list",
        '[[facts]]\nid = "triage_code"',
    ),
    (
        "a branch that nothing opens",
        'opens = ["B9"]',
        "",
        "nothing opens B9",
        '[[branches]]\nid = "B9"',
    ),
    (
        "a branch that nothing closes",
        'closes = ["B9"]',
        "",
        "nothing closes B9",
        '[[branches]]\nid = "B9"',
    ),
    (
        "a fact that nobody sets",
        "sets = { wish_recorded = true }",
        "",
        "no event sets wish_recorded",
        '[[facts]]\nid = "wish_recorded"',
    ),
    (
        "warnings out of order",
        "warn_at = [60, 75, 85]",
        "warn_at = [75, 60]",
        "warnings must rise",
        "warn_at = [75, 60]",
    ),
    ("no time zone", '"Asia/Seoul"', '"Asia/Pyeongyang"', "is no time zone", "tz = "),
    ("a path for a zone", '"Asia/Seoul"', '"../../etc/passwd"', "is no time zone", "tz = "),
    ("no country", 'country = "KR"', 'country = "XX"', "'XX' is no country", 'country = "XX"'),
    (
        "a day that isn't",
        'checked_on = ""',
        'checked_on = "2026-02-30"',
        "must be a day",
        "checked_on",
    ),
    ("no law", 'version = "Decree 34674 (2024-07-09)"', "", "law needs a version", "[law]"),
    (
        "one argument of two",
        "implies(minor, guardian_present)",
        "implies(minor)",
        "implies takes 2 arguments, not 1",
        LONG_LIST,
    ),
    (
        "no time of day",
        "hours(08:00, 20:00)",
        "hours(8, 25:00)",
        "hours takes two times of day",
        LONG_LIST,
    ),
    (
        "an unknown condition",
        "implies(minor, guardian_present)",
        "implies(child, guardian_present)",
        "'child' is no fact",
        LONG_LIST,
    ),
    (
        "a code that the fact doesn't have",
        "equals(consent, given, legal_order)",
        "equals(consent, granted)",
        "'granted' is no code of consent",
        "equals(consent, granted)",
    ),
    (
        "a count asked of a yes or no",
        "zero(medicine_pending)",
        "zero(searched)",
        "searched is a bool, and zero asks for a count",
        "zero(searched)",
    ),
    (
        "a guard that is left open",
        'guards = ["known(triage_code)"]',
        'guards = ["known()"]',
        "known takes 1 or more arguments, not 0",
        'guards = ["known()"]',
    ),
    (
        "an effect nobody has heard of",
        'on_expiry = ["lock_interviews", "release_task"]',
        'on_expiry = ["mute"]',
        "'mute' is no effect",
        'on_expiry = ["mute"]',
    ),
    (
        "an effect that nobody would see",
        'on_expiry = ["notify_bar"]',
        'on_expiry = ["page_physician"]',
        "page_physician: physician must see the clock",
        'on_expiry = ["page_physician"]\nowner = "human_rights',
    ),
    (
        "an extension by fortnights",
        'length = 30, unit = "day", body',
        'length = 30, unit = "fortnight", body',
        "'fortnight' is none of",
        "extension = {",
    ),
    (
        "a negative extension",
        'length = 30, unit = "day", body',
        'length = -30, unit = "day", body',
        "length must be 1 to 10000, not -30",
        "extension = {",
    ),
    (
        "an extension by nobody",
        'body = "council", ',
        "",
        "body is missing",
        "extension = {",
    ),
    (
        "a length beyond all",
        "length = 90",
        f"length = {10**30}",
        "length must be 1 to",
        "length = 1000",
    ),
    (
        "another language",
        'name = { ko = "도착 확인", en',
        'name = { fr = "arrivée", ko = "도착 확인", en',
        "'fr' is neither of: ko, en",
        "name = { fr",
    ),
    ("an unknown module", "identity = ", "religion = ", "'religion' is no module", "religion = "),
    (
        "a share above one",
        "share = 0.05",
        "share = 5",
        "share must be a number from 0 to 1",
        "share = 5",
    ),
    (
        "reviews out of order",
        "again_at = [30, 60]",
        "again_at = [60, 30]",
        "again_at must rise",
        "again_at = [60",
    ),
    (
        "a ground without an outcome of the pathway",
        'outcome = "protected"',
        'outcome = "believed"',
        "'believed' is no outcome that is served",
        'outcome = "believed"',
    ),
    (
        "text for a list",
        'after = ["S00"]',
        'after = "S00"',
        "after must be a list",
        'after = "S00"',
    ),
    ("a list for a table", "[law]\n", "law = []\n[laws]\n", "law must be a table", "law = []"),
]


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
