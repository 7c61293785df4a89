"""Reads a profile from TOML and names every error with its line and its reason."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
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
DUTIES = frozenset(duty.value for duty in Duty)
ACCESSES = frozenset(access.value for access in Access)


def read(text: str) -> Profile:
    """The profile in a TOML text; Unreadable with every problem when it can't be used."""
    lines = Lines(text)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable([lines.toml_problem(error)]) from None
    reader = _Reader(raw, lines)
    profile = reader.profile()
    if not reader.problems:
        reader.problems += cross_check(profile, lines)
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
            clocks={clock.id: clock for clock, _, _ in clocks.values()},
            branches=self._all("branches", self._branch),
            outcomes=self._all("outcomes", lambda t: OutcomeRule(t.text("id"), t.words("name"))),
            duties={rule.id: rule for rule in self._all("duties", self._duty).values()},
            incompatible=tuple(frozenset(head.duty_list(pair)) for pair in head.pairs()),
            stop_when={clock.id: stop for clock, stop, _ in clocks.values() if stop},
            start_fact={clock.id: fact for clock, _, fact in clocks.values() if fact},
            after_departure=frozenset(head.texts("after_departure")),
        )
        head.no_more({"stages", "events", "facts", "clocks", "branches", "outcomes", "duties"})
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
            made[name] = item
        return made

    def problem(self, path: str, reason: str) -> None:
        self.problems.append(Problem(self.lines.of(path), path or "profile", reason))

    def _stage(self, t: "_Table") -> StageRule:
        load = t.table("load", optional=True)
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
            load=Load(load["duration"], load["resource"], float(load.get("share", 1)))
            if {"duration", "resource"} <= load.keys()
            else None,
        )

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
        ext = t.table("extension", optional=True)
        rule = ClockRule(
            id=t.text("id"),
            name=t.words("name"),
            start_event=t.text("start_event"),
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
            extension=Extension(
                max=int(ext.get("max", 1)),
                length=int(ext.get("length", 0)),
                unit=str(ext.get("unit", "day")),
                body=str(ext.get("body", "")),
                reasons_required=bool(ext.get("reasons_required", True)),
            )
            if ext
            else None,
            on_expiry=t.texts("on_expiry"),
            owner=t.duty("owner").value,
            visible_to=tuple(d.value for d in t.duty_list(t.texts("visible_to"), "visible_to")),
            basis=t.text("basis"),
            verified=t.flag("verified"),
        )
        return rule, t.guard("stop_when"), t.text("start_fact", optional=True)

    def _branch(self, t: "_Table") -> BranchRule:
        return BranchRule(
            id=t.text("id"),
            name=t.words("name"),
            effect=t.words("effect"),
            seen_by=frozenset(t.duty_list(t.texts("seen_by", needed=True), "seen_by")),
            opens_when=t.guard("opens_when"),
            closes_when=t.guard("closes_when"),
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
            why = "is missing" if value is None else f"must be a {kind.__name__}, not {value!r}"
            self.wrong(key, f"{key} {why}")
            return fallback
        return value

    def text(self, key: str, *, optional: bool = False, default: str = "") -> str:
        value = self._get(key, str, default, optional=optional or bool(default))
        if not value and not optional and key in self.raw:
            self.wrong(key, f"{key} is empty")
        return value

    def flag(self, key: str) -> bool:
        return self._get(key, bool, False, optional=True)  # noqa: FBT003

    def whole(self, key: str, *, optional: bool = False) -> int | None:
        if optional and key not in self.raw:
            self.seen.add(key)
            return None
        value = self._get(key, int, 0, optional=False)
        if value < 1:
            self.wrong(key, f"{key} must be 1 or more, not {value}")
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
        if any(not isinstance(v, int) or isinstance(v, bool) or v < 1 for v in values):
            self.wrong(key, f"{key} must be a list of whole numbers of 1 or more")
            return ()
        return tuple(values)

    def words(self, key: str) -> Words:
        value = self.table(key)
        for lang in ("ko", "en"):
            if key in self.raw and not (isinstance(value.get(lang), str) and value[lang].strip()):
                self.wrong(key, f"{key} needs a text in {lang!r}")
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

    def no_more(self, sections: set[str] | None = None) -> None:
        """A misspelt key is an error, never silence."""
        for key in self.raw.keys() - self.seen - (sections or set()):
            self.wrong(key, f"{key!r} is not a key here")
