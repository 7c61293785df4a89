"""Tables out of uploaded files: CSV in the encodings met in Korea, and XLSX, within limits."""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any

import openpyxl

from naru.domain.refusals import Refusal, Text, add
from naru.kit import text

Line = tuple[int, Iterable[str]]

FILE_BYTES = 5 * 1024 * 1024
UNPACKED_BYTES = 50 * 1024 * 1024
ROWS = 20_000
LINES = 5 * ROWS
COLUMNS = 60
CELL = 10_000
WIDE = 3
NUMERIC = re.compile(r"[\d\s.,:/+-]*")
DELIMITERS = ",\t;|"
SNIFFED_LINES = 50
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF8_BOM, UTF16_BOMS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")

SELDOM = 32
"""Every separator in UTF-16 has a zero byte; a zero rarer than that strayed into another text."""
ENCODING = {"ko": "문자 인코딩을 알 수 없습니다", "en": "its encoding is unknown"}
OLD_FORMAT = {
    "ko": "옛 엑셀(.xls) 형식이거나 암호가 걸려 있습니다",
    "en": "it is an old Excel file (.xls) or has a password",
}
DAMAGED = {"ko": "통합 문서가 손상되었습니다", "en": "the workbook is damaged"}
QUOTES = {"ko": "따옴표가 맞지 않습니다", "en": "its quotation marks don't match"}

add(
    {
        "table.empty": Text(
            "파일에 자료가 없습니다.",
            "The file has no data.",
            "제목 행과 한 줄 이상의 자료가 있는 파일을 선택하십시오.",
            "Choose a file with a heading row and at least one row of data.",
        ),
        "table.too_large": Text(
            "파일이 너무 큽니다. {what}: 최대 {limit}.",
            "The file is too large. {what}: at most {limit}.",
            "파일을 나누어 올리십시오.",
            "Split the file and upload the parts.",
        ),
        "table.unreadable": Text(
            "“{name}” 파일을 읽을 수 없습니다. 사유: {why}.",
            "“{name}” can't be read: {why}.",
            "XLSX 또는 UTF-8 CSV 형식으로 다시 저장하여 올리십시오.",
            "Save it again as XLSX or as CSV in UTF-8, and upload that.",
        ),
        "table.no_header": Text(
            "{line}행에 열 제목이 없습니다.",
            "Line {line} has no column headings.",
            "자료가 있는 모든 열의 첫 행에 제목을 넣으십시오.",
            "Give every column that holds data a heading in the first row.",
        ),
    }
)


@dataclass(frozen=True)
class Row:
    """One row and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table as text: every row has as many cells as there are columns."""

    encoding: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class _Refused(Exception):
    """Carries a refusal out of the reading of a file; never leaves this module."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def read_table(data: bytes, name: str) -> Table | Refusal:
    """The table in an uploaded file; empty lines and title lines above the heading are skipped."""
    if len(data) > FILE_BYTES:
        return _too_large({"ko": "파일 크기", "en": "Size"}, f"{FILE_BYTES // 1024**2} MB")
    try:
        encoding, lines = _lines(data, PurePath(name).name)
        return _table(encoding, [*_within_limits(lines)])
    except _Refused as refused:
        return refused.refusal


def _lines(data: bytes, name: str) -> tuple[str, Iterable[Line]]:
    if data.startswith(OLE):
        raise _unreadable(name, OLD_FORMAT)
    if data.startswith(ZIP) or name.casefold().endswith(".xlsx"):
        return "xlsx", _workbook_lines(data, name)
    encoding, decoded = _decoded(data, name)
    return encoding, _csv_lines(decoded, name)


def _workbook_lines(data: bytes, name: str) -> list[Line]:
    try:
        _check_unpacked(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles, which aren't read
            return _first_sheet(data)
    except _Refused:
        raise
    except Exception as error:  # openpyxl given hostile bytes may raise anything
        raise _unreadable(name, DAMAGED) from error


def _check_unpacked(data: bytes) -> None:
    """A small file may unpack to gigabytes; zipfile never reads more than is declared."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > UNPACKED_BYTES:
        what = {"ko": "압축을 푼 크기", "en": "Unpacked size"}
        raise _Refused(_too_large(what, f"{UNPACKED_BYTES // 1024**2} MB"))


def _first_sheet(data: bytes) -> list[Line]:
    """The lines of the first sheet that holds anything."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return next(filter(None, (_sheet_lines(sheet) for sheet in book.worksheets)), [])
    finally:
        book.close()


def _sheet_lines(sheet: Any) -> list[Line]:
    sheet.reset_dimensions()  # some programs state them wrongly
    filled: list[Line] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS + 1, values_only=True), 1):
        if number > LINES or len(filled) > ROWS + 1:
            raise _too_many_rows()
        if any(cell is not None for cell in cells):
            filled.append((number, [_cell_text(cell) for cell in cells]))
    return filled


def _cell_text(cell: Any) -> str:
    """A cell as text: dates in ISO 8601, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        at_midnight = cell.time() == time()
        return cell.date().isoformat() if at_midnight else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The encoding and the text; CP949, which contains EUC-KR, only when it isn't UTF-8."""
    for encoding in _encodings(data):
        try:
            decoded = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in decoded:
            return encoding, decoded
    raise _unreadable(name, ENCODING)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(UTF8_BOM):
        return ("utf-8-sig",)
    if data.startswith(UTF16_BOMS):
        return ("utf-16",)
    if data.count(0) * SELDOM < len(data):
        return ("utf-8", "cp949")
    # Commas, digits and line ends are ASCII in every table: their zero bytes tell the order.
    little, big = (_ascii_count(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    return ("utf-16-le",) if little >= big else ("utf-16-be",)


def _ascii_count(data: bytes, encoding: str) -> int:
    return sum("\t" <= mark <= "~" for mark in data.decode(encoding, errors="ignore"))


def _csv_lines(decoded: str, name: str) -> Iterator[Line]:
    delimiter = max(DELIMITERS, key=lambda mark: _regularity(decoded, mark))
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(name, QUOTES) from error


def _regularity(decoded: str, delimiter: str) -> tuple[int, int]:
    """How many of the first lines have one and the same number of cells, more than one."""
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
    widths: list[int] = []
    try:
        for cells in reader:
            widths.append(len(cells))
            if len(widths) == SNIFFED_LINES:
                break
    except csv.Error:
        return (0, 0)
    return max(((widths.count(width), width) for width in widths if width > 1), default=(0, 0))


def _within_limits(lines: Iterable[Line]) -> Iterator[Row]:
    """The rows that hold anything, cleaned, without the empty cells at their ends."""
    kept = 0
    for number, cells in lines:
        row = Row(number, _cleaned(cells))
        if not row.cells:
            continue
        kept += 1
        _check(row, kept)
        yield row


def _cleaned(cells: Iterable[str]) -> tuple[str, ...]:
    row = [_clean(cell).strip() for cell in cells]
    while row and not row[-1]:
        row.pop()
    return tuple(row)


def _clean(cell: str) -> str:
    plain = cell.isprintable() and unicodedata.is_normalized("NFC", cell)
    return cell if plain else text.clean(cell)  # which goes through it mark by mark


def _check(row: Row, kept: int) -> None:
    if kept > ROWS + 1:
        raise _too_many_rows()
    if len(row.cells) > COLUMNS:
        raise _Refused(_too_large({"ko": "열 수", "en": "Columns"}, str(COLUMNS)))
    if any(len(cell) > CELL for cell in row.cells):
        what = {"ko": f"{row.line}행의 글자 수", "en": f"Characters in a cell of line {row.line}"}
        raise _Refused(_too_large(what, f"{CELL:,}"))


def _table(encoding: str, rows: list[Row]) -> Table | Refusal:
    widest = max((_filled(row) for row in rows), default=0)
    # Above a wide table a title may stand, which fills a cell or two: the heading fills most.
    least = widest // 2 + 1 if widest >= WIDE else 0
    head = next((place for place, row in enumerate(rows) if _filled(row) >= least), 0)
    body = rows[head + 1 :]
    if not body:
        return Refusal("table.empty")
    columns, width = rows[head].cells, max(len(row.cells) for row in rows[head:])
    if len(columns) < width or not all(_names(cell) for cell in columns):
        return Refusal("table.no_header", {"line": rows[head].line})
    padded = (Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in body)
    return Table(encoding, columns, tuple(padded))


def _filled(row: Row) -> int:
    return sum(bool(cell) for cell in row.cells)


def _names(cell: str) -> bool:
    """Whether a cell can head a column: numbers and dates are data."""
    return NUMERIC.fullmatch(cell) is None


def _too_many_rows() -> _Refused:
    return _Refused(_too_large({"ko": "행 수", "en": "Rows"}, f"{ROWS:,}"))


def _too_large(what: dict[str, str], limit: str) -> Refusal:
    return Refusal("table.too_large", {"what": what, "limit": limit})


def _unreadable(name: str, why: dict[str, str]) -> _Refused:
    return _Refused(Refusal("table.unreadable", {"name": name, "why": why}))
