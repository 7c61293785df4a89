"""One table of a plan's TOML, read key by key; what is wrong is kept with its line."""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from naru.domain.lines import Lines, Problem, Unreadable

T = TypeVar("T")


class Book:
    """The whole file: its raw tables, where their lines are, and what is wrong so far."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        try:
            self.raw: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise Unreadable([self.lines.toml_problem(error)]) from None

    def wrong(self, path: str, reason: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(self.lines.of(path), path or "plan", reason))

    def rows(self, section: str) -> list["Table"]:
        """The rows of `[[section]]`; none when there are none."""
        found = self.raw.get(section, [])
        if not isinstance(found, list) or any(not isinstance(row, dict) for row in found):
            self.wrong(section, f"write {section} as [[{section}]] tables")
            return []
        return [Table(self, f"{section}[{n}]", row) for n, row in enumerate(found)]

    def table(self, section: str) -> "Table":
        """The table `[section]`, empty when there is none."""
        found = self.raw.get(section, {})
        if not isinstance(found, dict):
            self.wrong(section, f"write {section} as a [{section}] table")
            found = {}
        return Table(self, section, found)

    def finish(self) -> None:
        """Unreadable with every problem found, if there is one."""
        if self.problems:
            raise Unreadable(sorted(set(self.problems)))


class Table:
    """One table; each `get` names a key once, and `no_more` refuses the keys nobody named."""

    def __init__(self, book: Book, path: str, raw: Mapping[str, Any]) -> None:
        self.book, self.path, self.raw = book, path, raw
        self.seen: set[str] = set()

    def wrong(self, key: str, reason: str) -> None:
        """Note a problem at a key of this table."""
        self.book.wrong(f"{self.path}.{key}" if self.path else key, reason)

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self.raw

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        self.seen.add(key)
        value = self.raw.get(key, default)
        if isinstance(value, str) and (value or default == ""):
            return value
        self.wrong(key, f"{key} is missing" if value is None else f"{key} must be a text")
        return default or ""

    def flag(self, key: str) -> bool:
        """True or false; false when it isn't written."""
        self.seen.add(key)
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, f"{key} must be true or false, not {value!r}")
            return False
        return value

    def number(self, key: str, default: float | None, low: float, high: float) -> float:
        """A finite number between two bounds, ends included."""
        self.seen.add(key)
        value = self.raw.get(key, default)
        right = isinstance(value, int | float) and not isinstance(value, bool)
        if value is None:
            self.wrong(key, f"{key} is missing")
        elif not right or not math.isfinite(value) or not low <= value <= high:
            self.wrong(key, f"{key} must be a number from {low:g} to {high:g}, not {value!r}")
        else:
            return float(value)
        return low if default is None else default

    def whole(self, key: str, default: int | None, low: int, high: int) -> int:
        """A whole number between two bounds, ends included."""
        value = self.raw.get(key, default)
        if isinstance(value, float):
            self.seen.add(key)
            self.wrong(key, f"{key} must be a whole number, not {value!r}")
            return low
        return int(self.number(key, default, low, high))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text; empty when it isn't written."""
        self.seen.add(key)
        value = self.raw.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or any(not isinstance(item, str) for item in value):
            self.wrong(key, f"{key} must be a list of texts")
            return ()
        return tuple(value)

    def numbers(self, key: str, low: float = 0.0) -> tuple[float, ...]:
        """A list of finite numbers that are at least `low`."""
        self.seen.add(key)
        value = self.raw.get(key, [])
        if not isinstance(value, list) or any(not _is_number(item, low) for item in value):
            self.wrong(key, f"{key} must be a list of numbers of {low:g} or more")
            return ()
        return tuple(float(item) for item in value)

    def read(self, key: str, reader: Callable[[Any], T], default: T) -> T:
        """What `reader` makes of a value; its ValueError becomes the problem."""
        self.seen.add(key)
        if key not in self.raw:
            return default
        try:
            return reader(self.raw[key])
        except (ValueError, TypeError, AttributeError) as error:
            self.wrong(key, str(error))
            return default

    def no_more(self, but: Sequence[str] = ()) -> None:
        """A misspelt key is an error, never silence."""
        for key in self.raw.keys() - self.seen - set(but):
            self.wrong(key, f"{key!r} is not a key here")


def _is_number(value: object, low: float) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and value >= low  # type: ignore[arg-type, operator]
