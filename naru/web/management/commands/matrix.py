"""`naru matrix`: who may open what, as the table of docs/access.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from naru.ground.pathway import profiles
from naru.web.matrix import text


class Command(BaseCommand):
    """Prints the tables, writes them to a file, or checks a file against them."""

    help = "Write the tables of duties, compartments and pages; or check that a file holds them"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("-o", "--output", type=Path, help="write to this file")
        parser.add_argument("--check", type=Path, help="exit 1 unless this file is up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it."""
        written = text(profiles.current())
        output, check = options["output"], options["check"]
        if check is not None and (not check.exists() or check.read_text() != written):
            msg = f"{check} isn't up to date: run `naru matrix -o {check}`"
            raise CommandError(msg)
        if output is not None:
            output.write_text(written, encoding="utf-8")
        elif check is None:
            self.stdout.write(written, ending="")
