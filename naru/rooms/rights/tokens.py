"""The receipt of a complaint: a number that its writer alone has; only a keyed hash is kept.

Two opaque numbers in a row, 70 random bits: the number also opens what the complaint says.
"""

from django.utils.crypto import salted_hmac

from naru.kit import numbers

SALT = "naru.rights.complaint"
PARTS = 2


def of_form(once: str) -> str:
    """The receipt number that belongs to a form: pressed twice, the same again."""
    digest = salted_hmac(f"{SALT}.form", once, algorithm="sha256").digest()
    size, body = len(numbers.ALPHABET), numbers.LENGTH - 1
    signs = "".join(numbers.ALPHABET[byte % size] for byte in digest[: body * PARTS])
    return "".join(_checked(signs[at : at + body]) for at in range(0, len(signs), body))


def _checked(body: str) -> str:
    return next(body + last for last in numbers.ALPHABET if numbers.read(body + last))


def read(typed: str) -> str | None:
    """The receipt number as it was given out; None when it can't be one."""
    plain = numbers.plain(typed)
    at = numbers.LENGTH
    parts = [numbers.read(plain[start : start + at]) for start in range(0, at * PARTS, at)]
    return "".join(map(str, parts)) if len(plain) == at * PARTS and all(parts) else None


def shown(token: str) -> str:
    """A receipt number as people read and write it, in groups of four."""
    return "-".join(token[at : at + 4] for at in range(0, len(token), 4))


def hash_of(token: str) -> str:
    """What is kept of a receipt: without this centre's secret nobody finds the number again."""
    return salted_hmac(SALT, token, algorithm="sha256").hexdigest()
