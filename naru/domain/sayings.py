"""What the pathway says when it refuses: one sentence a guard, in both staff languages."""

from collections.abc import Collection, Sequence

from naru.domain.duties import Duty
from naru.domain.profile import EventRule, Guard, Profile, Words
from naru.domain.refusals import Refusal, Text, add

NOBODY: dict[str, str] = {"ko": "담당 부서", "en": "the office in charge"}
HERE: dict[str, str] = {"ko": "이 화면의 해당 항목", "en": "Fill it in on this page"}


def guard_refusal(
    profile: Profile,
    guard: Guard,
    missing: Sequence[str],
    asking: str = "",
    duties: Collection[Duty] = (),
) -> Refusal:
    """The refusal for a guard that doesn't hold: what is missing, and who can do what about it.

    `asking` is the event that was refused; it is no remedy for itself. `duties` are those of
    whoever is refused: a branch whose cause they may not know stands unnamed, as does its remedy.
    """
    branches = [profile.branches[item] for item in missing if item in profile.branches]
    if any(not branch.seen_by & set(duties) for branch in branches):
        return Refusal(
            "guard.protected", {"missing": tuple(missing), "what": (), "act": (), "who": ()}
        )
    return Refusal(
        f"guard.{guard.name}",
        {
            "missing": tuple(missing),
            "what": [_name(profile, item) for item in missing],
            "act": _acts(profile, guard, missing, asking),
            "who": _performers(profile, guard, missing),
        },
    )


def _name(profile: Profile, item: str) -> Words | str:
    for book in (
        profile.facts,
        profile.stages,
        profile.branches,
        profile.clocks,
        profile.events,
        profile.outcomes,
    ):
        if item in book:
            return book[item].name
    return item


def _remedies(profile: Profile, guard: Guard, missing: Sequence[str]) -> list[str]:
    """The events that would change what is missing."""
    events = profile.events.values()
    found: list[str] = []
    for item in missing:
        if item in profile.facts:
            found += [event.id for event in profile.setters(item) if _helps(event, guard, item)]
        elif item in profile.stages:
            found += [event.id for event in events if event.stage == item and event.completes]
        elif item in profile.branches and guard.name == "block":
            found += [event.id for event in events if item in event.opens]
        elif item in profile.branches:
            found += [event.id for event in events if item in event.closes]
            when = profile.branches[item].closes_when
            found += [e.id for fact in (when.args if when else ()) for e in profile.setters(fact)]
        elif guard.name == "outcome_known":
            found += [event.id for event in events if event.outcomes]
        elif guard.name == "not_expired":
            found += [event.id for event in events if event.extends == item]
    return list(dict.fromkeys(found))[:2]


def _helps(event: EventRule, guard: Guard, fact: str) -> bool:
    """Whether an event moves the fact the right way, as far as the profile tells."""
    if guard.name in {"zero", "is_not"}:
        return event.sets.get(fact) is not True and not event.undo
    return event.sets.get(fact) is not False


def _acts(profile: Profile, guard: Guard, missing: Sequence[str], asking: str) -> list[Words | str]:
    found = _remedies(profile, guard, missing)
    return [HERE if event == asking else profile.events[event].name for event in found]


def _performers(profile: Profile, guard: Guard, missing: Sequence[str]) -> list["Words"]:
    duties = [
        duty
        for event in _remedies(profile, guard, missing)
        for duty in profile.events[event].by
        if duty in profile.duties
    ]
    return [profile.duties[duty].name for duty in dict.fromkeys(duties)][:3] or [NOBODY]


_NEXT_KO = "{act}부터 처리하십시오(담당: {who})."
_NEXT_EN = "{act} (by: {who})."


def _text(ko: str, en: str, ko_next: str = _NEXT_KO, en_next: str = _NEXT_EN) -> Text:
    return Text(ko, en, ko_next, en_next)


add(
    {
        "guard.is": _text("아직 확인되지 않은 사항: {what}.", "Not yet on record: {what}."),
        "guard.is_not": _text("해소되지 않은 사항: {what}.", "Still open: {what}."),
        "guard.known": _text("아직 기록되지 않은 사항: {what}.", "Not yet recorded: {what}."),
        "guard.equals": _text("조건에 맞지 않는 사항: {what}.", "Not as it must be: {what}."),
        "guard.implies": _text(
            "아동·보호 대상에게 꼭 필요한 사항: {what}.", "Required for this person: {what}."
        ),
        "guard.zero": _text("남아 있는 건: {what}.", "Something is left: {what}."),
        "guard.positive": _text("아직 한 건도 없는 사항: {what}.", "There is none yet: {what}."),
        "guard.done": _text(
            "먼저 마쳐야 할 단계: {what}.", "A stage must be finished first: {what}."
        ),
        "guard.no_block": _text(
            "진행 중인 보호 조치가 있어 할 수 없습니다: {what}.",
            "A protective measure stands against it: {what}.",
        ),
        "guard.protected": Text(
            "진행 중인 보호 조치가 있어 지금은 할 수 없습니다.",
            "A protective measure stands against it for now.",
            "사례관리자 또는 인권보호관에게 문의하십시오. 사유는 담당자에게만 표시됩니다.",
            "Ask the caseworker or the human-rights officer; only those who work on it see why.",
        ),
        "guard.block": _text(
            "해당 조치가 열려 있지 않습니다: {what}.", "This measure isn't open: {what}."
        ),
        "guard.not_expired": _text(
            "법정 기한이 지났습니다: {what}.",
            "The legal limit has passed: {what}.",
            "지난 기한은 연장할 수 없습니다. 퇴소 또는 이송을 진행하십시오.",
            "It can't be extended any more. Go on with release or transfer.",
        ),
        "guard.running": _text(
            "진행 중인 기한이 없습니다: {what}.", "This clock isn't running: {what}."
        ),
        "guard.no_outcome": _text(
            "이미 결과가 정해졌습니다: {what}.",
            "The outcome is already on record: {what}.",
            "결과를 바꾸려면 이의신청 절차를 이용하십시오.",
            "An outcome changes only through objection and review.",
        ),
        "guard.outcome_known": _text(
            "퇴소 사유(결정 또는 본인 의사)가 아직 없습니다.",
            "There is no outcome yet: neither a decision nor the person's own wish.",
        ),
        "guard.not_earlier_actor": _text(
            "같은 사람이 조사·판단·결정을 함께 맡을 수 없습니다. 이미 맡은 일: {what}.",
            "Nobody interviews, finds and decides. You have already done here: {what}.",
            "다른 담당자에게 넘기십시오.",
            "Hand this step to a colleague.",
        ),
        "guard.hours": _text(
            "면담은 평일 {what} 사이에만 할 수 있습니다.",
            "Interviews take place on weekdays, {what}.",
            "시간을 다시 잡거나, 시간 외 면담 사유를 기록하십시오(인권보호관에게 통지됩니다).",
            "Choose another time, or record the reason for this hour "
            "(the human-rights officer is told).",
        ),
        "guard.not_later": _text(
            "기록된 날짜보다 늦은 날짜로 고칠 수 없습니다: {what}.",
            "It can't be moved to a later day: {what}.",
            "기한은 처음 날짜부터 계산됩니다. 연장이 필요하면 연장 절차를 이용하십시오.",
            "The clock counts from the first date; use the extension procedure for more time.",
        ),
        "event.unknown": Text(
            "이 센터의 절차에 없는 일입니다: {event}.",
            "This centre's pathway has no such step: {event}.",
            "화면을 새로 고친 뒤 다시 선택하십시오.",
            "Reload the page and choose again.",
        ),
        "event.duty": Text(
            "'{step}'은(는) {duties}의 일입니다.",
            "“{step}” belongs to: {duties}.",
            "담당자에게 알리십시오.",
            "Tell the person in charge.",
        ),
        "event.backwards": Text(
            "더 나중에 일어난 일이 이미 기록되어 있습니다.",
            "Something later is already on record.",
            "화면을 새로 고쳐 최신 상태를 확인하십시오.",
            "Reload the page and look at the latest state.",
        ),
        "event.outcome": Text(
            "'{step}'(으)로는 이 결과를 기록할 수 없습니다.",
            "“{step}” can't end a stay in this way.",
            "목록에 있는 결과 가운데 고르십시오.",
            "Choose one of the listed outcomes.",
        ),
        "stage.not_reached": Text(
            "'{step}'보다 먼저 마쳐야 할 단계가 있습니다: {stages}.",
            "“{step}” comes later. First finish: {stages}.",
            "앞 단계를 마친 뒤 다시 하십시오.",
            "Finish the earlier stage, then come back.",
        ),
        "stage.over": Text(
            "이미 마친 단계입니다: {stage}.",
            "This stage is already finished: {stage}.",
            "추가할 내용이 있으면 해당 방에서 새 기록으로 남기십시오.",
            "Add what is new as a new record in its room.",
        ),
        "case.closed": Text(
            "종결된 사건입니다.",
            "This case is closed.",
            "열람은 정보보호책임자에게 문의하십시오.",
            "Ask the data protection officer for access.",
        ),
        "case.departed": Text(
            "이미 퇴소한 사람에게는 '{step}'을(를) 할 수 없습니다.",
            "“{step}” can't be done for somebody who has left.",
            "사건을 종결하십시오. 다시 입소하면 도착을 새로 기록하십시오.",
            "Close the file. If the person comes back, record a new arrival.",
        ),
        "clock.not_running": Text(
            "아직 시작되지 않은 기한입니다: {clock}.",
            "This clock hasn't started: {clock}.",
            "시작 사건을 먼저 기록하십시오.",
            "Record the event that starts it first.",
        ),
        "undo.nothing": Text(
            "되돌릴 수 있는 일이 없습니다.",
            "There is nothing to take back.",
            "잘못된 기록은 정정 기록으로 바로잡으십시오.",
            "Put a mistake right with a new record beside it.",
        ),
        "undo.other_person": Text(
            "기록한 사람만 되돌릴 수 있습니다.",
            "Only the person who recorded it can take it back.",
            "기록한 담당자에게 알리십시오.",
            "Tell the colleague who recorded it.",
        ),
        "undo.too_late": Text(
            "{minutes}분이 지나 되돌릴 수 없습니다.",
            "More than {minutes} minutes have passed.",
            "정정 기록을 새로 남기십시오.",
            "Put it right with a new record beside it.",
        ),
    }
)
