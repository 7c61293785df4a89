"""`naru seed`: fill an empty database with a fictional, lived-in centre."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from naru.demo.fill import DAYS, PEOPLE, fill
from naru.web.home import is_empty, is_set_up, set_up


class Command(BaseCommand):
    """Only with the demonstration's settings, and only where nobody is yet."""

    help = "Fill an empty database with a fictional, lived-in centre"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many people."""
        parser.add_argument("--people", type=int, default=PEOPLE)

    def handle(self, *args: Any, people: int, **options: Any) -> None:
        """Run it."""
        if not settings.NARU_DEMO:
            msg = "fictional people belong into a demonstration, never into a live centre"
            raise CommandError(msg)
        if not is_set_up():
            set_up(self.stdout.write)
        if not is_empty():
            msg = "this centre isn't empty: choose another folder with NARU_HOME or HOME_DIR"
            raise CommandError(msg)
        steps = self._with_bar(people) if sys.stdout.isatty() else self._plain(people)
        self.stdout.write(f"{people} people, {DAYS} days, {steps} steps.")

    def _with_bar(self, people: int) -> int:
        columns = (TextColumn("days"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns) as bar:
            task = bar.add_task("days", total=DAYS)
            return fill(people, lambda done, total: bar.update(task, completed=done, total=total))

    def _plain(self, people: int) -> int:
        self.stdout.write("Living through 90 days of a fictional centre ...")
        self.stdout.flush()
        return fill(people)
