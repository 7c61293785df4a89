"""What a search leaves behind, so that the rule of each line can be told afterwards."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from naru.names import jamo
from naru.names.channels.latin import SYSTEMS
from naru.names.folding import tokens_of
from naru.names.korean import LONGEST, KoreanNames
from naru.names.lexicon import same_law
from naru.names.parse import Piece
from naru.names.reading import Asked, Reader, Words
from naru.names.tokens import ForeignNames

Scores = NDArray[np.float32]

ORDERS = {"last": "order.last", "joined": "order.joined", "joined_last": "order.joined",
          "comma": "order.comma", "none": "order.none", "only": "order.only"}  # fmt: skip
FILED = {"latin": "file.latin", "pinyin": "file.pinyin", "cyrillic": "file.cyrillic"}


@dataclass(slots=True)
class Trail:
    """Every reading with the scores it gave, by distinct name."""

    korean: list[tuple[Asked, Scores]] = field(default_factory=list)
    foreign: list[tuple[Words, Scores]] = field(default_factory=list)

    def rules(
        self, row: int, reader: Reader, korean: KoreanNames, foreign: ForeignNames
    ) -> list[str]:
        """Codes of the rules by which this row's best name was found."""
        best, found = -np.inf, ["name.none"]
        for asked, scores in self.korean:
            score, name = _best(row, korean, scores)
            if score + asked.channel_log > best:
                best = score + asked.channel_log
                found = _korean_rules(asked, korean.explain(name), reader)
        for words, scores in self.foreign:
            score, name = _best(row, foreign, scores)
            if score > best:
                best, found = score, _foreign_rules(words, foreign.explain(name))
        return found


def _best(row: int, names: KoreanNames | ForeignNames, scores: Scores) -> tuple[float, int]:
    """The best entry of a row: its score and its distinct name."""
    places = names.entries.of(row)
    if not len(places):
        return -np.inf, -1
    held = names.entries.name.view[places]
    totals = scores[held] + names.entries.weight.view[places]
    at = int(totals.argmax())
    return float(totals[at]), int(held[at])


def _korean_rules(
    asked: Asked, units: tuple[str | None, tuple[str, ...]], reader: Reader
) -> list[str]:
    parse, (surname, given) = asked.parse, units
    if parse.channel == "hangul" and asked.channel_log < 0:
        return ["name.keyboard"]
    pairs = [(parse.surname, surname)] if parse.surname is not None and surname else []
    pairs += _paired(parse.given, given)
    told = [_told(piece, unit, reader, of_surname=i == 0 and piece is parse.surname)
            for i, (piece, unit) in enumerate(pairs)]  # fmt: skip
    out = [_main(parse.channel, told, pairs, reader)]
    out += [ORDERS[parse.rule]] if parse.rule in ORDERS else []
    out += [code for code in ("piece.slip", "piece.initial", "piece.other") if code in told]
    lost = parse.rule != "only" and len(parse.given) != min(len(given), LONGEST)
    out += ["piece.lost"] if lost else []
    filed = {unit.partition(":")[0].rstrip("0123456789") for _, unit in pairs if ":" in unit}
    out += [FILED[kind] for kind in sorted(filed) if kind in FILED and "name.latin_same" not in out]
    return out


def _paired(pieces: tuple[Piece, ...], units: tuple[str, ...]) -> list[tuple[Piece, str]]:
    """Chunks beside syllables, in order; where one is missing, as they fit best."""
    if len(pieces) == 1 and len(units) > 1:
        near = [
            unit for unit in units if unit.rpartition(":")[2] == pieces[0].key.rpartition(":")[2]
        ]
        return [(pieces[0], (near or list(units))[0])]
    return list(zip(pieces, units, strict=False))


def _told(piece: Piece, unit: str, reader: Reader, *, of_surname: bool) -> str:  # noqa: PLR0911
    """How one chunk goes with one syllable on file."""
    if any(key == unit for key, _ in piece.same):
        return "same" if piece.same[0][0] == unit else "variant"
    kind, _, chunk = piece.key.rpartition(":")
    if kind == "han" and unit.startswith("han:"):
        return "piece.other"
    if ":" in unit:
        return "same" if unit.rpartition(":")[2] == chunk else "filed"
    if not kind:
        return _between_hangul(piece.key, unit)
    words = reader.lexicon.surnames if of_surname else reader.lexicon.syllables
    place = words.place[unit]
    if place not in piece.places:
        return "piece.other"
    if kind == "han":
        return "reading"
    return (
        "spelled"
        if _exact(kind, chunk, place, reader, of_surname=of_surname)
        else ("piece.initial" if len(chunk) == 1 else "piece.slip")
    )


def _between_hangul(one: str, other: str) -> str:
    if one == other:
        return "same"
    if len(one) != 1 or len(other) != 1:
        return "piece.other"
    if other in same_law(one) or one in same_law(other):
        return "law"
    differ = sum(a != b for a, b in zip(jamo.split(one), jamo.split(other), strict=True))
    return "jamo" if differ == 1 else "piece.other"


def _exact(kind: str, chunk: str, place: int, reader: Reader, *, of_surname: bool) -> bool:
    segments = {"latin": reader.latin, "pinyin": reader.pinyin}.get(
        kind.rstrip("0123456789"), reader.cyrillic
    )
    spellings = segments.surnames if of_surname else segments.syllables
    return bool(place in spellings.exact(chunk)[0])


def _main(channel: str, told: list[str], pairs: list[tuple[Piece, str]], reader: Reader) -> str:
    """The rule that the whole name goes by."""
    if channel == "latin":
        return "name.latin_same" if set(told) == {"same"} else _system(pairs, reader)
    if channel == "hangul":
        ways = (("piece.other", "name.part"), ("jamo", "name.jamo"), ("law", "name.law"))
        return next((code for way, code in ways if way in told), "name.same")
    if channel == "han":
        if "reading" in told or "filed" in told:
            return "name.han_reading"
        return "name.han_variant" if "variant" in told else "name.han_same"
    return f"name.{channel}"


def _system(pairs: list[tuple[Piece, str]], reader: Reader) -> str:
    """The romanisation under which these chunks are likeliest."""
    total = np.log(reader.latin.systems)
    for piece, unit in pairs:
        total = total + _by_system(piece, unit, reader)
    return f"name.{SYSTEMS[int(total.argmax())]}"


def _by_system(piece: Piece, unit: str, reader: Reader) -> NDArray[np.float64]:
    """log P(chunk | unit, system); over everything the chunk may be if the unit isn't Hangul."""
    kind, _, chunk = piece.key.rpartition(":")
    of_surname, latin, words = kind == "latin", reader.latin, reader.lexicon
    place = (words.surnames if of_surname else words.syllables).place.get(unit)
    if place is None:
        marginal = latin.surname_marginal if of_surname else latin.marginal
        return marginal(chunk, slips=True)
    places, chances = (latin.surnames if of_surname else latin.syllables).near(chunk)
    column = np.flatnonzero(places == place)
    least = np.zeros(len(SYSTEMS))
    return np.log(chances[:, column[0]] + 1e-6) if len(column) else least


def _foreign_rules(words: Words, tokens: tuple[str, ...]) -> list[str]:
    asked = tuple(tokens_of(words))
    if asked == tokens:
        return ["name.words_same"]
    if sorted(asked) == sorted(tokens):
        return ["name.words_same", "order.words"]
    return ["name.words"]
