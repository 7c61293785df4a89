"""How a long command says how far it is: a bar on a terminal, now and then a line in a pipe."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 10.0


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Gives a function that takes how much is done and of how much; speaks to standard error
    only."""
    if not sys.stderr.isatty():
        yield _Lines(what).say
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


class _Lines:
    def __init__(self, what: str) -> None:
        self.what, self.last = what, time.monotonic()

    def say(self, done: int, whole: int) -> None:
        """A line when the last is ten seconds old."""
        if time.monotonic() - self.last >= EVERY:
            self.last = time.monotonic()
            sys.stderr.write(f"{self.what}: {done} of {whole}\n")
            sys.stderr.flush()
