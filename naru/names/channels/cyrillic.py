"""Korean names in Cyrillic letters (Kontsevich, with the surnames of Soviet Koreans)."""

import numpy as np

from naru.names import spelling
from naru.names.channels.segments import Segments
from naru.names.lexicon import Lexicon

SYSTEMS = ("cyrillic",)


def channel(lexicon: Lexicon) -> Segments:
    """Reads "Ким Сон Ын"."""
    return Segments(
        "cyrillic",
        lexicon,
        spelling.of_surnames(SYSTEMS, "cyrillic"),
        spelling.of_syllables(SYSTEMS),
        np.ones(1),
    )
