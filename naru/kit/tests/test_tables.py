"""Tables out of files: encodings, separators, workbooks, and what is refused."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.domain.refusals import Refusal, say
from naru.kit import tables
from naru.kit.tables import Row, Table, read_table

KOREAN = "이름,국적,메모\n김보기,미얀마,가나다\n똠방각하,中國,\n"


def table(data: bytes | str, name: str = "list.csv") -> Table:
    result = read_table(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(result, Table), result
    return result


def refused(data: bytes | str, name: str = "list.csv") -> Refusal:
    result = read_table(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(result, Refusal)
    assert "{" not in say(result, "ko").why + say(result, "en").why
    return result


def workbook(*rows: tuple[object, ...], sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for _extra in range(sheets - 1):
        book.create_sheet()
    for row in rows:
        book.worksheets[-1].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp949", "cp949"),
    ],
)
def test_every_encoding_gives_the_same_table(encoding: str, told: str) -> None:
    read = table(KOREAN.encode(encoding))
    assert read == Table(
        told,
        ("이름", "국적", "메모"),
        (Row(2, ("김보기", "미얀마", "가나다")), Row(3, ("똠방각하", "中國", ""))),
    )


def test_euc_kr_is_read_as_its_superset() -> None:
    assert table("이름,국적\n김보기,미얀마\n".encode("euc-kr")).encoding == "cp949"


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_separator_is_found(mark: str) -> None:
    lines = [("name", "note"), ("Kim", '"a, b; c"'), ("Lee", "x")]
    read = table("\r\n".join(mark.join(line) for line in lines))
    assert read.columns == ("name", "note")
    assert read.rows[0].cells == ("Kim", "a, b; c")


def test_one_column_needs_no_separator() -> None:
    assert table("name\nKim\nLee\n").rows == (Row(2, ("Kim",)), Row(3, ("Lee",)))


def test_line_numbers_survive_quoted_line_ends_and_empty_lines() -> None:
    read = table('name,note\r\nKim,"one\r\ntwo ""three"""\r\n\r\n,\r\nLee,x\r\n')
    assert read.rows == (Row(2, ("Kim", 'one\ntwo "three"')), Row(6, ("Lee", "x")))


def test_a_title_above_the_heading_is_skipped() -> None:
    read = table("입소자 명단,,\n\n이름,국적,비고\nKim,MM,\n")
    assert (read.columns, read.rows) == (("이름", "국적", "비고"), (Row(4, ("Kim", "MM", "")),))


def test_cells_are_cleaned() -> None:
    read = table("name,note\n  Kim\u200b \u202e,가\n")
    assert read.rows[0].cells == ("Kim", "가")


def test_a_workbook_is_read_as_text() -> None:
    moment = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 (a workbook knows no time zone)
    midnight = datetime(2026, 3, 1)  # noqa: DTZ001
    head = ("name", "born", "seen", "at", "rooms", "height", "yes", "day")
    data = workbook(
        head, (None,), ("김", date(1990, 5, 1), moment, time(9, 5), 3.0, 1.75, True, midnight)
    )
    read = table(data, "list.xlsx")
    assert read.encoding == "xlsx"
    assert read.columns == head
    assert read.rows == (
        Row(
            3,
            ("김", "1990-05-01", "2026-03-01 09:30", "09:05:00", "3", "1.75", "TRUE", "2026-03-01"),
        ),
    )


def test_the_first_sheet_with_data_is_read() -> None:
    assert table(workbook(("name",), ("Kim",), sheets=3)).rows == (Row(2, ("Kim",)),)


@pytest.mark.parametrize("data", ["", "\n\n", ",,\n,,\n", "name,note\n", "\ufeff", workbook()])
def test_a_file_without_data_is_refused(data: bytes | str) -> None:
    assert refused(data).code == "table.empty"


@pytest.mark.parametrize(
    "data",
    ["Kim,1990-01-01\nLee,1991-01-01\n", "name,\nKim,x\n", "1,2\n3,4\n", "name\nKim,x\nLee,y\n"],
)
def test_a_table_without_headings_is_refused(data: str) -> None:
    assert refused(data).code == "table.no_header"


@pytest.mark.parametrize(
    "data",
    [
        b"name\n" + b"x" * tables.FILE_BYTES,
        b"name\n" + b"x\n" * (tables.ROWS + 1),
        b",".join(b"c%d" % place for place in range(61)) + b"\n" + b"x,x,x\n" * 3,
        b"name\n" + b"x" * (tables.CELL + 1),
        workbook(tuple(f"c{place}" for place in range(61)), (1, 2)),
    ],
)
def test_what_is_too_large_is_refused(data: bytes) -> None:
    assert refused(data).code == "table.too_large"


def test_the_limits_themselves_are_allowed() -> None:
    assert len(table("name\n" + "x\n" * tables.ROWS).rows) == tables.ROWS
    assert len(table("name\n" + "x" * tables.CELL).rows) == 1


def test_a_workbook_of_too_many_rows_is_refused() -> None:
    data = workbook(*[("x",)] * (tables.ROWS + 2))
    assert refused(data, "long.xlsx").code == "table.too_large"


def test_a_zip_bomb_is_never_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(tables.UNPACKED_BYTES + 1))
    assert refused(out.getvalue(), "bomb.xlsx").code == "table.too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"name\n\xff\xff\xff",
        b"\0\0\0\0",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook",
        b"PK\x03\x04 not really",
        'name,note\n"Kim,x\nLee,y\n',
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes | str) -> None:
    assert refused(data, "/home/someone/list.csv").code == "table.unreadable"


def test_a_workbook_that_asks_for_an_entity_is_refused() -> None:
    out, evil = io.BytesIO(), b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    good = zipfile.ZipFile(io.BytesIO(workbook(("name",), ("Kim",))))
    with good, zipfile.ZipFile(out, "w") as bad:
        for part in good.namelist():
            content = good.read(part)
            bad.writestr(part, evil + content[content.find(b"<", 5) :])
    assert refused(out.getvalue(), "evil.xlsx").code == "table.unreadable"


@settings(max_examples=80)
@given(st.binary(max_size=200))
def test_rubbish_never_raises(data: bytes) -> None:
    read_table(data, "rubbish")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_never_raises(place: int, rubbish: bytes) -> None:
    data = workbook(("name", "note"), ("Kim", "x"))
    read_table(data[:place] + rubbish + data[place + len(rubbish) :], "damaged.xlsx")


def test_what_is_called_a_workbook_and_is_none_says_so():
    found = read_table(b"%PDF-1.7\n1 0 obj", "list.XLSX")
    assert isinstance(found, Refusal)
    assert found == read_table(b"PK\x03\x04 torn", "list.XLSX")


def test_a_stray_zero_byte_is_no_utf_16():
    table = "성명,생년월일\n" + "김가람,1990-03-02\n" * 9 + "이\0름,1990\n"
    refused = read_table(table.encode(), "list.csv")
    assert isinstance(refused, Refusal)
    assert refused.code == "table.unreadable"
