"""The book that ships: whole, harmless, and its known contradictions found by the rules."""

import pytest

from naru.evidence import DATA, book, conflicts, harm, headline, query
from naru.evidence.reading import look


@pytest.fixture(scope="module")
def found():
    return conflicts.find(book())


def kinds_of(found, claim_id):
    return {one.kind for one in found if claim_id in one.claim_ids}


def test_it_is_whole_and_holds_nothing_harmful():
    read, problems = look(DATA)
    assert problems == []
    assert len(read.claims) >= 680
    assert len(read.sources) >= 201
    assert harm.scan(read) == []


def test_every_source_is_used():
    used = {claim.source_id for claim in book().claims}
    assert set(book().sources) == used


def test_63_is_the_figure_of_2021(found):
    (one,) = [each for each in found if "AY-225" in each.claim_ids]
    assert one.kind == "wrong_period"
    assert {"AY-226", "AY-067", "AY-064"} <= set(one.claim_ids)
    assert "63 (AY-225) is the figure of 2021; for 2022 it is 67" in conflicts.reason(one)


def test_the_three_prices_of_the_article_mix_legs(found):
    one = next(each for each in found if each.kind == "mixed_legs" and "CO-003" in each.claim_ids)
    assert one.claim_ids == ("CO-001", "CO-002", "CO-003")
    assert "China to a third country" in conflicts.reason(one)


def test_thirty_people_then_and_three_now_fit_neither_five_nor_fifty_times(found):
    one = next(each for each in found if each.kind == "same_money")
    assert {"CO-007", "CO-008"} <= set(one.claim_ids)
    assert "10 times" in conflicts.reason(one)
    assert "5 or 50 times" in conflicts.reason(one)


def test_about_35000_against_34537(found):
    one = next(each for each in found if "CU-050" in each.claim_ids)
    assert "CU-044" in one.claim_ids
    assert "34,537" in conflicts.reason(one)


def test_1176_won_per_dollar_against_the_rate_of_the_year(found):
    one = next(each for each in found if each.kind == "exchange_rate")
    assert {"CO-003", "CO-006", "CO-098"} == set(one.claim_ids)
    assert "1,176" in conflicts.reason(one)


def test_one_to_two_years_against_the_statute(found):
    one = next(each for each in found if each.kind == "against_law")
    assert {"EV-008", "EV-001"} <= set(one.claim_ids)


@pytest.mark.parametrize("misprint", ["AY-208", "AQ-062", "CU-047"])
def test_misprints(found, misprint):
    assert "disagree" in kinds_of(found, misprint)


@pytest.mark.parametrize(
    "revised", ["AY-118", "AY-151", "AY-139", "AY-145", "AY-210", "CU-041", "AY-135", "AY-124"]
)
def test_vintages_are_no_contradictions(found, revised):
    assert kinds_of(found, revised) == set()


def test_few_contradictions_and_each_says_why(found):
    assert len(found) < 25
    for one in found:
        for lang in ("ko", "en"):
            assert len(conflicts.reason(one, lang)) > 20
            assert conflicts.kind_name(one.kind, lang)
        assert all(claim_id in book().by_id for claim_id in one.claim_ids)


def test_no_answer_stands_in_the_code():
    """The rules name no claim, no source and no figure of the book."""
    ids = {*book().by_id, *book().sources} - {"seed"}
    for path in DATA.parent.rglob("*.py"):
        if "tests" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not [each for each in ids if f'"{each}"' in text], path


def test_the_headline_table_is_reckoned():
    verdicts = {row.claim.id: row.verdict for row in headline.table(book())}
    assert verdicts["AY-224"] == "confirmed"
    assert verdicts["AY-225"] == "wrong_period"
    assert verdicts["CO-001"] == verdicts["CO-003"] == "mixes_legs"
    assert verdicts["CO-007"] == "own_prices"
    assert verdicts["CU-049"] == "confirmed"
    assert verdicts["CU-050"] == "overstates"
    assert verdicts["CE-001"] == verdicts["CE-002"] == "no_second_source"
    assert verdicts["CE-003"] == "confirmed"
    assert verdicts["EV-008"] == "understates"
    assert verdicts["EV-010"] == "confirmed"
    with pytest.raises(KeyError):
        headline.table(book(), "no_such_article")


def test_queries():
    assert {c.measure for c in query.select(book(), measure="arrivals_*")} > {"arrivals_men"}
    border = query.select(book(), measure="broker_fee_per_person", leg="border")
    assert {c.id for c in border} >= {"CO-009", "CO-056"}
    assert all(c.confidence == "high" for c in query.select(book(), confidence="high"))
    years = query.by_year(book(), "arrivals_total")
    assert [years[y].value for y in (2011, 2021, 2022, 2025)] == [2706, 63, 67, 223]
    assert query.by_year(book(), "cumulative_total")[2025].value == 34537
