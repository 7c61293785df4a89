"""Typed text made safe to keep: composed, without invisible or control characters."""

import unicodedata
from typing import Any

JOINERS = "\u200c\u200d"
KEPT_CONTROLS = "\n\t"
JOINING_MARKS = frozenset({"Mn", "Mc"})


def clean(text: str) -> str:
    """Text in NFC with line feeds only, without control, direction or zero-width characters.

    A joiner survives after an Arabic letter or a vowel sign, where it changes the spelling.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        mark for place, mark in enumerate(composed) if _belongs(mark, composed[place - 1 : place])
    )


def one_line(text: str) -> str:
    """Text on one line, every run of white space one space."""
    return " ".join(text.split())


def _belongs(mark: str, before: str) -> bool:
    if mark in JOINERS:
        return bool(before) and (
            unicodedata.bidirectional(before) == "AL"
            or unicodedata.category(before) in JOINING_MARKS
        )
    return mark in KEPT_CONTROLS or unicodedata.category(mark) not in {"Cc", "Cf", "Cs", "Co"}


def ascii_digits(typed: str) -> str:
    """Text with decimal digits of any script and width as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(mark)) if mark.isdecimal() else unicodedata.normalize("NFKC", mark)
        for mark in typed
    )


def plain_number(typed: Any) -> Any:
    """A typed number with ASCII digits, without the commas and spaces that group thousands."""
    if not isinstance(typed, str):
        return typed
    return ascii_digits(typed).replace(",", "").replace(" ", "").strip()
