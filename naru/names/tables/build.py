"""Makes hanja.tsv, variants.tsv and lunar.tsv: `python -m naru.names.tables.build [FOLDER]`.

The folder holds Unihan_Readings.txt.bz2 and Unihan_Variants.txt.bz2 (Debian `unicode-data`).
"""

import bz2
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
UNICODE = Path("/usr/share/unicode")
NOTICE = "# From the Unicode Han Database (see NOTICE), cut down and rearranged by build.py\n"
FIRST_LUNAR, LAST_LUNAR = 1900, 2049
COMMON_PINYIN = 3
YALE = (
    "K KK N T TT L M P PP S SS  C CC CH KH TH PH H".split(" "),
    "A AY YA YAY E EY YE YEY O WA WAY OY YO WU WE WEY WI YU U UY I".split(" "),
    " K KK KS N NC NH T L LK LM LP LS LTH LPH LH M P PS S SS NG C CH KH TH PH H".split(" "),
)


def main() -> None:
    """Write the three tables beside this file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else UNICODE
    readings = _readings(folder)
    _write(
        "hanja.tsv",
        NOTICE + "# character, Hangul readings (N: court list, E: school)"
        ", pinyin from common to rare\n",
        _hanja(readings),
    )
    _write(
        "variants.tsv",
        NOTICE + "# other form, the forms with a Korean reading\n",
        _variants(folder, set(readings)),
    )
    _write(
        "lunar.tsv",
        "# lunar year, its first day, leap month (0: none), lengths of its months"
        " (1: 30 days, 0: 29)\n",
        _lunar(),
    )


def _write(name: str, head: str, lines: Iterator[str]) -> None:
    (HERE / name).write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def _fields(path: Path, wanted: set[str]) -> Iterator[tuple[str, str, str]]:
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("U+"):
                continue
            code, _, rest = line.rstrip("\n").partition("\t")
            field, _, value = rest.partition("\t")
            if field in wanted:
                yield chr(int(code[2:], 16)), field, value


def _readings(folder: Path) -> dict[str, dict[str, str]]:
    """Everything of the characters that have a Korean reading."""
    found: dict[str, dict[str, str]] = {}
    wanted = {"kHangul", "kKorean", "kMandarin", "kHanyuPinyin", "kXHC1983", "kTGHZ2013"}
    for char, field, value in _fields(folder / "Unihan_Readings.txt.bz2", wanted):
        found.setdefault(char, {})[field] = value
    return {char: said for char, said in found.items() if "kHangul" in said or "kKorean" in said}


def _from_yale() -> dict[str, str]:
    """Hangul by Yale spelling, as the field kKorean writes it."""
    made = {}
    for code in range(0xAC00, 0xD7A4):
        lead, vowel, tail = (code - 0xAC00) // 588, (code - 0xAC00) // 28 % 21, (code - 0xAC00) % 28
        made[YALE[0][lead] + YALE[1][vowel] + YALE[2][tail]] = chr(code)
    return made


def _hanja(readings: dict[str, dict[str, str]]) -> Iterator[str]:
    yale = _from_yale()
    for char, fields in sorted(readings.items()):
        if unicodedata.normalize("NFC", char) != char:
            continue
        hangul: dict[str, str] = {}
        for item in fields.get("kHangul", "").split():
            syllable, _, flags = item.partition(":")
            mark = "".join(flag for flag in "NE" if flag in flags)
            hangul[unicodedata.normalize("NFC", syllable)] = mark
        if not hangul:
            said = fields["kKorean"].replace("PU", "PWU").replace("MU", "MWU").split()
            hangul = {yale[one]: "" for one in said if one in yale}
        if hangul:
            spoken = " ".join(map("".join, hangul.items()))
            yield f"{char}\t{spoken}\t{' '.join(_pinyin(fields))}".rstrip()


def _pinyin(fields: dict[str, str]) -> list[str]:
    """Toneless readings, the usual one first, then those of two dictionaries."""
    said = fields.get("kMandarin", "").split()[:1]
    for field in ("kXHC1983", "kTGHZ2013", "kHanyuPinyin"):
        for item in fields.get(field, "").split():
            said += item.partition(":")[2].split(",")
    plain = dict.fromkeys(_toneless(one) for one in said if one)
    return list(plain)[:COMMON_PINYIN]


def _toneless(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    kept = "".join(c for c in parts if c == "\u0308" or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", kept)


def _variants(folder: Path, known: set[str]) -> Iterator[str]:
    """Simplified, traditional and equal forms that lead to a character with a Korean reading."""
    kinds = {"kSimplifiedVariant", "kTraditionalVariant", "kZVariant", "kSemanticVariant"}
    leads: dict[str, list[str]] = {}
    for char, field, value in _fields(folder / "Unihan_Variants.txt.bz2", kinds):
        for item in value.split():
            other = chr(int(item.partition("<")[0][2:], 16))
            leads.setdefault(char, []).append(other)
            if field != "kSemanticVariant":
                leads.setdefault(other, []).append(char)
    for char in sorted(leads):
        targets = [one for one in dict.fromkeys(leads[char]) if one in known and one != char]
        if targets:
            yield f"{char}\t{''.join(targets)}"


def _lunar() -> Iterator[str]:
    """The Korean lunisolar calendar by year, as korean-lunar-calendar (KARI tables) has it."""
    from korean_lunar_calendar import KoreanLunarCalendar

    months: dict[int, list[tuple[int, bool, date]]] = {}
    calendar, day = KoreanLunarCalendar(), date(FIRST_LUNAR, 1, 1)
    while day.year <= LAST_LUNAR:
        calendar.setSolarDate(day.year, day.month, day.day)
        if calendar.lunarDay == 1:
            entry = (calendar.lunarMonth, bool(calendar.isIntercalation), day)
            months.setdefault(calendar.lunarYear, []).append(entry)
        day += timedelta(days=1)
    for year in range(FIRST_LUNAR, LAST_LUNAR):
        mine = months[year]
        starts = [start for _, _, start in mine] + [months[year + 1][0][2]]
        long = "".join(str((b - a).days - 29) for a, b in pairwise(starts))
        leap = next((month for month, is_leap, _ in mine if is_leap), 0)
        yield f"{year}\t{starts[0].isoformat()}\t{leap}\t{long}"


if __name__ == "__main__":
    main()
