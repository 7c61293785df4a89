"""`naru doctor`: look at everything that the centre's promises stand on."""

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from naru.ground.storage.health import State
from naru.web.doctor import look


class Command(BaseCommand):
    """Changes nothing."""

    help = (
        "Name the database's version, mode, gate, checkpointer, disk, clock, keys, migrations and "
        "witness, and what to do about each (exit code 1 when something is wrong)"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to say it."""
        parser.add_argument("--json", action="store_true", help="for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it."""
        found = list(look())
        wrong = Counter(one.state for one in found)[State.WRONG]
        if options["json"]:
            rows = [asdict(one) for one in found]
            self.stdout.write(json.dumps({"healthy": not wrong, "findings": rows}, indent=1))
        else:
            for one in found:
                self.stdout.write(f"{one.state:6} {one.name:13} {one.what}")
                if one.do:
                    self.stdout.write(f"{'':20} → {one.do}")
        if wrong:
            msg = f"{wrong} thing{'s are' if wrong > 1 else ' is'} wrong"
            raise CommandError(msg)
