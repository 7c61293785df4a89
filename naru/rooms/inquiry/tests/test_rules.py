"""The pure rules of the inquiry."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from naru.domain import inquiry
from naru.domain.inquiry import ExhibitFacts, FindingFacts, Sitting, Span
from naru.domain.refusals import Refusal

START = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
minutes = st.integers(0, 600).map(lambda n: timedelta(minutes=n))


def code(result: Refusal | None) -> str | None:
    return result.code if result else None


def after(passed: timedelta, *, counsel: bool = False, breaks: tuple[Span, ...] = ()) -> str | None:
    sitting = Sitting(Span(START), breaks)
    return code(inquiry.against_passage(sitting, (), START + passed, counsel_open=counsel))


@given(minutes)
def test_nothing_enters_after_a_request_for_a_lawyer(passed: timedelta) -> None:
    assert after(passed, counsel=True) == "inquiry.locked_for_counsel"


@given(minutes)
def test_a_block_lasts_ninety_minutes_and_the_last_answer(passed: timedelta) -> None:
    limit = inquiry.LONGEST_BLOCK + inquiry.LAST_ANSWER
    assert (after(passed) == "inquiry.break_due") == (passed > limit)


def test_only_a_real_break_begins_a_new_block() -> None:
    at = START + timedelta(minutes=80)
    real = Span(at, at + timedelta(minutes=10))
    short = Span(at, at + timedelta(minutes=9))
    assert after(timedelta(minutes=100), breaks=(real,)) is None
    assert after(timedelta(minutes=100), breaks=(short,)) == "inquiry.break_due"
    assert after(timedelta(minutes=82), breaks=(Span(at),)) == "inquiry.in_break"


@given(st.integers(0, 700))
def test_six_hours_are_enough_for_a_day(spent: int) -> None:
    earlier = Sitting(Span(START, START + timedelta(minutes=spent)))
    now = START + timedelta(minutes=spent + 30)
    assert (code(inquiry.against_start([earlier], now)) == "inquiry.day_full") == (spent >= 360)


def test_a_session_that_grows_over_the_day_stops() -> None:
    earlier = Sitting(Span(START - timedelta(hours=7), START - timedelta(hours=1)))
    now = START + timedelta(minutes=6)
    refused = inquiry.against_passage(Sitting(Span(START)), [earlier], now, counsel_open=False)
    assert code(refused) == "inquiry.day_full"


@given(st.sampled_from(["ko", "ko-KP", "ru", "sgn"]), st.sampled_from(["ko", "ru", "zh"]))
def test_a_language_matches_by_its_primary_part(language: str, spoken: str) -> None:
    same = language.partition("-")[0] == spoken
    assert inquiry.language_match(language, [language], [spoken], []) == same
    assert inquiry.language_match(language, [language], [], [spoken]) == same
    assert not inquiry.language_match(language, ["mn"], [spoken], [spoken])


@given(
    state=st.sampled_from(["unverified", "authenticated", "disputed", "false"]),
    origin=st.booleans(),
    custodian=st.booleans(),
    hashed=st.booleans(),
    weighed=st.booleans(),
)
def test_what_may_support(
    *, state: str, origin: bool, custodian: bool, hashed: bool, weighed: bool
) -> None:
    facts = ExhibitFacts(
        state, "관청" * origin, "보관자" * custodian, "ab" * hashed, "이유" * weighed
    )
    settled = state == "authenticated" or (state == "disputed" and weighed)
    assert inquiry.may_support(facts) == (settled and origin and custodian and hashed)


def test_what_a_finding_needs() -> None:
    def against(**given: object) -> str | None:
        values: dict[str, object] = {
            "state": "not_established",
            "cited_for": ["a"],
            "cited_against": [],
            "none_against": True,
            "unfit": [],
            "interviews": 1,
            "unanswered": 0,
        }
        return code(inquiry.against_finding(FindingFacts(**{**values, **given})))  # type: ignore[arg-type]

    assert against() is None
    assert against(unfit=["E1"]) == "inquiry.exhibit_cannot_support"
    assert against(cited_for=[]) == "inquiry.nothing_cited"
    assert against(none_against=False) == "inquiry.contrary_missing"
    assert against(interviews=0) == "inquiry.never_heard"
    assert against(unanswered=2) == "inquiry.doubts_unanswered"
    assert against(state="open", cited_for=[], interviews=0, unanswered=1) is None


@given(st.lists(st.dictionaries(st.text(max_size=4), st.text(max_size=9), max_size=3), max_size=4))
def test_a_fingerprint_changes_with_every_addition(content: list[dict[str, str]]) -> None:
    assert inquiry.digest(content) == inquiry.digest(list(content))
    assert inquiry.digest(content) != inquiry.digest([*content, {"x": "y"}])


def test_days_are_counted_once() -> None:
    assert inquiry.days_of_questioning([START, START + timedelta(hours=2)]) == 1
