"""Rules of the inquiry: how long, in which language, what may be written, what may support."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from naru.domain.refusals import Refusal

LONGEST_BLOCK = timedelta(minutes=90)
LAST_ANSWER = timedelta(minutes=5)
"""Within it the answer that was being given when the block ended is still written down."""
SHORTEST_BREAK = timedelta(minutes=10)
LONGEST_DAY = timedelta(hours=6)
MISUNDERSTOOD_LIMIT = 3

UNVERIFIED, AUTHENTICATED, DISPUTED, FALSE = "unverified", "authenticated", "disputed", "false"
ESTABLISHED, NOT_ESTABLISHED, UNDECIDED = "established", "not_established", "open"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None

    def until(self, now: datetime) -> timedelta:
        """How long it lasted, or has lasted by now."""
        return max((self.end or now) - self.start, timedelta(0))


@dataclass(frozen=True, slots=True)
class Sitting:
    """One interview as the rules see it: when it lasted and its breaks."""

    span: Span
    breaks: tuple[Span, ...] = ()

    @property
    def in_break(self) -> bool:
        """Whether a break lasts now."""
        return any(pause.end is None for pause in self.breaks)


@dataclass(frozen=True, slots=True)
class ExhibitFacts:
    """What decides whether an exhibit may support a finding."""

    authenticity: str
    origin: str = ""
    custodian: str = ""
    sha256: str = ""
    weighing: str = ""


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding as drafted, and what it rests on."""

    state: str
    cited_for: Sequence[str]
    cited_against: Sequence[str]
    none_against: bool
    unfit: Sequence[str]
    interviews: int
    unanswered: int


def block_start(sitting: Sitting) -> datetime:
    """When the present block began: the start, or the end of the last real break."""
    ends = [
        pause.end
        for pause in sitting.breaks
        if pause.end is not None and pause.end - pause.start >= SHORTEST_BREAK
    ]
    return max([sitting.span.start, *ends])


def talked(sitting: Sitting, now: datetime) -> timedelta:
    """How long the interview lasted without its breaks."""
    pauses = sum((pause.until(sitting.span.end or now) for pause in sitting.breaks), timedelta(0))
    return max(sitting.span.until(now) - pauses, timedelta(0))


def against_start(earlier_today: Iterable[Sitting], now: datetime) -> Refusal | None:
    """Why no further interview may start today: nobody is questioned over six hours a day."""
    spent = sum((talked(sitting, now) for sitting in earlier_today), timedelta(0))
    return _day_full() if spent >= LONGEST_DAY else None


def against_passage(
    sitting: Sitting, earlier_today: Iterable[Sitting], now: datetime, *, counsel_open: bool
) -> Refusal | None:
    """Why no further text may enter the transcript now; nothing enters after a lock."""
    if counsel_open:
        return Refusal("inquiry.locked_for_counsel")
    if sitting.in_break:
        return Refusal("inquiry.in_break")
    if now - block_start(sitting) > LONGEST_BLOCK + LAST_ANSWER:
        return Refusal("inquiry.break_due", {"minutes": _minutes(LONGEST_BLOCK)})
    spent = sum((talked(one, now) for one in (*earlier_today, sitting)), timedelta(0))
    return _day_full() if spent > LONGEST_DAY + LAST_ANSWER else None


def _day_full() -> Refusal:
    return Refusal("inquiry.day_full", {"hours": _minutes(LONGEST_DAY) // 60})


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def language_match(
    language: str,
    persons: Collection[str],
    interviewers: Collection[str],
    interpreters: Collection[str],
) -> bool:
    """Whether the person and the interviewer meet in a language, alone or through the interpreter.

    `ko` and `ko-KP` meet: the person may stop a session over a dialect at any moment.
    """
    wanted = _primary(language)
    spoken = {_primary(code) for code in (*interviewers, *interpreters)}
    return wanted in {_primary(code) for code in persons} and wanted in spoken


def _primary(code: str) -> str:
    return code.partition("-")[0].casefold()


def may_support(exhibit: ExhibitFacts) -> bool:
    """Whether a finding may rest on it: known origin, custodian and hash, and authenticity settled.

    A disputed exhibit counts only when the reviewer weighed it and wrote down why it may be used.
    """
    if not (exhibit.origin and exhibit.custodian and exhibit.sha256):
        return False
    if exhibit.authenticity == DISPUTED:
        return bool(exhibit.weighing)
    return exhibit.authenticity == AUTHENTICATED


def against_finding(finding: FindingFacts) -> Refusal | None:
    """Why a finding can't stand as drafted."""
    if finding.unfit:
        return Refusal("inquiry.exhibit_cannot_support", {"exhibits": list(finding.unfit)})
    if finding.state != UNDECIDED and not finding.cited_for:
        return Refusal("inquiry.nothing_cited")
    if not finding.cited_against and not finding.none_against:
        return Refusal("inquiry.contrary_missing")
    if finding.state != NOT_ESTABLISHED:
        return None
    if not finding.interviews:
        return Refusal("inquiry.never_heard")
    return (
        Refusal("inquiry.doubts_unanswered", {"count": finding.unanswered})
        if finding.unanswered
        else None
    )


def days_of_questioning(starts: Iterable[datetime]) -> int:
    """On how many days of the centre's calendar somebody was questioned; `starts` are local."""
    return len({start.date() for start in starts})


def digest(passages: Iterable[Mapping[str, object]]) -> str:
    """The fingerprint of a statement: its passages and corrections in order (SHA-256)."""
    return hashlib.sha256(as_text(passages).encode()).hexdigest()


def as_text(passages: Iterable[Mapping[str, object]]) -> str:
    """A statement in the one spelling that is fingerprinted and proved (JSON)."""
    return json.dumps(list(passages), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
