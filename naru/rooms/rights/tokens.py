"""The receipt of a complaint: a number that its writer alone has; only a keyed hash is kept."""

from django.utils.crypto import salted_hmac

from naru.kit import numbers

SALT = "naru.rights.complaint"


def of_form(once: str) -> str:
    """The receipt number that belongs to a form: pressed twice, the same again."""
    digest = salted_hmac(f"{SALT}.form", once, algorithm="sha256").digest()
    size = len(numbers.ALPHABET)
    body = "".join(numbers.ALPHABET[byte % size] for byte in digest[: numbers.LENGTH - 1])
    return next(body + last for last in numbers.ALPHABET if numbers.read(body + last))


def hash_of(token: str) -> str:
    """What is kept of a receipt: without this centre's secret nobody finds the number again."""
    return salted_hmac(SALT, token, algorithm="sha256").hexdigest()
