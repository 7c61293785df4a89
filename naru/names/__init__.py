"""One person in any script: search, duplicates, and the reason for each line. Pure."""

from naru.names.duplicates import Likeness, Pair, explain, likeness, scan
from naru.names.index import Index, Match
from naru.names.records import BadRecord
from naru.names.why import Reason

__all__ = [
    "BadRecord",
    "Index",
    "Likeness",
    "Match",
    "Pair",
    "Reason",
    "explain",
    "likeness",
    "scan",
]
