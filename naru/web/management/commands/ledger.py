"""`naru ledger`: verify the log, export it, and pass checkpoints to and from witnesses."""

import json
import shutil
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, DjangoHelpFormatter
from django.utils import timezone

from naru.domain.refusals import Refusal, say
from naru.ground import ledger
from naru.ground.ledger import bundles, checkpoints, printing, sequencing, signing, tiles, verifiers
from naru.ground.ledger.models import Checkpoint
from naru.ground.ledger.submitting import SeenError, SubmitError, submit
from naru.ground.ledger.tree import LogBrokenError
from naru.ground.vault.closed import ClosedError

EMPTY = Refusal("ledger.empty")


class Command(BaseCommand):
    """Nothing here or anywhere changes an entry."""

    help = "Verify the ledger, export it, pass checkpoints to and from witnesses"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The actions and their options."""
        subparsers = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

        def action(name: str, text: str) -> ArgumentParser:
            return subparsers.add_parser(name, help=text, formatter_class=DjangoHelpFormatter)

        verify = action("verify", "check every entry; exit code 1 when one doesn't fit")
        verify.add_argument("--json", action="store_true", help="for a program")
        verify.add_argument("--every-signature", action="store_true", help="not the head's only")
        head = action("head", "how many entries there are, and the root that stands for them")
        head.add_argument("--json", action="store_true", help="for a program")
        action("key", "the log's public key, for witnesses and for the verifiers")
        point = action("checkpoint", "the signed note of the log as it is now")
        point.add_argument("--qr", type=Path, metavar="FILE", help="as QR code: svg, png or pdf")
        _witness_actions(action)
        action("sequence", "give waiting entries their place at once (PostgreSQL)")
        export = action("export", "the whole log as one file, without names and contents")
        export.add_argument("-o", "--output", type=Path, required=True, metavar="BUNDLE")
        action("tiles", "the log as static files (c2sp.org/tlog-tiles)").add_argument(
            "folder", type=Path
        )
        action("verifiers", "copy the two verifiers for somebody outside").add_argument(
            "folder", type=Path
        )

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Run it."""
        run: Callable[[dict[str, Any]], str | Refusal] = getattr(self, f"_{action}")
        try:
            result = run(options)
        except (OSError, LogBrokenError, SubmitError, ValueError) as error:
            raise CommandError(str(error)) from error
        if isinstance(result, Refusal):
            said = say(result, "en")
            raise CommandError(f"{said.why} {said.next_step}")
        self.stdout.write(result, ending="" if result.endswith("\n") else "\n")

    def _verify(self, options: dict[str, Any]) -> str:
        faults = list(ledger.verify(every_signature=options["every_signature"]))
        size = checkpoints.size()
        try:
            faults += [
                ledger.Fault(seq, f"who opened what on {day}")
                for seq, day in ledger.wrong_accesses()
            ]
        except ClosedError as error:
            self.stderr.write(f"The lists of who opened what weren't compared: {error}")
        rows = [{"seq": fault.seq, "what": fault.what} for fault in faults]
        if options["json"]:
            self.stdout.write(json.dumps({"size": size, "faults": rows}))
        for fault in () if options["json"] else faults:
            self.stdout.write(f"entry {fault.seq}: {fault.what}")
        if faults:
            msg = f"{len(faults)} of {size} entries aren't what was written"
            raise CommandError(msg)
        return "" if options["json"] else f"{size} entries, all as they were written"

    def _head(self, options: dict[str, Any]) -> str:
        size, root = ledger.head()
        if options["json"]:
            return json.dumps({"size": size, "head": root})
        return f"{size} entries, head {root}"

    def _key(self, _options: dict[str, Any]) -> str | Refusal:
        return str(signing.log_signer().verifier) if checkpoints.size() else EMPTY

    def _checkpoint(self, options: dict[str, Any]) -> str | Refusal:
        kept = _kept()
        if kept is None:
            return EMPTY
        if options["qr"]:
            printing.save(kept, options["qr"])
        return checkpoints.cosigned(kept)

    def _request(self, options: dict[str, Any]) -> str | Refusal:
        result = checkpoints.request(options["old"], timezone.now())
        if options["output"] is None or isinstance(result, Refusal):
            return result
        options["output"].write_text(result, encoding="utf-8")
        return f"{options['output']}"

    def _cosigned(self, options: dict[str, Any]) -> str | Refusal:
        result = checkpoints.take_cosignature(options["file"].read_text(), options["key"])
        return result if isinstance(result, Refusal) else "kept"

    def _witness(self, options: dict[str, Any]) -> str | Refusal:
        return ask_witness(options["url"], options["key"])

    def _sequence(self, _options: dict[str, Any]) -> str:
        return f"{sequencing.step()} entries placed"

    def _export(self, options: dict[str, Any]) -> str | Refusal:
        if not checkpoints.size() and _kept() is None:
            return EMPTY
        with options["output"].open("w", encoding="utf-8", newline="") as file:
            file.writelines(bundles.whole_log(timezone.now()))
        return f"{options['output']}"

    def _tiles(self, options: dict[str, Any]) -> str | Refusal:
        kept = _kept()
        return f"{tiles.write(options['folder'], kept)} files" if kept else EMPTY

    def _verifiers(self, options: dict[str, Any]) -> str:
        options["folder"].mkdir(parents=True, exist_ok=True)
        made = [shutil.copy(file, options["folder"]) for file in verifiers.FILES.values()]
        return "\n".join(str(path) for path in made)


def _witness_actions(action: Callable[[str, str], ArgumentParser]) -> None:
    request = action("request", "what a witness needs who last saw --old entries")
    request.add_argument("--old", type=int, default=0, help="entries that the witness saw")
    request.add_argument("-o", "--output", type=Path, metavar="FILE")
    cosigned = action("cosigned", "keep a cosignature that a witness brought back as a file")
    cosigned.add_argument("--file", type=Path, required=True, help="the cosigned note")
    cosigned.add_argument("--key", required=True, help="the witness's public key")
    witness = action("witness", "ask a witness of your own network to cosign, and keep its line")
    witness.add_argument("url", help="like http://192.168.0.7:8799")
    witness.add_argument("--key", required=True, help="the witness's public key")


def _kept() -> Checkpoint | None:
    return checkpoints.checkpoint(timezone.now())


def ask_witness(url: str, vkey: str) -> str | Refusal:
    """Let a witness cosign the log as it is now; a refusal when it has seen more or another."""
    old = checkpoints.witnessed(vkey)
    for _attempt in range(2):
        request = checkpoints.request(old, timezone.now())
        if isinstance(request, Refusal):
            return Refusal("ledger.set_back", {"seen": old, "size": checkpoints.size()})
        try:
            lines = submit(url, request)
        except SeenError as error:
            old = error.size
            continue
        result = checkpoints.take_cosignature(request.partition("\n\n")[2] + lines, vkey)
        return result if isinstance(result, Refusal) else f"cosigned: {result.subject}"
    raise SubmitError("the witness keeps answering that it has seen another number of entries")
