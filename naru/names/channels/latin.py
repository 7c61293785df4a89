"""Korean names in Latin letters: five systems and what families choose for themselves."""

import numpy as np

from naru.names import spelling
from naru.names.channels.segments import Segments
from naru.names.lexicon import Lexicon

SYSTEMS = ("revised", "mccune", "yale", "northern", "passport")
PRIOR = (0.22, 0.16, 0.08, 0.16, 0.38)


def channel(lexicon: Lexicon) -> Segments:
    """Reads romanised Korean (Revised 2000, McCune-Reischauer 1939, Yale 1942, northern, free)."""
    return Segments(
        "latin",
        lexicon,
        spelling.of_surnames(SYSTEMS, "latin"),
        spelling.of_syllables(SYSTEMS),
        np.array(PRIOR),
    )
