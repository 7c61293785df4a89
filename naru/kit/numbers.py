"""Opaque numbers for people and things: eight characters that say nothing and catch a slip.

Seven random characters of Crockford's base 32, then a check character of the same alphabet.
The characters are elements of the field GF(32), weighted by powers of x: as no weight is zero and
no two are alike, every single wrong character and every swap of two is caught.
"""

import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011")
LENGTH = 8
SCANNED = "NARU:"
X5_X2_1 = 0b100101
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


def new_number() -> str:
    """A new number as it is stored; whoever stores it makes sure that it is not yet in use."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 1))
    return body + ALPHABET[_times_x(_sum(body))]


def shown(number: str) -> str:
    """A stored number as people read and write it: `K7Q2-9XMA`."""
    return f"{number[:4]}-{number[4:]}"


def scan(number: str) -> str:
    """The text of the QR code for a stored number."""
    return SCANNED + number


def read(typed: str) -> str | None:
    """The stored form of a typed or scanned number; None when it can't be a number."""
    number = plain(typed).removeprefix(SCANNED).translate(LOOKALIKES)
    formed = len(number) == LENGTH and set(number) <= set(ALPHABET)
    return number if formed and _sum(number) == 0 else None


def new_code() -> str:
    """Two numbers in a row: 70 random bits, for what a code opens by itself."""
    return new_number() + new_number()


def shown_code(code: str) -> str:
    """A code in groups of four, as people read and write it."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(typed: str) -> str | None:
    """The code that was typed; None when it can't be one."""
    said = plain(typed)
    halves = [read(said[:LENGTH]), read(said[LENGTH:])]
    return "".join(map(str, halves)) if all(halves) else None


def plain(typed: str) -> str:
    """What was typed, in one width and case, without spaces and dashes."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", typed)).upper()


def _sum(characters: str) -> int:
    total = 0
    for character in characters:
        total = _times_x(total) ^ ALPHABET.index(character)
    return total


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ X5_X2_1 if doubled >= len(ALPHABET) else doubled
