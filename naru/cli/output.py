"""How a command speaks: to standard output, or why it failed to standard error."""

import io
import os
import sys
from pathlib import Path


def say(text: str = "") -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")


def fail(text: str) -> int:
    """Print why it can't be done; returns the exit code."""
    sys.stderr.write(f"naru: {text}\n")
    return 1


def open_streams() -> None:
    """Let both streams take any text, wherever they lead: a Korean name stops no command."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if stream.encoding.lower() in ASCII else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def close_output() -> None:
    """Lead the output nowhere, so that what is left in it isn't tried again at the end."""
    try:
        os.dup2(_nowhere().fileno(), sys.stdout.fileno())
    except (OSError, ValueError):  # a test's own stream is no file
        return


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")


ASCII = frozenset({"ascii", "us-ascii", "ansi_x3.4-1968", "646"})
