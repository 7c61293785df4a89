"""The published figures on how people come to need a centre: sourced, and their contradictions."""

from functools import cache
from pathlib import Path

from naru.evidence.claims import Book
from naru.evidence.reading import read

DATA = Path(__file__).resolve().parent / "data"


@cache
def book() -> Book:
    """The book that ships with Naru, read once."""
    return read(DATA)
