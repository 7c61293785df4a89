"""Asks for a secret on a terminal; in a pipe it is read, a line each."""

import getpass
import sys


def ask(prompt: str) -> str:
    """One answer, not echoed."""
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\n")
