"""The agent's own book of what it handed out: a file of chained lines, emptied into the ledger."""

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

MOST_WAITING = 20_000
"""So many lines may wait for the ledger; then the agent hands out nothing more."""


class JournalError(Exception):
    """The journal can't be read or isn't what was written."""


class Journal:
    """Appends lines, each chained to the one before; `None` as path keeps them in memory only."""

    def __init__(self, path: Path | None = None) -> None:
        self._path, self._lock = path, Lock()
        self.size, self.head = 0, "0" * 64
        self._waiting: list[dict[str, Any]] = []
        if path is not None and path.exists():
            self._resume(path)

    @property
    def is_full(self) -> bool:
        """Whether too much waits for the ledger."""
        return len(self._waiting) >= MOST_WAITING

    def note(self, what: str, **words: Any) -> None:
        """Write one line; it reaches the file before the keys leave the agent."""
        with self._lock:
            line = {"n": self.size + 1, "at": datetime.now(UTC).isoformat(), "what": what, **words}
            said = _said(line)
            self.size, self.head = line["n"], _chained(self.head, said)
            self._waiting.append({**line, "head": self.head})
            self._append(f'{said[:-1]},"head":"{self.head}"}}')

    def waiting(self, most: int = 500) -> list[dict[str, Any]]:
        """The oldest lines that the ledger hasn't taken yet."""
        with self._lock:
            return list(self._waiting[:most])

    def taken(self, upto: int) -> None:
        """The ledger has every line up to this number."""
        with self._lock:
            self._waiting = [line for line in self._waiting if line["n"] > upto]
            self._append(json.dumps({"taken": upto}))

    def _append(self, text: str) -> None:
        if self._path is None:
            return
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, text.encode() + b"\n")
        finally:
            os.close(handle)

    def _resume(self, path: Path) -> None:
        taken, lines = 0, []
        for row in path.read_text().splitlines():
            said = json.loads(row)
            if "taken" in said:
                taken = said["taken"]
            else:
                lines.append(said)
        check(lines)
        if lines:
            self.size, self.head = lines[-1]["n"], lines[-1]["head"]
        self._waiting = [line for line in lines if line["n"] > taken]


def check(lines: Sequence[dict[str, Any]], head: str = "0" * 64) -> None:
    """JournalError names the first line that was changed, taken out or put in."""
    for line in lines:
        words = {key: value for key, value in line.items() if key != "head"}
        head = _chained(head, _said(words))
        if line["head"] != head:
            msg = f"line {line['n']} of the agent's journal isn't what was written"
            raise JournalError(msg)


def _said(line: dict[str, Any]) -> str:
    return json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _chained(head: str, said: str) -> str:
    return hashlib.sha256(f"{head}{said}".encode()).hexdigest()
