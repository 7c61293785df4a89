"""Reads a profile from TOML and names every error with its line and its reason."""

import tomllib
from collections.abc import Callable, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any, TypeVar

from naru.domain import guards
from naru.domain.checking import cross_check
from naru.domain.clocks import ClockRule, Extension
from naru.domain.duties import Access, Duty
from naru.domain.lines import Lines, Problem, Unreadable
from naru.domain.profile import (
    BranchRule,
    DutyRule,
    EventRule,
    FactRule,
    GroundRule,
    Guard,
    Load,
    Need,
    OutcomeRule,
    Profile,
    StageRule,
    Words,
)

T = TypeVar("T")
FACT_TYPES = ("bool", "code", "date", "count")
UNITS = ("minute", "hour", "day", "working_day", "week", "month")
LIMITS = ("state", "person", "staff")
LANGUAGES = ("ko", "en")
SECTIONS = frozenset(
    {"stages", "events", "facts", "clocks", "branches", "outcomes", "grounds", "duties"}
)
LONGEST = 10_000
KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    dict: "a table",
    list: "a list",
}
DUTIES = frozenset(duty.value for duty in Duty)
ACCESSES = frozenset(access.value for access in Access)


def read(text: str, *, kept: bool = False) -> Profile:
    """The profile in a TOML text; Unreadable with every problem when it can't be used.

    A `kept` text held when the cases pinned to it began, so no later rule is asked of it.
    """
    lines = Lines(text)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable([lines.toml_problem(error)]) from None
    reader = _Reader(raw, lines)
    profile = reader.profile()
    if not kept:
        reader.problems += cross_check(profile, lines, whole=not reader.problems)
    if reader.problems:
        raise Unreadable(sorted(set(reader.problems)))
    return profile


class _Reader:
    """Reads section by section; collects problems instead of stopping at the first."""

    def __init__(self, raw: Mapping[str, Any], lines: Lines) -> None:
        self.raw, self.lines = raw, lines
        self.problems: list[Problem] = []

    def profile(self) -> Profile:
        head = _Table(self, "", self.raw)
        clocks = self._all("clocks", self._clock)
        profile = Profile(
            id=head.text("id"),
            version=head.text("version"),
            name=head.words("name"),
            country=head.text("country"),
            tz=head.text("tz"),
            law=MappingProxyType(head.table("law")),
            modules=MappingProxyType(head.table("modules")),
            stages=self._all("stages", self._stage),
            events=self._all("events", self._event),
            facts=self._all("facts", self._fact),
            clocks={name: clock for name, (clock, _, _) in clocks.items()},
            branches=self._all("branches", self._branch),
            outcomes=self._all("outcomes", lambda t: OutcomeRule(t.text("id"), t.words("name"))),
            duties={rule.id: rule for rule in self._all("duties", self._duty).values()},
            incompatible=tuple(frozenset(head.duty_list(pair)) for pair in head.pairs()),
            stop_when={clock.id: stop for clock, stop, _ in clocks.values() if stop},
            start_fact={clock.id: fact for clock, _, fact in clocks.values() if fact},
            after_departure=frozenset(head.texts("after_departure")),
            grounds=self._all("grounds", self._ground) if "grounds" in self.raw else {},
        )
        head.no_more(SECTIONS)
        return profile

    def _all(self, section: str, make: Callable[["_Table"], T]) -> dict[str, T]:
        rows = self.raw.get(section, [])
        if not isinstance(rows, list) or not rows:
            self.problem(section, f"there must be at least one [[{section}]]")
            return {}
        made: dict[str, T] = {}
        for number, row in enumerate(rows):
            table = _Table(self, f"{section}[{number}]", row if isinstance(row, dict) else {})
            item, name = make(table), table.text("id")
            table.no_more()
            if name in made:
                self.problem(table.path + ".id", f"{name!r} is there twice")
                name += f" ({number})"  # so that each row keeps its place, and its line
            made[name] = item
        return made

    def problem(self, path: str, reason: str) -> None:
        self.problems.append(Problem(self.lines.of(path), path or "profile", reason))

    def _stage(self, t: "_Table") -> StageRule:
        return StageRule(
            id=t.text("id"),
            name=t.words("name"),
            room=t.text("room"),
            duty=t.duty("duty"),
            after=t.texts("after"),
            guards=t.guards("guards"),
            publishes=t.texts("publishes"),
            parallel=t.flag("parallel"),
            on_request=t.flag("on_request"),
            load=self._load(t.part("load")),
        )

    def _load(self, t: "_Table | None") -> Load | None:
        if t is None:
            return None
        load = Load(t.text("duration"), t.text("resource"), t.share("share"))
        t.no_more()
        return load

    def _event(self, t: "_Table") -> EventRule:
        return EventRule(
            id=t.text("id"),
            name=t.words("name"),
            room=t.text("room"),
            by=tuple(t.duty_list(t.texts("by", needed=True), "by")),
            stage=t.text("stage", optional=True),
            guards=t.guards("guards"),
            facts=t.texts("facts"),
            sets=MappingProxyType(t.table("sets", optional=True)),
            opens=t.texts("opens"),
            closes=t.texts("closes"),
            completes=t.flag("completes"),
            repeats=t.flag("repeats"),
            undo=t.flag("undo"),
            extends=t.text("extends", optional=True),
            outcomes=t.texts("outcomes"),
            ends=t.flag("ends"),
        )

    def _fact(self, t: "_Table") -> FactRule:
        return FactRule(
            id=t.text("id"),
            name=t.words("name"),
            type=t.one_of("type", FACT_TYPES),
            room=t.text("room"),
            seen_by=frozenset(t.duty_list(t.texts("seen_by", needed=True), "seen_by")),
            codes=t.texts("codes"),
        )

    def _clock(self, t: "_Table") -> tuple[ClockRule, Guard | None, str]:
        rule = ClockRule(
            id=t.text("id"),
            name=t.words("name"),
            start_events=t.one_or_more("start_event"),
            stop_events=t.texts("stop_events"),
            length=t.whole("length", optional=True),
            unit=t.one_of("unit", UNITS),  # type: ignore[arg-type]
            calendar=t.text("calendar", default=str(self.raw.get("country", ""))),
            tz=t.text("tz", default=str(self.raw.get("tz", "UTC"))),
            count_first_day=t.flag("count_first_day"),
            roll_over=t.flag("roll_over"),
            pausable=t.flag("pausable"),
            limits=t.one_of("limits", LIMITS),  # type: ignore[arg-type]
            warn_at=t.wholes("warn_at"),
            extension=self._extension(t.part("extension")),
            on_expiry=t.texts("on_expiry"),
            owner=t.duty("owner").value,
            visible_to=tuple(d.value for d in t.duty_list(t.texts("visible_to"), "visible_to")),
            basis=t.text("basis"),
            verified=t.flag("verified"),
            renew_event=t.text("renew_event", optional=True),
            again_at=t.wholes("again_at"),
            then_every=t.whole("then_every", optional=True) or 0,
        )
        return rule, t.guard("stop_when"), t.text("start_fact", optional=True)

    def _extension(self, t: "_Table | None") -> Extension | None:
        if t is None:
            return None
        extension = Extension(
            max=t.whole("max") or 0,
            length=t.whole("length") or 0,
            unit=t.one_of("unit", UNITS),
            body=t.text("body"),
            reasons_required=t.flag("reasons_required", otherwise=True),
        )
        t.no_more()
        return extension

    def _branch(self, t: "_Table") -> BranchRule:
        return BranchRule(
            id=t.text("id"),
            name=t.words("name"),
            effect=t.words("effect"),
            seen_by=frozenset(t.duty_list(t.texts("seen_by", needed=True), "seen_by")),
            opens_when=t.guard("opens_when"),
            closes_when=t.guard("closes_when"),
        )

    def _ground(self, t: "_Table") -> GroundRule:
        return GroundRule(
            id=t.text("id"),
            name=t.words("name"),
            outcome=t.text("outcome", optional=True),
            grants=t.flag("grants"),
            other_route=t.flag("other_route"),
            short_remedy=t.flag("short_remedy"),
        )

    def _duty(self, t: "_Table") -> DutyRule:
        sees = {module: t.need(module, said) for module, said in t.table("sees").items()}
        return DutyRule(t.duty("id"), t.words("name"), MappingProxyType(sees))


class _Table:
    """One table of the file, read key by key; what is wrong goes to the reader."""

    def __init__(self, reader: _Reader, path: str, raw: Mapping[str, Any]) -> None:
        self.reader, self.path, self.raw = reader, path, raw
        self.seen: set[str] = set()

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, reason: str) -> None:
        self.reader.problem(self._at(key), reason)

    def _get(self, key: str, kind: type[T], fallback: T, *, optional: bool) -> T:
        self.seen.add(key)
        value = self.raw.get(key)
        if value is None and optional:
            return fallback
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            why = "is missing" if value is None else f"must be {KINDS[kind]}, not {value!r}"
            self.wrong(key, f"{key} {why}")
            return fallback
        return value

    def text(self, key: str, *, optional: bool = False, default: str = "") -> str:
        value = self._get(key, str, default, optional=optional or bool(default))
        if not value and not optional and key in self.raw:
            self.wrong(key, f"{key} is empty")
        return value

    def one_or_more(self, key: str) -> tuple[str, ...]:
        if isinstance(self.raw.get(key), list):
            return self.texts(key)
        return (self.text(key),)

    def flag(self, key: str, *, otherwise: bool = False) -> bool:
        return self._get(key, bool, otherwise, optional=True)

    def share(self, key: str) -> float:
        value = self.raw.get(key, 1.0)
        self.seen.add(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.wrong(key, f"{key} must be a number from 0 to 1, not {value!r}")
            return 1.0
        return float(value)

    def part(self, key: str) -> "_Table | None":
        """A table within this one, or None when it isn't there."""
        raw = self.table(key, optional=True)
        return _Table(self.reader, self._at(key), raw) if raw else None

    def whole(self, key: str, *, optional: bool = False) -> int | None:
        if optional and key not in self.raw:
            self.seen.add(key)
            return None
        value = self._get(key, int, 1, optional=False)
        if not 1 <= value <= LONGEST:
            self.wrong(key, f"{key} must be 1 to {LONGEST}, not {value}")
            return None
        return value

    def table(self, key: str, *, optional: bool = False) -> dict[str, Any]:
        return self._get(key, dict, {}, optional=optional)

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        values: list[Any] = self._get(key, list, [], optional=not needed)
        if any(not isinstance(value, str) for value in values):
            self.wrong(key, f"{key} must be a list of texts")
            return ()
        return tuple(values)

    def wholes(self, key: str) -> tuple[int, ...]:
        values: list[Any] = self._get(key, list, [], optional=True)
        if any(type(value) is not int or not 1 <= value <= LONGEST for value in values):
            self.wrong(key, f"{key} must be a list of whole numbers from 1 to {LONGEST}")
            return ()
        return tuple(values)

    def words(self, key: str) -> Words:
        value = self.table(key)
        for lang in LANGUAGES:
            if key in self.raw and not (isinstance(value.get(lang), str) and value[lang].strip()):
                self.wrong(key, f"{key} needs a text in {lang!r}")
        for lang in sorted(value.keys() - set(LANGUAGES)):
            self.wrong(key, f"{key}: {lang!r} is neither of: {', '.join(LANGUAGES)}")
        return MappingProxyType({lang: str(text) for lang, text in value.items()})

    def one_of(self, key: str, choices: Sequence[str]) -> str:
        value = self.text(key)
        if value and value not in choices:
            self.wrong(key, f"{value!r} is none of: {', '.join(choices)}")
        return value

    def duty(self, key: str) -> Duty:
        found = self.duty_list([self.text(key)], key)
        return found[0] if found else Duty.DIRECTOR

    def duty_list(self, values: Sequence[str], key: str = "incompatible") -> list[Duty]:
        for value in values:
            if value not in DUTIES:
                self.wrong(key, f"{value!r} is no duty; there are: {', '.join(Duty)}")
        return [Duty(value) for value in values if value in DUTIES]

    def pairs(self) -> list[list[str]]:
        values: list[Any] = self._get("incompatible", list, [], optional=True)
        if any(not isinstance(pair, list) or len(pair) != 2 for pair in values):  # noqa: PLR2004
            self.wrong("incompatible", "each entry must be a pair of duties")
            return []
        return values

    def guard(self, key: str) -> Guard | None:
        text = self.text(key, optional=True)
        found = self._guards([text], key) if text else ()
        return found[0] if found else None

    def guards(self, key: str) -> tuple[Guard, ...]:
        return self._guards(self.texts(key), key)

    def _guards(self, texts: Sequence[str], key: str) -> tuple[Guard, ...]:
        found = []
        for text in texts:
            try:
                found.append(guards.parse(text))
            except ValueError as error:
                self.wrong(key, str(error))
        return tuple(found)

    def need(self, module: str, said: object) -> Need:
        """`"W own: note"`: access, scope and note of one cell of the matrix."""
        head, _, note = str(said).partition(":")
        access, _, scope = head.strip().partition(" ")
        if access not in ACCESSES:
            self.wrong("sees", f"{module}: {access!r} is none of: {', '.join(Access)}")
            return Need(Access.NONE)
        return Need(Access(access), scope.strip(), note.strip())

    def no_more(self, sections: Set[str] = frozenset()) -> None:
        """A misspelt key is an error, never silence."""
        for key in self.raw.keys() - self.seen - sections:
            self.wrong(key, f"{key!r} is not a key here")
