from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.names import jamo, lunar
from naru.names.channels import latin
from naru.names.dates import accounts, birth
from naru.names.folding import key
from naru.names.lexicon import Lexicon, same_law, southern
from naru.names.text import names_in

SYLLABLES = st.integers(jamo.FIRST, jamo.LAST).map(chr)


@given(SYLLABLES)
def test_a_syllable_comes_apart_and_together(char):
    assert jamo.join(*jamo.split(char)) == char
    assert jamo.is_syllable(char)


@given(st.text(alphabet="rsefaqtdwczxvghyoipukjnbml", min_size=1, max_size=12))
def test_both_keyboards_undo_each_other(keys):
    hangul = jamo.typed_on_latin(keys)
    assert hangul is None or jamo.typed_on_hangul(hangul) == keys


@given(st.dates(date(1901, 1, 1), date(2047, 12, 31)))
def test_the_lunar_calendar_there_and_back(day):
    said = lunar.from_solar(day)
    assert said is not None
    assert day in lunar.to_solar(*said)


def test_lunar_new_year_and_a_leap_month():
    assert lunar.to_solar(1990, 1, 1) == [date(1990, 1, 27)]
    assert len(lunar.to_solar(1990, 5, 10)) == 2
    assert lunar.to_solar(1990, 1, 31) == []
    assert lunar.from_solar(date(1850, 1, 1)) is None


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
def test_the_accounts_of_a_date_share_less_than_the_whole(day):
    found = accounts(birth(day))
    assert sum(one.chance for one in found if one.rule == "exact") == pytest.approx(0.5)
    assert sum(one.chance for one in found) < 1.05


@given(st.dates(date(1912, 1, 1), date(2040, 12, 31)))
def test_a_date_reads_the_same_however_written(day):
    plain = birth(day)
    assert birth(day.isoformat()) == birth(day.strftime("%Y.%m.%d")) == plain
    assert birth(day.strftime("%d/%m/%Y")) == birth(day.strftime("%Y%m%d")) == plain
    assert birth(f"주체{day.year - 1911}({day.year})년 {day.month}월 {day.day}일") == plain
    assert birth(f"juche {day.year - 1911}-{day.month}-{day.day}") == plain


@pytest.mark.parametrize(
    ("north", "south"), [("리", "이"), ("로", "노"), ("녀", "여"), ("김", "김")]
)
def test_the_law_of_initial_sounds(north, south):
    assert southern(north) == south
    assert north == south or (north in same_law(south) and south in same_law(north))


@pytest.mark.parametrize(
    ("one", "other"),
    [("محمد", "Mohammed"), ("حسين", "Hussein"), ("خالد", "Khalid"), ("شیرین", "Shirin"),
     ("Шевченко", "Shevchenko"), ("Бондаренко", "Bondarenko"), ("الحسن", "Alhassan"), ("یوسفی", "Yousefi")],
)  # fmt: skip
def test_folded_alike_across_scripts(one, other):
    assert key(one.casefold()).hard == key(other.casefold()).hard


def test_names_are_cut_cleanly():
    assert [text.script for text in names_in("김성은 (金成恩)")] == ["hangul", "han"]
    assert names_in("KIM, Song-Un")[0].words == (("kim",), ("song", "un"))
    assert names_in("KIM, Song-Un")[0].comma
    assert names_in("Cheng'en")[0].words == (("cheng", "en"),)
    assert names_in("Ch'ŏl")[0].words == (("chŏl",),)
    assert names_in("\u200b \u202e") == []


def test_one_spelling_is_cut_into_syllables():
    parse = latin.channel(Lexicon()).read(names_in("kimsongun")[0], slips=False)[0]
    assert parse.surname.key == "latin:kim"
    assert [piece.key.partition(":")[2] for piece in parse.given] == ["song", "un"]
