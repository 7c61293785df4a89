"""The words that a drawing of a profile adds to the profile's own, in both staff languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from naru.domain.clocks import ClockRule
from naru.domain.profile import Words

ROOMS: Mapping[str, Words] = {
    "reception": {"ko": "접수", "en": "reception"},
    "belongings": {"ko": "소지품", "en": "belongings"},
    "infirmary": {"ko": "의무실", "en": "infirmary"},
    "casework": {"ko": "사례관리", "en": "casework"},
    "lodging": {"ko": "생활관", "en": "lodging"},
    "settlement": {"ko": "정착 준비", "en": "settlement"},
    "inquiry": {"ko": "조사", "en": "inquiry"},
    "ruling": {"ko": "결정", "en": "ruling"},
    "rights": {"ko": "권리", "en": "rights"},
    "departure": {"ko": "퇴소", "en": "departure"},
}


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a stay, the rooms it belongs to, and a colour that shows on white and on dark."""

    name: Words
    rooms: frozenset[str]
    colour: str


PHASES = (
    Phase({"ko": "도착", "en": "Arrival"}, frozenset({"reception"}), "#1b8a94"),
    Phase(
        {"ko": "입소 확인", "en": "Intake"},
        frozenset({"belongings", "infirmary", "casework"}),
        "#3d7fc6",
    ),
    Phase(
        {"ko": "생활", "en": "Life at the centre"},
        frozenset({"lodging", "settlement"}),
        "#3f9159",
    ),
    Phase({"ko": "조사", "en": "Inquiry"}, frozenset({"inquiry"}), "#8a68cf"),
    Phase({"ko": "결정", "en": "Decision"}, frozenset({"ruling"}), "#c4672f"),
    Phase({"ko": "퇴소", "en": "Departure"}, frozenset({"departure"}), "#6c8186"),
)
UNITS: Mapping[str, Words] = {
    "minute": {"ko": "{n}분", "en": "{n} min"},
    "hour": {"ko": "{n}시간", "en": "{n} h"},
    "day": {"ko": "{n}일", "en": "{n} d"},
    "working_day": {"ko": "근무일 {n}일", "en": "{n} working d"},
    "week": {"ko": "{n}주", "en": "{n} wk"},
    "month": {"ko": "{n}개월", "en": "{n} mo"},
}
SAID: Mapping[str, Words] = {
    "title": {"ko": "절차도: {name}", "en": "Pathway: {name}"},
    "desc": {
        "ko": "단계 {stages}개를 국면별로 놓고, 먼저 있어야 하는 단계에서 화살표로 이은 그림.",
        "en": "{stages} stages in columns by phase; an arrow leads from a stage to one that "
        "waits for it.",
    },
    "performer": {"ko": "담당", "en": "performed by"},
    "leads": {"ko": "다음", "en": "leads to"},
    "needs": {"ko": "조건", "en": "needs"},
    "steps": {"ko": "할 일", "en": "steps"},
    "clocks": {"ko": "기한", "en": "clocks"},
    "end": {"ko": "종결", "en": "the end"},
    "branches": {"ko": "보호 조치(갈림길)", "en": "Branches"},
    "outcomes": {"ko": "종결 사유", "en": "Outcomes"},
    "beside": {"ko": "단계와 따로 가는 기한", "en": "Clocks beside the stages"},
    "anytime": {"ko": "단계에 매이지 않는 일", "en": "Steps that belong to no stage"},
    "parallel": {"ko": "병행", "en": "parallel"},
    "on_request": {"ko": "신청 시", "en": "on request"},
    "then_every": {"ko": "{first}, 이후 {every}마다", "en": "{first}, then every {every}"},
    "no_limit": {"ko": "법정 기한 미확인", "en": "no limit in law"},
    "unverified": {"ko": "미검증", "en": "not verified"},
    "after": {"ko": "앞 단계를 마쳐야 함", "en": "waits until the stage is over"},
    "fact": {"ko": "앞 단계의 기록이 있어야 함", "en": "waits for a fact on record"},
    "clock": {"ko": "이 단계의 기한", "en": "clock of the stage"},
    "lock": {"ko": "이 조치 중에는 할 수 없음", "en": "not while this branch is open"},
    "duty": {"ko": "직무", "en": "duty"},
    "performs": {
        "ko": "● 단계 담당   ○ 단계의 일부를 함",
        "en": "● performs the stage   ○ takes a step of it",
    },
    "access": {
        "ko": "W 쓰기   A 승인   R 읽기   m 최소   - 없음",
        "en": "W write   A approve   R read   m minimum   - none",
    },
    "incompatible": {
        "ko": "한 사람이 함께 맡을 수 없는 직무",
        "en": "Duties that never meet in one person",
    },
}


def room(name: str, lang: str) -> str:
    """A room's name; a room this version doesn't know keeps its own id."""
    return ROOMS[name][lang] if name in ROOMS else name


def length(clock: ClockRule, lang: str) -> str:
    """How long a clock runs, shortly: "90 d", "7, 30, 60 d, then every 7 d", "no limit in law"."""
    if clock.length is None:
        return SAID["no_limit"][lang]
    unit = UNITS[clock.unit][lang]
    first = unit.format(n=", ".join(str(at) for at in (clock.length, *clock.again_at)))
    if not clock.renew_event:
        return first
    every = unit.format(n=clock.then_every or clock.length)
    return SAID["then_every"][lang].format(first=first, every=every)
