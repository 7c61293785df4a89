"""Which persons don't exist: the list that only the custodian reads."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID


def path_of(home: Path) -> Path:
    """Where the list lies in a centre's folder."""
    return home / "agent" / "canaries.json"


def read(path: Path) -> frozenset[str]:
    """The canaries in hex; none where there is no list. ValueError for a broken one."""
    if not path.exists():
        return frozenset()
    return frozenset(UUID(text).hex for text in json.loads(path.read_text()))


def write(path: Path, persons: Iterable[str]) -> None:
    """Keep the list, for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(sorted(persons), file)
