"""What a channel makes of a name: ways to read it as surname and given syllables."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One chunk of a name.

    `places`, `chances`: P(chunk | text) for the texts of a vocabulary where it isn't nothing;
    `common`: P(chunk) among all people; `key`: the chunk as a unit on file;
    `same`: units on file that are this very chunk, with the chance of writing it so again.
    """

    key: str
    places: Ints
    chances: Floats
    common: float
    same: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """One reading: which rule it takes, how likely it is, and its pieces (None: no surname)."""

    channel: str
    rule: str
    likelihood: float
    prior: float
    surname: Piece | None
    given: tuple[Piece, ...]


LETTER = 18.0
"""An unknown chunk costs as much as drawing its letters from so many."""


def unknown(chunk: str) -> float:
    """Chance of a chunk no rule explains."""
    return float(0.3 * LETTER ** -len(chunk))


def piece(
    key: str, places: Ints, chances: Floats, shares: Floats, chunk: str, again: float
) -> Piece:
    """A piece with its chance among all people."""
    common = float(chances @ shares[places]) + 0.02 * unknown(chunk)
    return Piece(key, places, chances, common, ((key, again),) if again else ())


def whole(
    channel: str, rule: str, share: float, surname: Piece | None, given: tuple[Piece, ...]
) -> Parse:
    """A reading of pieces that are sure, with the chance of its order."""
    pieces = given if surname is None else (surname, *given)
    prior = float(np.log(share))
    likelihood = prior + float(sum(np.log(one.common) for one in pieces))
    return Parse(channel, rule, likelihood, prior, surname, given)
