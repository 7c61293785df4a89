"""Need to know: what a duty may open, about whom, and in words why not (domain.md 5).

The matrix itself is the profile's (`DutyRule.sees`); this module is the one place that reads it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from naru.domain.duties import Access, Duty
from naru.domain.profile import DutyRule, Need, Profile, Words
from naru.domain.refusals import Refusal

MODULES: Mapping[str, Words] = MappingProxyType(
    {
        "identity": {"ko": "인적사항", "en": "identity"},
        "health": {"ko": "건강", "en": "health"},
        "belongings": {"ko": "소지품", "en": "belongings"},
        "lodging": {"ko": "생활실", "en": "lodging"},
        "inquiry": {"ko": "조사", "en": "inquiry"},
        "kin": {"ko": "남은 가족", "en": "relatives"},
        "settlement": {"ko": "정착", "en": "settlement"},
        "complaints": {"ko": "고충", "en": "complaints"},
        "stats": {"ko": "통계", "en": "statistics"},
        "audit": {"ko": "열람 기록", "en": "record of access"},
    }
)
SEALED = frozenset({"identity", "kin", "health", "inquiry", "complaints"})
"""Compartments that are a module of the matrix by themselves."""
IN_ROOMS = frozenset({"belongings", "lodging", "settlement"})
"""Modules whose rows stand in the compartment of daily life, told by their room."""
MINIMUM_VIEW: Mapping[tuple[str, Duty | None], frozenset[str]] = MappingProxyType(
    {
        ("identity", None): frozenset({"label", "photo", "card"}),
        ("belongings", Duty.DIRECTOR): frozenset({"claims"}),
        ("lodging", Duty.DIRECTOR): frozenset({"lodging"}),
        ("inquiry", Duty.INTERPRETER): frozenset(
            {"interview", "inquiry_file", "statement", "copy"}
        ),
    }
)
"""What the minimum of a module is, for a duty or for all, by the reason of opening: a name and a
face, a claim to settle, a bed, the talk that is interpreted."""
READS = frozenset({Access.READ, Access.WRITE, Access.APPROVE})
META = "meta"
"""The note of a duty that learns that something exists, and nothing of it."""
TIES = frozenset({"own", "today", "client", "ward", "self", "consent", "notice", "sealed"})
ALWAYS_TIED = frozenset({"notice"})
"""Scopes without which not even the minimum is seen."""
Tied = Callable[[Duty, str], bool]


def module_of(compartment: str, room: str) -> str | None:
    """The module that a row belongs to, or None where reach alone decides (law and daily life)."""
    if compartment == "health" and room == "rights":  # a safety plan, agreed with the person
        return None
    if compartment in SEALED:
        return compartment
    return room if room in IN_ROOMS else None


def refused(
    profile: Profile, duties: Iterable[Duty], module: str, reason: str, tied: Tied
) -> Refusal | None:
    """Why these duties don't open a module for this reason, or None when one of them does.

    `tied(duty, scope)` says whether the duty is bound to the person as its scope asks: assigned
    (`own`), mandated (`client`, `ward`), the person themself (`self`), and so on.
    """
    nearest: Refusal | None = None
    for rule in _rules(profile, duties):
        need = rule.sees.get(module, Need(Access.NONE))
        if need.access is Access.NONE or need.note == META:
            continue
        if need.scope not in ALWAYS_TIED and reason in minimum(rule.id, module):
            return None
        if need.access is Access.MINIMUM:
            nearest = nearest or _said("minimum", profile, rule, module)
        elif need.scope not in TIES or tied(rule.id, need.scope):
            return None
        else:
            nearest = _said(need.scope, profile, rule, module)
    return nearest or _none(profile, duties, module)


def reads(profile: Profile, duties: Iterable[Duty], module: str) -> bool:
    """Whether one of these duties reads a module without asking the person first."""
    seen = (rule.sees.get(module, Need(Access.NONE)) for rule in _rules(profile, duties))
    return any(need.access in READS and need.scope != "consent" for need in seen)


def minimum(duty: Duty, module: str) -> frozenset[str]:
    """The reasons for which the minimum of a module opens to a duty."""
    return MINIMUM_VIEW.get((module, None), MINIMUM_VIEW.get((module, duty), frozenset()))


def _rules(profile: Profile, duties: Iterable[Duty]) -> Iterator[DutyRule]:
    yield from (profile.duties[duty] for duty in sorted(duties) if duty in profile.duties)


def _said(code: str, profile: Profile, rule: DutyRule, module: str) -> Refusal:
    who = _holders(profile, module)
    return Refusal(f"need.{code}", {"duty": rule.name, "module": MODULES[module], "who": who})


def _none(profile: Profile, duties: Iterable[Duty], module: str) -> Refusal:
    names = [rule.name for rule in _rules(profile, duties)]
    facts = {"duty": names, "module": MODULES[module], "who": _holders(profile, module)}
    return Refusal("need.none", facts)


def _holders(profile: Profile, module: str) -> list[Words]:
    """The duties of the house that work with a module: whom to ask."""
    works = {Access.WRITE, Access.APPROVE}
    rules = profile.duties.values()
    found = [
        rule.name for rule in rules if rule.id is not Duty.RESIDENT and _is(rule, module, works)
    ]
    return found[:3]


def _is(rule: DutyRule, module: str, accesses: set[Access]) -> bool:
    return module in rule.sees and rule.sees[module].access in accesses
