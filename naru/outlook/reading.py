"""Reads a scenario from TOML and names every error with its line and its reason."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from naru.domain.lines import Lines, Problem, Unreadable
from naru.outlook.priors import month_number, month_text
from naru.outlook.scenario import (
    CONFIDENCES,
    INPUTS,
    LONGEST,
    SHAPES,
    Assumption,
    Change,
    Scenario,
    Spread,
    Surge,
)

T = TypeVar("T")
FIRST = 2026 * 12
LAST = 2200 * 12
THREE = 3
ZERO = Spread(0.0, 0.0, 0.0)


def read(text: str, shipped: Mapping[str, Scenario]) -> Scenario:
    """The scenario in a TOML text, which may be `based_on` a shipped one; Unreadable with every
    problem."""
    lines = Lines(text)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable([lines.toml_problem(error)]) from None
    reader = _Reader(raw, lines, shipped)
    scenario = reader.scenario()
    if reader.problems:
        raise Unreadable(sorted(set(reader.problems)))
    return scenario


class _Reader:
    """Reads section by section; collects problems instead of stopping at the first."""

    def __init__(
        self, raw: Mapping[str, Any], lines: Lines, shipped: Mapping[str, Scenario]
    ) -> None:
        self.raw, self.lines, self.shipped = raw, lines, shipped
        self.problems: list[Problem] = []

    def problem(self, path: str, reason: str) -> None:
        self.problems.append(Problem(self.lines.of(path), path or "scenario", reason))

    def scenario(self) -> Scenario:
        head = _Table(self, "", self.raw)
        base = self._base(head)
        surge = self._surge()
        made = Scenario(
            id=head.text("id"),
            name=head.words("name"),
            summary=head.words("summary"),
            start=head.month("start", base.start if base else None),
            months=head.whole("months", 1, LONGEST, base.months if base else None),
            assumptions=self._assumptions(base.assumptions if base else {}),
            changes=self._changes(base.changes if base else ()),
            surge=surge or (base.surge if base else None),
        )
        head.no_more({"assumptions", "changes", "surge"})
        return made

    def _base(self, head: "_Table") -> Scenario | None:
        name = head.get("based_on", str, "", optional=True)
        if name and name not in self.shipped:
            known = ", ".join(sorted(self.shipped))
            head.wrong("based_on", f"{name!r} is no shipped scenario; there are: {known}")
        return self.shipped.get(name)

    def _rows(self, section: str) -> list["_Table"]:
        rows = self.raw.get(section, [])
        if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
            self.problem(section, f"{section} must be tables, each headed [[{section}]]")
            return []
        return [_Table(self, f"{section}[{number}]", row) for number, row in enumerate(rows)]

    def _assumptions(self, before: Mapping[str, Assumption]) -> Mapping[str, Assumption]:
        made: dict[str, Assumption] = {}
        for table in self._rows("assumptions"):
            row = self._assumption(table, before)
            if row.id in made:
                table.wrong("id", f"{row.id!r} is there twice")
            made[row.id] = row
        for name in INPUTS:
            if name not in made and name not in before:
                self.problem("assumptions", f"nothing is assumed for {name!r}")
        return MappingProxyType({**before, **made})

    def _assumption(self, table: "_Table", before: Mapping[str, Assumption]) -> Assumption:
        name = table.input("id")
        fitted = table.get("fitted", bool, False, optional=True)
        if fitted and name in INPUTS and not INPUTS[name].fitted:
            table.wrong("fitted", f"{name} isn't fitted to the arrivals: give low, value and high")
        inherited = before[name].name if name in before and "name" not in table.raw else None
        made = Assumption(
            id=name,
            name=inherited or table.words("name"),
            spread=None if fitted else table.spread(name),
            reason=table.words("reason"),
            source=table.texts("source"),
            confidence=table.one_of("confidence", CONFIDENCES),
        )
        table.no_more()
        return made

    def _changes(self, before: Sequence[Change]) -> tuple[Change, ...]:
        made = [*before]
        for table in self._rows("changes"):
            name = table.input("id")
            times = "times" in table.raw
            change = Change(
                id=name,
                name=table.words("name"),
                since=table.month("from", None),
                over=table.whole("over", 0, LONGEST, 0),
                spread=table.three("times", 0.0, math.inf) if times else table.to(name),
                times=times,
                reason=table.words("reason"),
                source=table.texts("source"),
                confidence=table.one_of("confidence", CONFIDENCES),
            )
            table.no_more()
            made.append(change)
        return tuple(sorted(made, key=lambda change: change.since))

    def _surge(self) -> Surge | None:
        if "surge" not in self.raw:
            return None
        if not isinstance(self.raw["surge"], dict):
            self.problem("surge", "surge must be a table headed [surge]")
            return None
        table = _Table(self, "surge", self.raw["surge"])
        made = Surge(
            name=table.words("name"),
            since=table.month("from", None),
            months=table.whole("months", 1, LONGEST, None),
            fade=table.whole("fade", 0, LONGEST, 0),
            factor=table.three("factor", 1.0, 1000.0),
            women=table.three("women", 0.0, 1.0),
            children=table.three("children", 0.0, 1.0),
            reason=table.words("reason"),
            source=table.texts("source"),
            confidence=table.one_of("confidence", CONFIDENCES),
        )
        table.no_more()
        return made


class _Table:
    """One table of the file, read key by key; what is wrong goes to the reader."""

    def __init__(self, reader: _Reader, path: str, raw: Mapping[str, Any]) -> None:
        self.reader, self.path, self.raw = reader, path, raw
        self.seen: set[str] = set()

    def wrong(self, key: str, reason: str) -> None:
        self.reader.problem(f"{self.path}.{key}" if self.path else key, reason)

    def get(self, key: str, kind: type[T], fallback: T, *, optional: bool = False) -> T:
        self.seen.add(key)
        value = self.raw.get(key)
        if value is None and optional:
            return fallback
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            why = "is missing" if value is None else f"must be a {kind.__name__}, not {value!r}"
            self.wrong(key, f"{key} {why}")
            return fallback
        return value

    def text(self, key: str) -> str:
        value = self.get(key, str, "")
        if not value.strip() and isinstance(self.raw.get(key), str):
            self.wrong(key, f"{key} is empty")
        return value

    def words(self, key: str) -> Mapping[str, str]:
        value: dict[str, Any] = self.get(key, dict, {})
        for lang in ("ko", "en"):
            if key in self.raw and not (isinstance(value.get(lang), str) and value[lang].strip()):
                self.wrong(key, f"{key} needs a text in {lang!r}")
        return MappingProxyType({lang: str(text) for lang, text in value.items()})

    def texts(self, key: str) -> tuple[str, ...]:
        values: list[Any] = self.get(key, list, [])
        if any(not isinstance(value, str) for value in values):
            self.wrong(key, f"{key} must be a list of texts")
            return ()
        return tuple(values)

    def one_of(self, key: str, choices: Sequence[str]) -> str:
        value = self.text(key)
        if value and value not in choices:
            self.wrong(key, f"{value!r} is none of: {', '.join(choices)}")
        return value

    def input(self, key: str) -> str:
        return self.one_of(key, tuple(INPUTS))

    def month(self, key: str, fallback: int | None) -> int:
        if key not in self.raw and fallback is not None:
            return fallback
        value = self.get(key, str, "")
        try:
            number = month_number(value) if value else FIRST
        except ValueError as error:
            self.wrong(key, str(error))
            return FIRST
        if not FIRST <= number <= LAST:
            self.wrong(key, f"{value} must lie from {month_text(FIRST)} to {month_text(LAST)}")
        return number

    def whole(self, key: str, least: int, most: int, fallback: int | None) -> int:
        if key not in self.raw and fallback is not None:
            return fallback
        value = self.get(key, int, least)
        if not least <= value <= most:
            self.wrong(key, f"{key} must lie from {least} to {most}, not {value}")
            return least
        return value

    def number(self, key: str, least: float, most: float) -> float:
        value: float = self.get(key, (int, float), least)  # type: ignore[arg-type]
        return self.within(key, value, least, most)

    def within(self, key: str, value: object, least: float, most: float) -> float:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            self.wrong(key, f"{key} must be a finite number, not {value!r}")
            return least
        if not least <= value <= most:
            self.wrong(key, f"{key} must lie from {least:g} to {most:g}, not {value:g}")
            return least
        return float(value)

    def spread(self, name: str) -> Spread:
        bounds = INPUTS.get(name)
        least, most = (bounds.least, bounds.most) if bounds else (-math.inf, math.inf)
        low, value, high = (self.number(key, least, most) for key in ("low", "value", "high"))
        shape = self.one_of("shape", SHAPES) if "shape" in self.raw else SHAPES[0]
        return self._ordered("value", Spread(low, value, high, shape))

    def to(self, name: str) -> Spread:
        bounds = INPUTS.get(name)
        return self.three("to", *((bounds.least, bounds.most) if bounds else (0.0, math.inf)))

    def three(self, key: str, least: float, most: float) -> Spread:
        """A list [low, value, high]."""
        values: list[Any] = self.get(key, list, [0.0, 0.0, 0.0])
        if len(values) != THREE:
            self.wrong(key, f"{key} must be [low, value, high]")
            return ZERO
        if key not in self.raw:
            return ZERO
        low, value, high = (self.within(key, v, least, most) for v in values)
        return self._ordered(key, Spread(low, value, high))

    def _ordered(self, key: str, spread: Spread) -> Spread:
        if not spread.low <= spread.value <= spread.high:
            self.wrong(key, "low must not be above value, nor value above high")
        return spread

    def no_more(self, sections: set[str] | None = None) -> None:
        """A misspelt key is an error, never silence."""
        for key in self.raw.keys() - self.seen - (sections or set()):
            self.wrong(key, f"{key!r} is not a key here")
