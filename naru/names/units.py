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
        self._standing: dict[int, tuple[Growing, Growing]] = {}

    def __len__(self) -> int:
        return len(self.place)

    def of(self, piece: Piece) -> int:
        """The unit of a chunk, made if it is new."""
        unit = self.place.get(piece.key)
        if unit is None:
            unit = self.place[piece.key] = len(self.keys)
            self.keys.append(piece.key)
            for place, share in self._stands_for(piece):
                units, shares = self._standing.setdefault(
                    place, (Growing(np.int32), Growing(float))
                )
                units.append(unit)
                shares.append(share)
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
        found = self._through(piece)
        for key, chance in piece.same:
            unit = self.place.get(key)
            if unit is not None:
                found[unit] = max(found[unit], chance)
        out = np.full(len(found), np.log(floor), np.float32)
        likely = np.flatnonzero(found > floor)
        out[likely] = np.log(found[likely])
        return out

    def _through(self, piece: Piece) -> Floats:
        """P(piece | unit) by the texts each unit may stand for."""
        pairs = zip(piece.places.tolist(), piece.chances, strict=True)
        held = [(self._standing[at], chance) for at, chance in pairs if at in self._standing]
        if not held:
            return np.zeros(len(self.keys))
        units = np.concatenate([pair[0].view for pair, _ in held])
        weights = np.concatenate([pair[1].view * chance for pair, chance in held])
        found = np.bincount(units, weights=weights, minlength=len(self.keys))
        return np.asarray(found, np.float64)
