"""Lists are read in every encoding, and each bad row is named."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.refusals import Refusal, say
from naru.kit.tables import Table, read_table
from naru.rooms.reception import lists, words
from naru.rooms.reception.dates import read_birth, read_day

TODAY = date(2026, 11, 25)
HEADING = ["성명", "생년월일", "성별", "언어", "가족 번호", "비고"]
ROWS = [
    ["김가람", "1990-03-02", "여", "조선말", "1", ""],
    ["박나래", "음력 1985.8.15", "F", "조선말, 중국어", "1", "임신 7개월"],
    ["이도담", "주체78.5.3", "남", "", "", ""],
]


def _lines(mark: str) -> str:
    return "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in [HEADING, *ROWS])


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in [HEADING, *ROWS]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _checked(data: bytes, name: str = "list.csv") -> lists.Checked:
    table = read_table(data, name)
    assert isinstance(table, Table)
    checked = lists.check(table, lists.guess(table.columns), TODAY)
    assert isinstance(checked, lists.Checked)
    return checked


def _bad(heading: str, cells: str) -> list[tuple[int, str, str]]:
    checked = _checked(f"{heading}\n{cells}\n".encode())
    return [(bad.line, bad.column, bad.refusal.code) for bad in checked.bad]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (_lines(",").encode("cp949"), "cp949"),
        (_lines(",").encode("utf-8"), "utf-8"),
        (_lines("\t").encode("utf-16"), "utf-16"),
        (_lines("\t").encode("utf-8-sig"), "utf-8-sig"),
        (_xlsx(), "xlsx"),
    ],
)
def test_every_encoding_gives_the_same_people(data: bytes, encoding: str) -> None:
    checked = _checked(data)
    assert checked.encoding == encoding
    assert not checked.bad
    first, second, third = checked.good
    assert (first.name, first.sex, first.languages, first.family) == (
        "김가람",
        "female",
        ("ko-KP",),
        "1",
    )
    assert second.birth == {"value": "1985-08-15", "precision": "day", "calendar": "lunar"}
    assert second.languages == ("ko-KP", "zh")
    assert second.needs == "임신 7개월"
    assert third.birth == {"value": "0078-05-03", "precision": "day", "calendar": "juche"}


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("성명,성별", ",여", (2, "성명", "list.no_name")),
        ("name,birth", "Kim,31 March", (2, "birth", "list.birth_unreadable")),
        ("name,birth", "Kim,1990-02-30", (2, "birth", "list.birth_unreadable")),
        ("name,birth", "Kim,2031-01-01", (2, "birth", "list.birth_ahead")),
        ("name,sex", "Kim,who", (2, "sex", "list.sex_unknown")),
        ("name,language", "Kim,Klingon", (2, "language", "list.language_unknown")),
        ("name,입국일", "Kim,soon", (2, "입국일", "list.date_unreadable")),
        ("name,입국일", "Kim,2027-01-01", (2, "입국일", "list.entry_ahead")),
        ("name,sex", f"{'가' * 10_000},여", (2, "name", "list.name_long")),
        ("name,sex", f"{'가' * 201},여", (2, "name", "list.name_long")),
        ("name,가족 번호", f"Kim,{'1' * 41}", (2, "가족 번호", "list.too_long")),
        ("name,sex", "Kim,F\nkim ,female", (3, "name", "list.twice")),
    ],
)
def test_a_bad_row_is_named(heading: str, cells: str, expected: tuple[int, str, str]) -> None:
    assert _bad(heading, cells) == [expected]


def test_a_name_of_two_hundred_characters_is_good() -> None:
    assert _bad("name,sex", f"{'가' * 200},여") == []


def test_the_reason_is_said_in_both_languages_and_shortened() -> None:
    bad = _checked(f"name,sex\nKim,{'x' * 90}\n".encode()).bad[0]
    assert "성별" in say(bad.refusal, "ko").why
    assert len(say(bad.refusal, "en").why) < 80


def test_namesakes_with_other_birthdays_are_two_people() -> None:
    checked = _checked(b"name,birth\nKim,1990\nKim,1991\n")
    assert len(checked.good) == 2


def test_a_list_without_a_column_of_names_is_refused() -> None:
    table = Table("utf-8", ("a", "b"), ())
    assert lists.check(table, lists.guess(table.columns), TODAY) == Refusal("list.no_column")


@pytest.mark.parametrize(
    ("said", "value", "calendar"),
    [
        ("1990-03-02", "1990-03-02", "gregorian"),
        ("1990. 3. 2.", "1990-03-02", "gregorian"),
        ("19900302", "1990-03-02", "gregorian"),
        ("1990년 3월 2일", "1990-03-02", "gregorian"),
        ("1990", "1990", "gregorian"),
        ("1990.3", "1990-03", "gregorian"),
        ("음력 1990.3.2", "1990-03-02", "lunar"),
        ("1990.3.2 (음)", "1990-03-02", "lunar"),
        ("주체 78년 5월 3일", "0078-05-03", "juche"),
        ("１９９０．３．２", "1990-03-02", "gregorian"),  # noqa: RUF001
        ("1990-03-02 00:00", "1990-03-02", "gregorian"),
    ],
)
def test_dates_as_lists_write_them(said: str, value: str, calendar: str) -> None:
    birth = read_birth(said)
    assert birth is not None
    assert (birth["value"], birth["calendar"]) == (value, calendar)


@pytest.mark.parametrize("said", ["", "90", "78.5.3", "1990-13-01", "1000-01-01", "soon"])
def test_what_is_no_date(said: str) -> None:
    assert read_birth(said) is None


def test_only_a_whole_gregorian_day_is_a_day() -> None:
    assert read_day("2026.11.25") == TODAY
    assert read_day("2026-11") is None
    assert read_day("음력 2026.1.1") is None


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_is_read_in_each_form(day: date) -> None:
    forms = [
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day.year:04d}{day.month:02d}{day.day:02d}",
        f"{day.year}년 {day.month}월 {day.day}일",
    ]
    assert [read_day(form) for form in forms] == [day] * 4


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(said: str) -> None:
    read_birth(said)
    words.languages_of(said)
    words.sex_of(said)
    words.field_of(said)


def test_headings_in_both_languages() -> None:
    columns = ["Name", "로마자 성명", "Date of birth", "성별(M/F)", "도착 예정", "Household", "?"]
    assert lists.guess(columns) == {
        "name": 0,
        "romanised": 1,
        "birth": 2,
        "sex": 3,
        "expected": 4,
        "family": 5,
    }
