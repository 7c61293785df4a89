"""P(Hanja | surname or syllable): from the readings of the court list and the usual name Hanja."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from naru.names import tables
from naru.names.lexicon import Lexicon, same_law, shipped

USUAL = 0.55
"""Share of a syllable's people whose character is on the short list of usual ones."""
FADE = 0.72
"""Each further character of the short list is so much rarer than the one before."""
OTHER_LAW = 0.15


@dataclass(frozen=True, slots=True)
class Characters:
    """By character: {place: P(character | text)}, for given syllables and for surnames."""

    given: dict[str, dict[int, float]]
    surname: dict[str, dict[int, float]]


@cache
def chances() -> Characters:
    """Both tables for the shipped vocabularies; made once."""
    lexicon = shipped()
    return Characters(_given(lexicon), _surname(lexicon))


def _by_reading() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for char in tables.hanja().values():
        for text, weight in char.readings:
            found.setdefault(text, {})[char.text] = weight
    return {text: _shared(chars.items()) for text, chars in found.items()}


def _shared(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    kept = dict(pairs)
    total = sum(kept.values())
    return {key: weight / total for key, weight in kept.items()}


def _given(lexicon: Lexicon) -> dict[str, dict[int, float]]:
    readings = _by_reading()
    out: dict[str, dict[int, float]] = {}
    usual = {row.text: row.hanja for row in tables.syllables() if row.hanja}
    for text, place in list(lexicon.syllables.place.items())[: lexicon.spelled_syllables]:
        listed = readings.get(text, {})
        short = _shared((char, FADE**i) for i, char in enumerate(usual.get(text, "")))
        share = USUAL if short else 0.0
        mixed = {char: (1 - share) * weight for char, weight in listed.items()}
        for char, weight in short.items():
            mixed[char] = mixed.get(char, 0.0) + share * weight
        _spread(out, lexicon.syllables.place, text, place, mixed)
    return out


def _surname(lexicon: Lexicon) -> dict[str, dict[int, float]]:
    readings = _by_reading()
    out: dict[str, dict[int, float]] = {}
    for row in tables.surnames():
        mixed = {char: 0.05 * weight for char, weight in readings.get(row.text, {}).items()}
        for char, weight in row.hanja:
            mixed[char] = mixed.get(char, 0.0) + 0.95 * weight
        _spread(out, lexicon.surnames.place, row.text, lexicon.surnames.place[row.text], mixed)
    return out


def _spread(
    out: dict[str, dict[int, float]], places: dict[str, int], text: str, place: int,
    mixed: dict[str, float],
) -> None:  # fmt: skip
    """Enter the characters of a text, and faintly for its form under the other law."""
    others = [places[one] for one in (same_law(text) if len(text) == 1 else ()) if one in places]
    for char, weight in mixed.items():
        row = out.setdefault(char, {})
        row[place] = row.get(place, 0.0) + weight
        for other in others:
            row[other] = row.get(other, 0.0) + OTHER_LAW * weight / len(others)
