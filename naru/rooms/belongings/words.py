"""What the receipts say, in the languages in which a person can take one home."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "documents" / "receipt.toml"
FALLBACK, STAFF = "en", "ko"


def spoken(language: str) -> tuple[str, str]:
    """The person's language (a BCP 47 code) where a receipt speaks it, and the staff's beside."""
    code = language.partition("-")[0]
    first = code if code in _texts() else FALLBACK
    return first, FALLBACK if first == STAFF else STAFF


def receipt_texts(kind: str, lang: str) -> dict[str, str]:
    """Every text of a receipt ("inventory" or "return") in one language."""
    said = _texts()[lang]
    own = {key: text for key, text in said.items() if isinstance(text, str)}
    return {**own, **said[kind]}


@cache
def _texts() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))
