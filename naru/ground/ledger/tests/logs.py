"""Logs for the tests, and the lawyer's verifier as a function."""

import importlib.util
import io
import uuid
from types import SimpleNamespace

from django.utils import timezone

from naru.ground import ledger
from naru.ground.ledger import checkpoints, notes, verifiers
from naru.ground.vault import CENTRE, Compartment

STAFF = SimpleNamespace(pk=uuid.uuid4(), duties=frozenset())
WITNESS = notes.new_signer("witness.invalid/ombudsman", notes.TIMED)
SEEN_AT = 1_790_000_000


def write(count=1, said="", person=CENTRE):
    """Append acts; each proves words when there are any."""
    return [
        ledger.append(
            "hold",
            at=timezone.now(),
            actor=STAFF,
            person_id=person,
            compartment=Compartment.OPS,
            body={"n": number},
            subject="x",
            proves=ledger.words(uuid.uuid4(), f"{said} {number}") if said else None,
        )
        for number in range(count)
    ]


def witnessed(signer=WITNESS):
    """The checkpoint of now, cosigned."""
    kept = checkpoints.checkpoint(timezone.now())
    text, _lines = notes.read_note(kept.note)
    note = f"{text}\n{notes.cosign(signer, text, SEEN_AT)}"
    checkpoints.take_cosignature(note, str(signer.verifier))
    return kept


def _load():
    spec = importlib.util.spec_from_file_location("naru_verify", verifiers.FILES["python"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VERIFIER = _load()


def check(bundle, **options):
    """What the Python verifier says of a bundle (text or bytes)."""
    data = bundle if isinstance(bundle, bytes) else bundle.encode()
    given = {"key": None, "witness": None, "against": None, "every": False, **options}
    return VERIFIER.check(io.BytesIO(data), SimpleNamespace(**given))


def kept(text):
    """A checkpoint as a reader keeps it."""
    lines = VERIFIER.Lines(io.BytesIO(text.encode()))
    if lines.comes("naru-bundle"):
        lines.take()
        VERIFIER.read_keys(lines)
        lines.blank()
    return VERIFIER.read_note(lines)
