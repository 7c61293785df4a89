"""What may happen to a thing that a person brings: its class, and the rule of each class."""

from collections.abc import Mapping
from dataclasses import dataclass

from naru.domain.profile import Words
from naru.domain.refusals import Refusal, Text, add


@dataclass(frozen=True, slots=True)
class ItemClass:
    """A class of things: whether it is contraband, what rule applies, and on what legal basis."""

    id: str
    name: Words
    contraband: bool
    rule: Words
    basis: Words


def _class(
    item_class: str, ko: str, en: str, rule: tuple[str, str], basis: tuple[str, str], **more: bool
) -> ItemClass:
    words = {"ko": ko, "en": en}
    said = {"ko": rule[0], "en": rule[1]}
    law = {"ko": basis[0], "en": basis[1]}
    return ItemClass(item_class, words, more.get("contraband", False), said, law)


_CUSTODY = ("영치·보관 후 전부 반환", "kept in safe custody and returned in full")
_HOUSE = ("보호센터 생활규칙(미확인)", "house rules of the centre (not verified)")
_POLICE = (
    "봉인 후 수사기관에 인계하고 접수증 교부",
    "sealed and handed to the police against a receipt",
)

CLASSES: Mapping[str, ItemClass] = {
    item.id: item
    for item in (
        _class("ordinary", "일반 물품", "ordinary thing", _CUSTODY, _HOUSE),
        _class("clothing", "의류", "clothing", _CUSTODY, _HOUSE),
        _class(
            "document",
            "문서·신분증",
            "document",
            (
                "인증 사본 작성, 원본은 본인 소유",
                "a certified copy is made; the original stays theirs",
            ),
            _HOUSE,
        ),
        _class(
            "cash",
            "현금",
            "cash",
            ("두 사람이 함께 세어 통화별로 기록", "counted by two, listed by currency"),
            _HOUSE,
        ),
        _class("valuables", "귀중품", "valuables", _CUSTODY, _HOUSE),
        _class(
            "medicine",
            "의약품·의료기기",
            "medicine or medical device",
            ("의료진 결정 없이는 보관하지 않음", "never in custody without a clinician's decision"),
            ("만델라 규칙 제67조 (미확인)", "Mandela Rules, rule 67 (not verified)"),
        ),
        _class(
            "device",
            "전화·저장매체",
            "phone or storage",
            ("읽지 않고 봉인", "sealed unread"),
            _HOUSE,
        ),
        _class(
            "restricted",
            "생활실 반입 제한",
            "restricted in rooms",
            ("퇴소 시 반환", "returned on departure"),
            _HOUSE,
            contraband=True,
        ),
        _class(
            "dangerous",
            "위험물",
            "dangerous thing",
            (
                "별도 보관, 퇴소 시 반환 또는 인계",
                "kept apart; returned on departure or handed over",
            ),
            _HOUSE,
            contraband=True,
        ),
        _class(
            "illegal",
            "소지 금지물(불법)",
            "illegal to possess",
            _POLICE,
            (
                "형사소송법·마약류 관리법 (미확인)",
                "criminal procedure, narcotics control (not verified)",
            ),
            contraband=True,
        ),
        _class(
            "evidence",
            "증거물",
            "evidence",
            _POLICE,
            ("형사소송법 (미확인)", "criminal procedure (not verified)"),
            contraband=True,
        ),
        _class(
            "unopened",
            "미개봉 가방",
            "bag sealed unopened",
            (
                "본인이 있는 자리에서만 열어 한 점씩 목록에 올림",
                "opened only with the person, then listed one by one",
            ),
            _HOUSE,
        ),
    )
}
UNOPENED = "unopened"
"""Comes of an emergency alone (B1), never over the counter."""
TO_AUTHORITY = frozenset({"illegal", "evidence", "dangerous"})


def search_against(
    kind: str, person_sex: str | None, searcher_sex: str, approver: str, reason: str
) -> Refusal | None:
    """What stands against a search: intrusive ones need the same sex and an approver (R18).

    `kind` is "scanner", "bags", "pat_down" or "undress"; the last two touch the person.
    """
    if not reason.strip():
        return Refusal("belongings.search_reason")
    touching = kind in {"pat_down", "undress"}
    if touching and person_sex in {"female", "male"} and searcher_sex != person_sex:
        return Refusal("belongings.search_sex")
    if kind == "undress" and not approver.strip():
        return Refusal("belongings.search_approval")
    return None


add(
    {
        "belongings.search_reason": Text(
            "검색 사유가 없습니다.",
            "The search has no reason.",
            "필요한 사유를 구체적으로 적으십시오.",
            "Write why it is necessary.",
        ),
        "belongings.search_sex": Text(
            "신체에 닿는 검색은 같은 성별의 직원만 할 수 있습니다.",
            "A search that touches the person is done by staff of the same sex only.",
            "같은 성별의 직원을 부르거나 검색대를 이용하십시오.",
            "Call a colleague of the same sex, or use the scanner.",
        ),
        "belongings.search_approval": Text(
            "탈의 검색은 사전 승인이 필요합니다.",
            "A search that undresses the person needs approval beforehand.",
            "승인자와 사유를 적으십시오. 인권보호관에게 통지됩니다.",
            "Name who approved it and why; the human-rights officer is told.",
        ),
    }
)
