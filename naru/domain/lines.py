"""Errors of a TOML file, and the line on which a key stands, so that they name it."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

TABLE = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([\w-]+)\s*=")
AT_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error of a file: the line (0: the whole file), where, and why it is wrong."""

    line: int
    where: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.where}: {self.reason}" if self.line else self.reason


class Unreadable(Exception):
    """A file that can't be used; `problems` names every error."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class Lines:
    """A map from paths such as `stages[3].guards` to line numbers, counted from 1."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        self._count: dict[str, int] = {}
        self._last = max(1, text.count("\n"))
        prefix = ""
        for number, line in enumerate(text.splitlines(), 1):
            if table := TABLE.match(line):
                prefix = self._table(table[1], table[2], number)
            elif key := KEY.match(line):
                path = f"{prefix}.{key[1]}" if prefix else key[1]
                self._lines.setdefault(path, number)

    def _table(self, brackets: str, name: str, number: int) -> str:
        """Enter a table; a table under the newest row of an array belongs to that row."""
        if brackets == "[[":
            row = self._count[name] = self._count.get(name, -1) + 1
            path = f"{name}[{row}]"
        else:
            head, _, rest = name.partition(".")
            path = f"{head}[{self._count[head]}].{rest}" if head in self._count and rest else name
        self._lines.setdefault(path, number)
        return path

    def of(self, path: str) -> int:
        """The line of a path, or of the nearest table around it; 0 when there is none."""
        while path and path not in self._lines:
            path = path.rpartition(".")[0]
        return self._lines.get(path, 0)

    def toml_problem(self, error: tomllib.TOMLDecodeError) -> Problem:
        """A syntax error of the file as a problem with its line."""
        found = AT_LINE.search(str(error))
        line = int(found[1]) if found else self._last
        return Problem(line, "TOML", f"this is not TOML: {error}")
