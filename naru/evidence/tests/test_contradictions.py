"""Planted contradictions are found, whatever the book."""

import pytest

from naru.evidence.tests.folders import BORDER, ONWARD, UNSTATED, WHOLE


def test_two_sources_on_one_year(folder):
    one = folder.claim("a", "arrivals_total", 2019, 1047)
    other = folder.claim("b", "arrivals_total", 2019, 1407)
    folder.holds("disagree", one, other)


def test_a_later_repetition_of_a_wrong_figure_is_no_revision(folder):
    folder.source("early", "2023-01-10"), folder.source("late", "2024-09-01")
    folder.source("wrong", "2023-07-09")
    right = folder.claim("early", "arrivals_total", 2022, 210)
    folder.claim("late", "arrivals_total", 2022, 210)
    wrong = folder.claim("wrong", "arrivals_total", 2022, 216)
    folder.holds("disagree", wrong, right)


@pytest.mark.parametrize(("figure", "confidence"), [(1575, "high"), (1301, "low")])
def test_a_later_paper_does_not_revise_the_office(folder, figure, confidence):
    folder.source("office", "2024-09", "Ministry of X"), folder.source("paper", "2025-03-01")
    note = "official table, later (revised) vintage"
    right = folder.claim("office", "arrivals_total", 2015, 1275, note=note)
    wrong = folder.claim("paper", "arrivals_total", 2015, figure, confidence=confidence)
    folder.holds("disagree", wrong, right)


def test_the_figure_of_the_year_before(folder):
    for source in ("a", "b"):
        folder.claim(source, "arrivals_total", 2021, 163)
        right = folder.claim(source, "arrivals_total", 2022, 197)
    wrong = folder.claim("c", "arrivals_total", 2022, 163, confidence="low")
    folder.holds("wrong_period", wrong, right)


def test_the_figure_of_the_quarter_before(folder):
    for source in ("a", "b"):
        folder.claim(source, "arrivals_total", "2021-10-01/2021-12-31", 63, leg_scope="2021 Q4")
        right = folder.claim(
            source, "arrivals_total", "2022-01-01/2022-03-31", 97, leg_scope="2022 Q1"
        )
    wrong = folder.claim("c", "arrivals_total", "2022-01-01/2022-03-31", 63, leg_scope="2022 Q1")
    folder.holds("wrong_period", wrong, right)


def test_one_source_against_itself(folder):
    one = folder.claim("a", "spies_found", "2008-12-01/2021-06-01", 11)
    other = folder.claim("a", "spies_found", "2008-12-01/2021-06-01", 14)
    folder.holds("one_source", one, other)


def test_a_range_and_a_point_outside_it(folder):
    one = folder.claim(
        "a", "detained_abroad", "2021-07-01/2021-07-31", value_low=1000, value_high=1200
    )
    other = folder.claim("b", "detained_abroad", "2021-07-01/2021-07-31", 2533)
    folder.holds("disagree", one, other)


def test_at_least_and_at_most_that_exclude_each_other(folder):
    one = folder.claim("a", "repatriated_people", 2021, value_low=500)
    other = folder.claim("b", "repatriated_people", 2021, value_high=301)
    folder.holds("disagree", one, other)


def test_men_and_women_of_one_source(folder):
    ids = [
        folder.claim("a", "arrivals_total", 2023, 196),
        folder.claim("a", "arrivals_men", 2023, 32),
        folder.claim("a", "arrivals_women", 2023, 146),
    ]
    folder.holds("sum_of_parts", *ids)


def test_men_and_women_of_three_sources(folder):
    ids = [
        folder.claim("a", "arrivals_total", 2023, 196),
        folder.claim("b", "arrivals_men", 2023, 32),
        folder.claim("c", "arrivals_women", 2023, 146),
    ]
    folder.holds("sum_of_parts", *ids)


@pytest.mark.parametrize(
    "parts",
    [
        ("2020-01-01/2020-03-31", "2020-04-01/2020-06-30", "2020-07-01/2020-12-31"),
        ("2020-01-01/2020-06-30", "2020-07-01/2020-12-31"),
    ],
)
def test_parts_of_a_year(folder, parts):
    whole = folder.claim("a", "arrivals_total", 2020, 333)
    ids = [folder.claim("b", "arrivals_total", part, 77) for part in parts]
    folder.holds("sum_of_periods", whole, *ids)


def test_a_month_above_its_year(folder):
    part = folder.claim("a", "arrivals_total", "2020-03-01/2020-03-31", 400)
    whole = folder.claim("b", "arrivals_total", 2020, 229)
    folder.holds("part_exceeds_whole", part, whole)


def test_more_men_than_people(folder):
    part = folder.claim("a", "arrivals_men", 2020, 301)
    whole = folder.claim("b", "arrivals_total", 2020, 229)
    folder.holds("part_exceeds_whole", part, whole)


def test_a_running_total_that_falls(folder):
    folder.claim("a", "cumulative_total", "1948-01-01/2019-12-31", 33523)
    before = folder.claim("a", "cumulative_total", "1948-01-01/2020-12-31", 43752)
    after = folder.claim("b", "cumulative_total", "1948-01-01/2021-12-31", 33815)
    folder.holds("falls", before, after)


def test_a_running_total_that_grows_by_another_figure(folder):
    before = folder.claim("a", "cumulative_total", "1948-01-01/2020-12-31", 33752)
    after = folder.claim("a", "cumulative_total", "1948-01-01/2021-12-31", 34415)
    came = folder.claim("b", "arrivals_total", 2021, 63)
    folder.holds("sum_to_date", before, after, came)


def test_a_running_total_that_all_counts_do_not_make(folder):
    ids = [
        folder.claim("a", "arrivals_total", "1948-01-01/2001-12-31", 1990),
        folder.claim("a", "arrivals_total", 2002, 1142),
        folder.claim("b", "cumulative_total", "1948-01-01/2002-12-31", 3312),
    ]
    folder.holds("sum_of_all", *ids)


def test_residents_above_everybody_who_ever_came(folder):
    ever = "all entries ever, including those since dead or departed"
    whole = folder.claim("a", "cumulative_total", "1948-01-01/2024-03-31", 34121, leg_scope=ever)
    part = folder.claim(
        "b",
        "cumulative_total",
        "1948-01-01/2024-03-31",
        35000,
        leg_scope="defectors in South Korea",
        note="about",
    )
    folder.holds("part_exceeds_whole", part, whole)


def test_a_share_that_its_own_count_denies(folder):
    claim = folder.claim(
        "a", "tb_share", 2008, 2.7, unit="percent", leg_scope="tested (n=12,721)", note="200 people"
    )
    folder.holds("share_of_base", claim)
    other = folder.claim("a", "share_x", 2009, 64, unit="percent", note="875 of 1,316")
    folder.holds("share_of_base", other)


def test_a_share_that_the_counts_deny(folder):
    share = folder.claim("a", "share_women", 2023, 78.0, unit="percent", leg_scope="of the year")
    women = folder.claim("b", "arrivals_women", 2023, 164)
    total = folder.claim("b", "arrivals_total", 2023, 196)
    folder.holds("share_of_counts", share, women, total)


def test_classes_above_a_hundred_percent(folder):
    given = {"unit": "percent of respondents", "value": 40.0}
    ids = [
        folder.claim("a", "payment_distribution", 2005, leg_scope=scope, **given)
        for scope in ("none", "some", "much")
    ]
    folder.holds("over_hundred", *ids)


def test_a_series_that_splices_legs(folder):
    folder.price("ngo", 2014, 2500, ONWARD)
    folder.price("paper", 2014, 9000, WHOLE)
    folder.price("desk", 2023, value_low=60000, value_high=80000)
    ids = [
        folder.price("article", 2014, 2200, UNSTATED),
        folder.price("article", 2023, 70000, WHOLE),
    ]
    folder.holds("mixed_legs", *ids)


def test_a_series_that_splices_stated_legs(folder):
    ids = [
        folder.price("article", 2015, 2000, ONWARD),
        folder.price("article", 2019, 20000, WHOLE),
    ]
    folder.holds("mixed_legs", *ids)


def test_people_per_sum_against_the_prices(folder):
    given = {"leg_scope": "for one sum"}
    ids = [
        folder.claim("a", "people_for_same_money", 2019, 30, **given),
        folder.claim("a", "people_for_same_money", 2023, 3, **given),
        folder.price("a", 2019, 20000),
        folder.price("a", 2023, 50000),
    ]
    folder.holds("same_money", *ids)


def test_an_exchange_rate_of_another_year(folder):
    rate = folder.claim(
        "bank", "fx_rate", 2024, 1364.0, unit="won per dollar", currency="KRW", leg_scope="rate"
    )
    won = folder.price("a", 2024, 100_000_000, currency="KRW")
    dollars = folder.price("a", 2024, 90_000)
    folder.holds("exchange_rate", won, dollars, rate)


def test_an_exchange_rate_within_a_row(folder):
    rate = folder.claim(
        "bank", "fx_rate", 2024, 1364.0, unit="won per dollar", currency="KRW", leg_scope="rate"
    )
    won = folder.price(
        "a", 2024, 10_000_000, currency="KRW", usd_value=9_500, usd_basis="quoted in USD"
    )
    folder.holds("exchange_rate", won, rate)


def test_prices_of_one_leg_at_one_time(folder):
    one = folder.price("a", 2022, 5_000, BORDER)
    other = folder.price("b", 2022, 50_000, BORDER)
    folder.holds("prices_apart", one, other)
    again = folder.price("a", 2022, 30_000, BORDER)
    folder.holds("one_source", one, again)


def law(folder, source, day, note, **given):
    given = {"file": "events", "leg_scope": "penalty for helpers", "unit": "years"} | given
    return folder.claim(source, "law_china", day, note=note, **given)


def penalty(folder, source, day, scope, **given):
    given = {"file": "events", "leg_scope": scope, "unit": "years"} | given
    return folder.claim(source, "penalty_helpers", day, **given)


def test_a_penalty_below_the_statute(folder):
    statute = law(folder, "npc", "1994-03-05", "two to seven years", value_low=2, value_high=7)
    claim = penalty(folder, "a", "2020-06-30", "claimed", value_low=1, value_high=2)
    folder.holds("against_law", claim, statute)


def test_a_penalty_above_the_statute(folder):
    statute = law(folder, "npc", "1994-03-05", "two to seven years", value_low=2, value_high=7)
    claim = penalty(folder, "a", "2020-06-30", "claimed", value_low=5, value_high=15)
    folder.holds("against_law", claim, statute)


def test_a_penalty_newer_than_its_law(folder):
    old = law(folder, "npc", "1997-10-01", "", value_low=3, unit="years (life or death at most)")
    penalty(folder, "a", "2023-06-30", "a, before", value_low=3, value_high=5)
    claim = penalty(folder, "a", "2023-07-01", "a, after", unit="life or death")
    folder.holds("newer_than_law", claim, old)


def test_a_penalty_older_than_its_law(folder):
    new = law(folder, "npc", "2023-07-01", "", value_low=3, unit="years (life at most)")
    claim = penalty(folder, "a", "2015-06-30", "claimed", unit="life")
    folder.holds("older_than_law", claim, new)


def test_a_limit_older_than_its_decree(folder):
    given = {"file": "events", "leg_scope": ""}
    claim = folder.claim("a", "centre", "2014-07-28", note="limit cut to 90 days", unit="", **given)
    decree = folder.claim(
        "b", "centre", "2018-02-13", 90, unit="days", note="Cabinet adopted the limit", **given
    )
    folder.holds("older_than_law", claim, decree)


def test_two_dates_of_one_law(folder):
    given = {"value_low": "", "unit": "", "leg_scope": ""}
    right = law(folder, "npc", "2023-07-01", "revised espionage law in force", **given)
    wrong = law(folder, "a", "2022-07-01", "espionage law in effect", confidence="low", **given)
    folder.holds("law_dates", wrong, right)
