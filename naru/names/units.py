"""Chunks of names on file: what each may stand for in a vocabulary."""

import numpy as np
from numpy.typing import NDArray

from naru.names.arrays import Growing
from naru.names.lexicon import Vocabulary
from naru.names.parse import Piece

Floats = NDArray[np.float64]
NEGLIGIBLE = 0.004


class Units:
    """Distinct chunks, each with P(text | chunk) over the vocabulary.

    A Hangul syllable stands for itself; "song" for 송 or 성; a character for each of its readings.
    """

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.place: dict[str, int] = {}
        self.keys: list[str] = []
        self._row, self._text, self._share = (
            Growing(np.int32),
            Growing(np.int32),
            Growing(np.float32),
        )

    def __len__(self) -> int:
        return len(self.place)

    def of(self, piece: Piece) -> int:
        """The unit of a chunk, made if it is new."""
        unit = self.place.get(piece.key)
        if unit is None:
            unit = self.place[piece.key] = len(self.keys)
            self.keys.append(piece.key)
            for place, share in self._stands_for(piece):
                self._row.append(unit)
                self._text.append(place)
                self._share.append(share)
        return unit

    def _stands_for(self, piece: Piece) -> list[tuple[int, float]]:
        if ":" not in piece.key:
            return [(self.words.place[piece.key], 1.0)]
        joint = piece.chances * self.words.shares[piece.places]
        total = float(joint.sum())
        if total <= 0:
            return []
        shares = joint / total
        kept = np.flatnonzero(shares > NEGLIGIBLE)
        return [(int(piece.places[i]), float(shares[i])) for i in kept]

    def likelihoods(self, piece: Piece, floor: float) -> NDArray[np.float32]:
        """log P(piece | unit) for every unit on file, at least log `floor`."""
        dense = np.zeros(len(self.words))
        dense[piece.places] = piece.chances
        weights = self._share.view * dense[self._text.view]
        found = np.bincount(self._row.view, weights=weights, minlength=len(self.keys))
        for key, chance in piece.same:
            unit = self.place.get(key)
            if unit is not None:
                found[unit] = max(found[unit], chance)
        return np.log(np.maximum(found, floor)).astype(np.float32)
