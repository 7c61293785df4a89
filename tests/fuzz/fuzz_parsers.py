"""Fuzz what reads strangers' bytes: `python tests/fuzz/fuzz_parsers.py TARGET [libFuzzer options]`.

Needs atheris (`pip install atheris`; no dependency of Naru). `make attack` runs each for a while
where it is installed. Whatever comes in must be answered or refused in words; anything else that is
raised ends the run and leaves the input in a file.
"""

import io
import sys
import tempfile
from argparse import Namespace
from datetime import date
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["naru", "openpyxl", "defusedxml"]):
    import django
    from django.conf import settings

    settings.configure(USE_TZ=True, LANGUAGE_CODE="ko")
    django.setup()
    from naru.domain import dates as domain_dates
    from naru.domain.lines import Unreadable
    from naru.domain.reading import read
    from naru.domain.refusals import Refusal
    from naru.ground.ledger import notes, verifiers, witnessing
    from naru.ground.vault.boxes import BoxBrokenError
    from naru.ground.vault.custody import frames
    from naru.ground.vault.custody.errors import AgentAwayError
    from naru.ground.vault.packets import Packet, PacketError
    from naru.kit import numbers, reencode, tables
    from naru.rooms.reception import dates, lists

TODAY = date(2026, 11, 25)
VERIFIER = Path(verifiers.__file__).with_name("naru-verify.py")


def verifier():
    """The lawyer's verifier as a module, instrumented too."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("naru_verify", VERIFIER)
    module = importlib.util.module_from_spec(spec)
    with atheris.instrument_imports():
        spec.loader.exec_module(module)
    return module


VERIFY = verifier()
OPTIONS = Namespace(key=None, witness=None, against=None, save=None, every=True, lang="both")


class Bytes:
    """What a socket gives, from memory."""

    def __init__(self, data):
        self._file = io.BytesIO(data)

    def recv(self, size):
        """As a socket."""
        return self._file.read(size)


def fuzz_lists(data):
    """A list of people as somebody uploads it: read, its columns guessed, every row checked."""
    table = tables.read_table(data, "list.csv" if data[:1] != b"P" else "list.xlsx")
    if not isinstance(table, Refusal):
        lists.check(table, {"name": 0, **lists.guess(table.columns)}, TODAY)


def fuzz_dates(data):
    """Dates as people write them, in every calendar, and numbers as people type them."""
    text = data.decode("utf-8", "surrogateescape")
    dates.read_birth(text)
    dates.read_day(text)
    numbers.read(text)
    numbers.read_code(text)
    for calendar in ("gregorian", "lunar", "juche"):
        domain_dates.meant(text, calendar)


def fuzz_photos(data):
    """Pictures: in the child's own functions, without its limits of time and memory."""
    for kind in (reencode.photo, reencode.signature):
        try:
            kind(data)
        except reencode.UnfitError:
            continue


def fuzz_proofs(data):
    """Bundles, notes, checkpoints, a witness's request, frames of the agent, packets."""
    VERIFY.check(io.BytesIO(data), OPTIONS)
    text = data.decode("utf-8", "replace")
    for read_, known in (
        (notes.read_note, notes.NoteError),
        (notes.read_checkpoint, notes.NoteError),
        (witnessing.read_request, witnessing.WitnessError),
        (Packet.read, PacketError),
    ):
        try:
            read_(text)
        except (known, notes.NoteError):
            continue
    try:
        frames.receive(Bytes(data))
    except (frames.FrameError, AgentAwayError, EOFError, BoxBrokenError):
        return


def fuzz_profiles(data):
    """A centre's profile: every error named, none raised."""
    try:
        read(data.decode("utf-8", "replace"))
    except Unreadable as error:
        assert error.problems


TARGETS = {
    name.removeprefix("fuzz_"): target
    for name, target in list(globals().items())
    if name.startswith("fuzz_")
}


def seeds(target):
    """Good inputs to begin from."""
    from PIL import Image

    if target == "profiles":
        return [path.read_bytes() for path in (ROOT / "naru/profiles").glob("*.toml")]
    if target == "lists":
        return ["성명,생년월일,성별\n김가람,1980-01-02,여\n".encode(), b"name;born\nKim;1980\n"]
    if target == "dates":
        return [text.encode() for text in ("1980-01-02", "음력 1980.5.3.", "주체 78.5.3", "1980")]
    if target == "photos":
        made = [(kind, io.BytesIO()) for kind in ("JPEG", "PNG", "WEBP")]
        for kind, file in made:
            Image.new("RGB", (8, 8), "red").save(file, kind)
        return [file.getvalue() for _kind, file in made]
    kinds = ("proof", "log", "checkpoint")
    return [f"naru-bundle/v1 {kind}\nlog x+00000000+AAAA\n\n".encode() for kind in kinds]


def main():
    """Run one target with libFuzzer's options."""
    target = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as corpus:
        for place, seed in enumerate(seeds(target)):
            (Path(corpus) / str(place)).write_bytes(seed)
        atheris.Setup([*sys.argv, corpus], TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
