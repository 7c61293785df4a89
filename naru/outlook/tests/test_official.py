"""The official arrivals: whole, adding up, and refused with the line when they don't."""

from pathlib import Path

import pytest

from naru.outlook import official

DATA = Path(official.__file__).parents[1] / "evidence" / "data"


def test_the_years_are_the_revised_official_ones():
    totals = official.total_of_years(official.load())
    assert totals[2021] == 63
    assert totals[2022] == 67
    assert totals[2025] == 223
    # everyone to the end of 2025, less those before 2002
    assert sum(totals.values()) == 34_537 - 947 - 1_043


def test_quarters_by_sex_are_used_where_a_year_has_them_all():
    parts = official.load()
    assert [part.months for part in parts[:18]] == [12] * 18
    assert [part.months for part in parts[18:]] == [3] * 21 + [9]
    assert (parts[19].female, parts[19].male) == (10, 2)


def _copy(folder: Path, name: str, old: str, new: str) -> None:
    for table in (official.YEARLY, official.QUARTERLY):
        text = (DATA / table).read_text(encoding="utf-8")
        if table == name:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / table).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "why"),
    [
        (official.YEARLY, "2002-12-31,1142,", "2002-12-31,1143,", "1143 is not 632 + 510"),
        (official.YEARLY, "2002-12-31,1142,", "2002-12-31,-3,", "yearly.csv:8: not a count"),
        (official.YEARLY, "2002-01-01,2002-12-31,1142", "x,2002-12-31,1142", ":8: the period"),
        (official.YEARLY, "2002-01-01,2002-12-31,1142", "2003-01-01,2002-12-31,9", "ends before"),
        (official.QUARTERLY, "2021-03-31,14,", "2021-03-31,13,", "31 is not 13 + 17"),
    ],
)
def test_tables_that_do_not_add_up_are_refused(tmp_path, name, old, new, why):
    _copy(tmp_path, name, old, new)
    with pytest.raises(official.Unusable, match=why.replace("+", r"\+")):
        official.load(tmp_path)


def test_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(official.Unusable, match="can't be read"):
        official.load(tmp_path)
