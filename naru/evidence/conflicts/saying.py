"""Why claims contradict each other, in Korean and in English."""

from typing import Any

from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict
from naru.evidence.wording import figure, number, plain

NAMES = {
    "disagree": ("수치 불일치", "figures disagree"),
    "wrong_period": ("기간 오기", "figure of another period"),
    "one_source": ("동일 출처 내 불일치", "one source against itself"),
    "sum_of_parts": ("남녀 합계 불일치", "men and women don't make the total"),
    "sum_of_periods": ("기간 합계 불일치", "parts of the period don't make the whole"),
    "part_exceeds_whole": ("부분이 전체를 초과", "part above the whole"),
    "falls": ("누계 감소", "running total falls"),
    "sum_to_date": ("누계 증가분 불일치", "running total grows by another figure"),
    "share_of_base": ("비율 계산 불일치", "share isn't what its own count gives"),
    "share_of_counts": ("비율과 인원 불일치", "share isn't what the counts give"),
    "over_hundred": ("비율 합계 초과", "shares above a hundred percent"),
    "prices_apart": ("비용 차이 과다", "prices too far apart"),
    "mixed_legs": ("구간 혼용", "legs of the way mixed"),
    "same_money": ("가격과 인원 불일치", "people per sum don't follow the prices"),
    "exchange_rate": ("환율 불일치", "exchange rate isn't the one of its time"),
    "against_law": ("법정형과 불일치", "not what the statute says"),
    "newer_than_law": ("법률보다 늦은 시점", "newer than its law"),
    "older_than_law": ("법률보다 이른 시점", "older than its law"),
    "law_dates": ("시행일 불일치", "dates of the law disagree"),
}
REASONS = {
    "disagree": (
        "{period}: {odd}은(는) {standing}과(와) 함께 성립할 수 없습니다(반올림·수정 통계로 설명되지 않음).{misprint}",
        "{period}: {odd} can't hold beside {standing}; neither rounding nor revision explains it.{misprint}",
    ),
    "wrong_period": (
        "{odd}은(는) {other}의 수치입니다. {period}의 수치는 {standing}입니다(출처 {voices}건).",
        "{odd} is the figure of {other}; for {period} it is {standing} ({voices} sources).",
    ),
    "one_source": (
        "한 출처가 {period}에 대하여 두 가지 수치를 제시합니다: {said}.",
        "one source gives two figures for {period}: {said}.",
    ),
    "sum_of_parts": (
        "{period}: {parts}의 합은 {sum}으로, 전체 {total}과(와) 다릅니다.",
        "{period}: {parts} make {sum}, not {total}.",
    ),
    "sum_of_periods": (
        "{period}: 세부 기간 {parts}의 합은 {sum}으로, 전체 {total}과(와) 다릅니다.",
        "{period}: its parts {parts} make {sum}, not {total}.",
    ),
    "part_exceeds_whole": (
        "{period}의 부분 수치 {part}이(가) {of}의 전체 수치 {whole}보다 큽니다.{later}",
        "the part {part} of {period} is above the whole {whole} of {of}.{later}",
    ),
    "falls": (
        "누계는 줄어들 수 없으나 {before}에서 {after}(으)로 줄었습니다. 다른 수치와 맞지 않는 쪽: {odd}.",
        "a running total can't fall, yet it goes from {before} to {after}; the others contradict {odd}.",
    ),
    "sum_to_date": (
        "{period}의 인원은 {came}이나 누계는 {before}에서 {after}(으)로 변하였습니다.",
        "{came} came in {period}, but the total goes from {before} to {after}.",
    ),
    "share_of_base": (
        "{claim}의 자체 인원으로 계산하면 {given}%입니다.",
        "the count and base that {claim} names make {given} percent.",
    ),
    "share_of_counts": (
        "{period}: {claim}이나 인원으로 계산하면 {given}%입니다.",
        "{period}: {claim}, but the counts make {given} percent.",
    ),
    "over_hundred": (
        "{period}: 비율의 합이 {sum}%입니다.",
        "{period}: the shares sum to {sum} percent.",
    ),
    "prices_apart": (
        "{period}: 같은 구간의 가격 {said}은(는) 1.5배 폭으로 보아도 겹치지 않습니다.",
        "{period}: {said} for the same leg don't meet even as intervals of a factor of 1.5.",
    ),
    "mixed_legs": (
        "한 출처의 가격들이 서로 다른 구간에 해당하여 하나의 추세로 비교할 수 없습니다. {fitting}.",
        "the prices of one source fit different legs of the way, so they are no series: {fitting}.",
    ),
    "same_money": (
        "같은 금액으로 {then}명에서 {now}명으로 줄었다면 가격은 {fell}배 오른 것이나, 같은 출처의 가격은 {rises}배 올랐습니다.",
        "{then} people then and {now} now for one sum is a rise of {fell} times; the source's own "
        "prices rise {rises} times.",
    ),
    "exchange_rate": (
        "{period}의 금액에 적용된 환율은 1달러당 {implied} {currency}이나, {of}의 환율은 {rate} {currency}입니다.",
        "the amounts of {period} imply {implied} {currency} per dollar; the rate of {of} is {rate} {currency}.",
    ),
    "against_law": (
        "{claim}은(는) 당시 시행 중인 법정형 {law}과(와) 다릅니다.{cases}",
        "{claim} isn't the range of the statute then in force, {law}.{cases}",
    ),
    "newer_than_law": (
        "{claim}을(를) 새로운 것으로 제시하나, 같은 형은 {law} 때부터 있었습니다.",
        "{claim} is told as new, but the same penalty stands in a statute since {law}.",
    ),
    "older_than_law": (
        "{claim}은(는) 이를 정한 {law}보다 앞선 시점입니다.",
        "{claim} is dated before {law}, which made it.",
    ),
    "law_dates": (
        "같은 법률의 시행일이 {claim}과(와) {law}(으)로 다릅니다.",
        "the same law is said to be in force from {claim} and from {law}.",
    ),
}
EXTRA = {
    "misprint": (
        " 한 자리 차이로, 오기로 보입니다.",
        " They are one digit apart: likely a misprint.",
    ),
    "cases": (
        " 실제 선고된 형도 이보다 무겁습니다.",
        " Sentences that were handed down are heavier.",
    ),
    "later": (
        " 이 반올림에 처음 맞는 공표 수치는 {}입니다.",
        " The first published count that rounds to it is {}.",
    ),
}
LAW_KINDS = {"newer_than_law", "older_than_law", "law_dates"}


def kind_name(kind: str, lang: str) -> str:
    """A kind of conflict in words."""
    return NAMES[kind][0 if lang == "ko" else 1]


def reason(one: Conflict, lang: str = "en") -> str:
    """Why the claims of a conflict can't all hold, as a sentence."""
    place = 0 if lang == "ko" else 1
    facts = {name: _said(one, name, fact, lang) for name, fact in one.facts.items()}
    said = REASONS[one.kind][place].format_map(facts)
    return said[0].upper() + said[1:]


def _said(one: Conflict, name: str, fact: Any, lang: str) -> str:
    place = 0 if lang == "ko" else 1
    if name in {"misprint", "cases"}:
        return EXTRA[name][place] if fact else ""
    if name == "later":
        return EXTRA[name][place].format(_claim(fact, lang, dated=True)) if fact else ""
    if name in {"then", "now"}:
        return number(fact.value)
    if name == "rises":
        return (" 또는 " if lang == "ko" else " or ").join(number(each) for each in fact)
    if name == "said":
        return (", " if lang == "ko" else " and ").join(_claim(each, lang) for each in fact)
    if name == "fitting":
        return "; ".join(each[lang] for each in fact)
    dated = one.kind in LAW_KINDS or name in {"before", "after"}
    if isinstance(fact, Claim):
        return _claim(fact, lang, dated=dated)
    if isinstance(fact, list) and fact and isinstance(fact[0], Claim):
        return " + ".join(_claim(each, lang) for each in fact)
    if isinstance(fact, list):
        return "–".join(number(each) for each in fact)
    return plain(fact, lang)


def _claim(claim: Claim, lang: str, *, dated: bool = False) -> str:
    """A claim in a sentence: its figure and its id, with the day when that is the point."""
    said = figure(claim, lang)
    unit = claim.unit if "year" in claim.unit or "life" in claim.unit else ""
    words = " ".join(word for word in ("" if said == "–" else said, unit) if word)
    day = plain(claim.end if claim.measure.startswith("cumulative") else claim.start, lang)
    if not words:
        return f"{day} ({claim.id})"
    return f"{words} ({claim.id}, {day})" if dated else f"{words} ({claim.id})"
