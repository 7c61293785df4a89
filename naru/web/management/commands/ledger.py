"""`naru ledger`: verify the log, show its head, and pass checkpoints to and from witnesses."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from naru.domain.refusals import Refusal, say
from naru.ground import ledger
from naru.ground.ledger import checkpoints

ACTIONS = ("verify", "head", "checkpoint", "request", "cosigned")


class Command(BaseCommand):
    """Nothing here or anywhere changes an entry."""

    help = (
        "verify: check every entry (exit code 1 when one doesn't fit); head: size and root; "
        "checkpoint: the signed note of the log as it is now; request: what a witness needs who "
        "last saw --old entries; cosigned: keep a witness's cosignature from --file with --key"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("action", choices=ACTIONS)
        parser.add_argument("--json", action="store_true", help="for a program (verify, head)")
        parser.add_argument("--old", type=int, default=0, help="entries that the witness saw")
        parser.add_argument("--file", type=Path, help="the cosigned note")
        parser.add_argument("--key", default="", help="the witness's public key (vkey)")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Run it."""
        if action in {"verify", "head"}:
            return self._look(action, as_json=options["json"])
        return self._pass(action, options)

    def _look(self, action: str, *, as_json: bool) -> None:
        size, head = ledger.head()
        faults = list(ledger.verify()) if action == "verify" else []
        if as_json:
            rows = [{"seq": fault.seq, "what": fault.what} for fault in faults]
            self.stdout.write(json.dumps({"size": size, "head": head, "faults": rows}))
        else:
            for fault in faults:
                self.stdout.write(f"entry {fault.seq}: {fault.what}")
            self.stdout.write(f"{size} entries, head {head}")
        if faults:
            msg = f"{len(faults)} entries aren't what was written"
            raise CommandError(msg)

    def _pass(self, action: str, options: dict[str, Any]) -> None:
        now = timezone.now()
        if action == "checkpoint":
            kept = checkpoints.checkpoint(now)
            result = checkpoints.cosigned(kept) if kept else Refusal("ledger.no_such_size", NONE)
        elif action == "request":
            result = checkpoints.request(options["old"], now)
        else:
            result = self._cosigned(options)
        if isinstance(result, Refusal):
            said = say(result, "en")
            raise CommandError(f"{said.why} {said.next_step}")
        self.stdout.write(result if isinstance(result, str) else "kept")

    def _cosigned(self, options: dict[str, Any]) -> Any:
        if options["file"] is None:
            raise CommandError("--file names the cosigned note", returncode=2)
        try:
            note = options["file"].read_text()
        except (OSError, UnicodeDecodeError) as error:
            msg = f"{options['file']} can't be read: {error}"
            raise CommandError(msg) from error
        return checkpoints.take_cosignature(note, options["key"])


NONE = {"size": 0}
