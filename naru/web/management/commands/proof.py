"""`naru proof`: an entry's document, proof and checkpoint as one file for somebody outside."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from naru.domain.refusals import Refusal, say
from naru.ground.ledger import bundles
from naru.ground.ledger.tree import LogBrokenError
from naru.ground.vault import SYSTEM


class Command(BaseCommand):
    """The bundle holds the document in the open: give it to nobody but whom it is about."""

    help = "Write an entry's document, proof and checkpoint as one file for somebody outside"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which entry, and what of it."""
        parser.add_argument("entry", type=int, help="the number that the paper prints")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="BUNDLE")
        parser.add_argument("--size", type=int, help="against the checkpoint of so many entries")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--content", action="store_true", help="also what the entry itself says")
        what.add_argument("--bare", action="store_true", help="hashes only: also when erased")

    def handle(self, *args: Any, entry: int, output: Path, **options: Any) -> None:
        """Write it."""
        given = {name: options[name] for name in ("size", "content", "bare")}
        try:
            made = bundles.proof(SYSTEM, entry, timezone.now(), **given)
            if not isinstance(made, Refusal):
                output.write_text(made, encoding="utf-8", newline="")
        except (OSError, LogBrokenError) as error:
            raise CommandError(str(error)) from error
        if isinstance(made, Refusal):
            said = say(made, "en")
            raise CommandError(f"{said.why} {said.next_step}")
        self.stdout.write(str(output))
