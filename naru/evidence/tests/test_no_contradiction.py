"""What is no contradiction stays quiet: revisions, roundings, ranges, other scopes and periods."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.evidence.spans import apart, half_digit, span, widened
from naru.evidence.tests.folders import BORDER, ONWARD, WHOLE
from naru.evidence.tests.test_contradictions import law, penalty


def vintages(folder, old, new, **given):
    (
        folder.source("old", "2012-01-11", "Ministry of X"),
        folder.source("new", "2024-09", "Ministry of X"),
    )
    folder.claim("old", "arrivals_total", 2011, old, **given)
    folder.claim("new", "arrivals_total", 2011, new)


@pytest.mark.parametrize(("old", "new"), [(2737, 2706), (1139, 1142), (2376, 2402)])
def test_a_publisher_revises_its_count(folder, old, new):
    vintages(folder, old, new)
    folder.is_quiet()


@pytest.mark.parametrize("note", ["provisional", "first announcement; superseded", "early vintage"])
def test_a_provisional_figure_is_replaced_by_another_paper(folder, note):
    folder.source("old", "2024-01-18"), folder.source("new", "2024-04-30")
    folder.claim("old", "arrivals_total", 2023, 181, note=note)
    folder.claim("new", "arrivals_total", 2023, 196)
    folder.is_quiet()


def test_a_large_revision_that_says_so(folder):
    folder.source("old", "2021-06-30"), folder.source("new", "2022-01-20")
    folder.claim("old", "arrivals_total", 2020, 171, note="preliminary")
    folder.claim("new", "arrivals_total", 2020, 229)
    folder.is_quiet()


def test_a_correction_within_weeks(folder):
    folder.source("old", "2026-01-20"), folder.source("new", "2026-02-04")
    folder.claim("old", "arrivals_men", 2025, 26)
    folder.claim("new", "arrivals_men", 2025, 25, note="ministry correction (one man removed)")
    folder.is_quiet()


@pytest.mark.parametrize(
    ("exact", "round_", "note"),
    [
        (1047, "1000", "about"),
        (34078, "34000", ""),
        (34078, "34100", ""),
        (196, "200", ""),
        (2914, "3000", "about"),
        (63, "60", "around"),
        (7634, "7600", "nearly"),
    ],
)
def test_a_rounding(folder, exact, round_, note):
    folder.claim("a", "arrivals_total", 2019, exact)
    folder.claim("b", "arrivals_total", 2019, round_, note=note)
    folder.is_quiet()


def test_rounded_percentages(folder):
    folder.claim("a", "share_x", 2023, "83.7", unit="percent")
    folder.claim("b", "share_x", 2023, "84", unit="percent")
    folder.is_quiet()


def test_ranges_that_overlap(folder):
    folder.claim("a", "detained_abroad", 2021, value_low=1000, value_high=2000)
    folder.claim("b", "detained_abroad", 2021, value_low=1500, value_high=2600)
    folder.claim("c", "detained_abroad", 2021, value_low=1170)
    folder.claim("d", "detained_abroad", 2021, 1800)
    folder.is_quiet()


def test_other_scopes_units_and_periods(folder):
    folder.claim("a", "arrivals_total", 2021, 63, leg_scope="entries to one country")
    folder.claim("b", "arrivals_total", 2021, 815, leg_scope="entries to another country")
    folder.claim("c", "arrivals_total", 2022, 67, leg_scope="entries to one country")
    folder.claim(
        "d", "arrivals_total", 2021, 31, unit="households", leg_scope="entries to one country"
    )
    folder.is_quiet()


def test_prices_of_other_legs_in_one_article(folder):
    folder.price("a", 2019, 8_000, BORDER)
    folder.price("a", 2019, 2_000, ONWARD)
    folder.price("a", 2019, 17_000, WHOLE)
    folder.is_quiet()


def test_a_price_that_rises(folder):
    folder.price("a", 2011, 6_000)
    folder.price("a", 2019, 20_000)
    folder.price("a", 2024, 60_000)
    folder.price("b", "2024-01-01/2024-08-01", value_low=52_800, value_high=75_500)
    folder.is_quiet()


def test_quotes_within_a_factor(folder):
    folder.price("a", 2016, 10_000, BORDER)
    folder.price("b", 2016, 14_500, BORDER)
    folder.is_quiet()


def test_budget_and_premium_of_one_article(folder):
    folder.price("a", 2007, value_high=2_000, note="low-budget")
    folder.price("a", 2007, value_low=10_000, note="premium service")
    folder.is_quiet()


def test_a_conversion_at_the_rate_of_the_time(folder):
    rate = {"unit": "won per dollar", "currency": "KRW", "leg_scope": "rate"}
    folder.claim("bank", "fx_rate", 2024, 1364.0, **rate)
    folder.price("a", 2024, 100_000_000, currency="KRW")
    folder.price("a", 2024, 73_000)
    folder.is_quiet()


def test_sums_that_add_up_in_some_vintage(folder):
    folder.source("old", "2021-06-30"), folder.source("new", "2022-01-20", "Ministry of X")
    folder.claim("new", "arrivals_total", 2021, 63)
    for start, value in (
        ("01-01/2021-03-31", 31),
        ("04-01/2021-06-30", 5),
        ("07-01/2021-12-31", 27),
    ):
        folder.claim("new", "arrivals_total", f"2021-{start}", value)
    folder.claim("old", "arrivals_total", "2021-04-01/2021-06-30", 4, note="provisional")
    folder.claim("new", "arrivals_men", 2021, 40)
    folder.claim("new", "arrivals_women", 2021, 23)
    folder.is_quiet()


def test_running_totals_of_two_vintages(folder):
    folder.claim("a", "cumulative_total", "1948-01-01/2011-12-31", 23100, note="provisional")
    folder.claim("b", "cumulative_total", "1948-01-01/2012-12-31", 24613)
    folder.claim("c", "arrivals_total", 2012, 1502)
    folder.is_quiet()


def test_ninety_thousand_living_here_of_a_hundred_thousand_ever(folder):
    ever = "all entries ever, including those since dead or departed"
    given = {"period": "1948-01-01/2015-11-30"}
    folder.claim("a", "cumulative_total", value=28607, leg_scope=ever, **given)
    folder.claim(
        "a", "cumulative_total", value=26514, leg_scope="defectors in South Korea", **given
    )
    folder.is_quiet()


def test_sentences_and_claims_within_the_statute(folder):
    law(folder, "npc", "1994-03-05", "two years to life", value_low=2, unit="years (life at most)")
    penalty(folder, "a", "2003-05-22", "sentences handed down", value_low=2, value_high=5)
    penalty(folder, "a", "2020-06-30", "claimed", value_low=2, value_high=7)
    penalty(folder, "a", "2023-07-01", "claimed", unit="life")
    folder.is_quiet()


def test_a_draft_before_the_decree_and_two_laws_far_apart(folder):
    events = {"file": "events", "leg_scope": ""}
    folder.claim("a", "centre", "2017-10-19", note="draft: cut to 90 days", unit="", **events)
    folder.claim("b", "centre", "2018-02-13", 90, unit="days", note="Cabinet adopted it", **events)
    none = {"value_low": "", "unit": "", "leg_scope": ""}
    law(folder, "npc", "2014-11-01", "espionage law in force", **none)
    law(folder, "npc", "2023-07-01", "revised espionage law in force", **none)
    folder.is_quiet()


def test_works_of_one_report_that_differ_in_kind(folder):
    events = {"file": "events", "leg_scope": "", "unit": "km"}
    folder.claim("a", "border_works", "2020-01-01/2023-12-31", 482, note="new", **events)
    folder.claim("a", "border_works", "2020-01-01/2023-12-31", 260, note="strengthened", **events)
    folder.is_quiet()


@given(st.integers(1, 10**9), st.integers(0, 2))
def test_rounding_never_excludes_what_rounds_to_it(value, leading):
    digits = len(str(value))
    unit = 10 ** max(digits - max(leading, 1), 0)
    printed = round(value / unit) * unit
    if printed:
        half = half_digit(float(printed), 0, max(leading, 1))
        assert abs(printed - value) <= max(half, unit / 2)
        assert half <= printed / 2


@given(st.floats(1, 1e9), st.floats(1, 1e3))
def test_a_price_is_an_interval_of_at_least_the_factor(low, factor):
    wide = widened((low, low * factor))
    assert wide[1] / wide[0] >= 1.5 - 1e-6
    assert wide[0] <= low * 1.0001
    assert wide[1] >= low * factor * 0.9999
    assert not apart(wide, (low, low * factor))


def test_a_claim_without_a_figure_allows_everything(folder):
    from naru.evidence.reading import read

    folder.claim("a", "stage_sequence", 2019, unit="")
    (claim,) = read(folder.write()).claims
    assert span(claim) == (float("-inf"), float("inf"))
