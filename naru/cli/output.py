"""How a command speaks: to standard output, or why it failed to standard error."""

import sys


def say(text: str = "") -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")


def fail(text: str) -> int:
    """Print why it can't be done; returns the exit code."""
    sys.stderr.write(f"naru: {text}\n")
    return 1
