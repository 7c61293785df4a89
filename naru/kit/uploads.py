"""What an uploaded file is: told by its first bytes, whatever its name or its sender say; and
whether the house's own virus scanner knows it.
"""

import socket
import struct

from django.conf import settings

WEBP_AT = 8
PATIENCE = 60.0
SIZE = struct.Struct(">I")
STARTS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def media_type(data: bytes) -> str:
    """The type of a PDF or a picture that a browser shows without running it; else nothing."""
    if data.startswith(b"RIFF") and data[WEBP_AT:].startswith(b"WEBP"):
        return "image/webp"
    return next((said for start, said in STARTS.items() if data.startswith(start)), "")


class ScannerAwayError(Exception):
    """The virus scanner that the house has set up can't look at a file."""


def has_scanner() -> bool:
    """Whether the house has set up a scanner of its own."""
    return bool(settings.NARU_CLAMD)


def malware(data: bytes) -> str:
    """What the house's own scanner calls the file; nothing if it is clean.

    The scanner is clamd, asked over its unix socket (`NARU_CLAMD`) by its INSTREAM command.
    """
    said = _asked(b"zINSTREAM\0" + SIZE.pack(len(data)) + data + SIZE.pack(0))
    if said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    if said != "stream: OK":
        raise ScannerAwayError(said)
    return ""


def scanner_answers() -> str:
    """The scanner's version; ScannerAwayError if it doesn't answer."""
    return _asked(b"zVERSION\0")


def _asked(words: bytes) -> str:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(str(settings.NARU_CLAMD))
            line.sendall(words)
            said = b"".join(iter(lambda: line.recv(4096), b""))
    except OSError as error:
        raise ScannerAwayError(str(error)) from error
    return said.rstrip(b"\0").decode(errors="replace")
