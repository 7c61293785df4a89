"""`naru ledger`: verify the log, or show its head."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from naru.ground import ledger


class Command(BaseCommand):
    """Read-only: nothing here or anywhere changes an entry."""

    help = "Verify the ledger (exit code 1 when something doesn't fit), or show its head"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("action", choices=["verify", "head"])
        parser.add_argument("--json", action="store_true", help="for a program")

    def handle(self, *args: Any, action: str, json: bool, **options: Any) -> None:
        """Run it."""
        size, head = ledger.head()
        faults = list(ledger.verify()) if action == "verify" else []
        if json:
            self._as_json(size, head, faults)
        else:
            for fault in faults:
                self.stdout.write(f"entry {fault.seq}: {fault.what}")
            self.stdout.write(f"{size} entries, head {head}")
        if faults:
            msg = f"{len(faults)} entries aren't what was written"
            raise CommandError(msg)

    def _as_json(self, size: int, head: str, faults: list[ledger.Fault]) -> None:
        rows = [{"seq": fault.seq, "what": fault.what} for fault in faults]
        self.stdout.write(json.dumps({"size": size, "head": head, "faults": rows}))
