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


def hash_of(token: str) -> str:
    """What is kept of a receipt: without this centre's secret nobody finds the number again."""
    return salted_hmac(SALT, token, algorithm="sha256").hexdigest()
