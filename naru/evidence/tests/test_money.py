"""Money is converted at a dated, named rate or not at all; citations can be read by programs."""

import json
from datetime import date

import pytest

from naru.evidence import book, citing, wording
from naru.evidence.money import BASIS, NoRate, convert, near, rates


def test_the_rate_is_named_and_near():
    known = rates(book())
    rate = near(known, "KRW", date(2024, 8, 1), date(2024, 8, 9))
    assert (rate.claim_id, rate.per_dollar) == ("CO-098", 1325.0)
    made = convert(book().by_id["CO-088"], known)
    assert made.rate == rate
    assert made.low < 30_000_000 / 1325 < made.high
    assert convert(book().by_id["CO-084"], known).rate.per_dollar == 1.0


@pytest.mark.parametrize(
    ("basis", "rate"),
    [
        ("approx. at 1,325 (aju_2024)", "1,325"),
        ("approx. at 8.3 yuan per dollar", "8.3"),
        ("approx. at 1,143.", "1,143"),
        ("approx. at 1,110-1,150", None),
        ("approx. at 1,110 – 1,150", None),
        ("quoted in USD", None),
    ],
)
def test_a_range_of_rates_is_no_rate(basis, rate):
    found = BASIS.search(basis)
    assert (found[1] if found else None) == rate
    assert all(each.per_dollar > 5 for each in rates(book()))


def test_without_a_near_rate_nothing_is_converted():
    with pytest.raises(NoRate):
        near(rates(book()), "KRW", date(1980, 1, 1), date(1980, 12, 31))
    with pytest.raises(NoRate):
        near(rates(book()), "JPY", date(2024, 1, 1), date(2024, 12, 31))


def test_every_source_can_be_cited():
    for source in book().sources.values():
        entry = citing.bibtex(source)
        assert entry.startswith(f"@misc{{{source.id},")
        assert entry.count("{") == entry.count("}")
        item = json.loads(json.dumps(citing.csl(source)))
        assert item["id"] == source.id
        assert item["type"] == "webpage"
        assert "issued" in item


@pytest.mark.parametrize(
    ("start", "end", "en", "ko"),
    [
        ("2022-01-01", "2022-12-31", "2022", "2022년"),
        ("1999-01-01", "2001-12-31", "1999–2001", "1999–2001년"),
        ("2023-04-01", "2023-06-30", "Q2 2023", "2023년 2분기"),
        ("2018-01-01", "2018-06-30", "H1 2018", "2018년 상반기"),
        ("2007-11-01", "2007-11-30", "Nov 2007", "2007년 11월"),
        ("2010-01-01", "2010-04-30", "Jan–Apr 2010", "2010년 1–4월"),
        ("1948-01-01", "2025-12-31", "all until 31 Dec 2025", "2025년 12월 31일까지 누계"),
        ("2023-07-01", "2023-07-01", "1 Jul 2023", "2023년 7월 1일"),
    ],
)
def test_periods_in_words(start, end, en, ko):
    period = date.fromisoformat(start), date.fromisoformat(end)
    assert wording.period(*period) == en
    assert wording.period(*period, "ko") == ko
