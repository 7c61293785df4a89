"""Hands a text to the channels of its script."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from naru.names import jamo
from naru.names.channels import characters, cyrillic, latin, pinyin
from naru.names.channels.han import Han
from naru.names.channels.hangul import Hangul
from naru.names.lexicon import Lexicon
from naru.names.parse import Parse
from naru.names.text import Text, names_in

PINYIN, KEYBOARD = 0.13, 0.004
"""Chance that Latin letters are Mandarin readings, or Hangul typed with the wrong keyboard."""
DOUBTFUL = 0.03
"""A reading of a name on file with less than this share is left out."""
READINGS = 4
ASKED_READINGS, SPREAD = 6, 12.0
"""At most so many readings of a query are followed, none so many nats less likely than the best."""
KOREAN_AT_MOST = 6

Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A query's reading by one channel, with the channel's own chance."""

    parse: Parse
    channel_log: float


class Reader:
    """All channels over one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        chars = characters.chances()
        self.hangul = Hangul(lexicon)
        self.han = Han(lexicon, chars, self.hangul)
        self.latin, self.cyrillic = latin.channel(lexicon), cyrillic.channel(lexicon)
        self.pinyin = pinyin.channel(lexicon)

    def on_file(self, text: Text) -> tuple[list[tuple[Parse, float]], Words | None]:
        """Readings of a name on file with their shares; its words where it may be foreign."""
        if text.script == "hangul":
            return self._shared(self._plain(self.hangul.read(text, slips=False))), self.words(text)
        if text.script == "han":
            return self._shared(self._plain(self.han.read(text, slips=False))), None
        if text.script == "latin":
            found = self._plain(self.latin.read(text, slips=False))
            found += self._weighed(self.pinyin.read(text, slips=False), PINYIN)
            return self._shared(found), text.words
        if text.script == "cyrillic":
            return self._shared(self._plain(self.cyrillic.read(text, slips=False))), text.words
        return [], text.words

    def asked(self, text: Text) -> tuple[list[Asked], Words | None]:
        """Readings of a name that is looked for, slips allowed; words where it may be foreign."""
        if text.script == "hangul":
            return self._from_hangul(text)
        if text.script == "han":
            return self._plain(self.han.read(text, slips=True)), None
        if text.script == "latin":
            found = self._plain(self.latin.read(text, slips=True))
            found += self._weighed(self.pinyin.read(text, slips=True), PINYIN)
            return [*_likeliest(found), *self._keyboard(text)], text.words
        if text.script == "cyrillic":
            return _likeliest(self._plain(self.cyrillic.read(text, slips=True))), text.words
        return [], text.words

    def _from_hangul(self, text: Text) -> tuple[list[Asked], Words | None]:
        found = self._plain(self.hangul.read(text, slips=True))
        if not all(map(jamo.is_syllable, text.flat)):
            for typed in names_in(jamo.typed_on_hangul(text.flat)):
                if typed.script == "latin":
                    found += self._weighed(self.latin.read(typed, slips=True), KEYBOARD)
        return found, self.words(text)

    def _keyboard(self, text: Text) -> Iterator[Asked]:
        meant = jamo.typed_on_latin(text.flat)
        if meant is not None:
            for hangul in names_in(meant):
                yield from self._weighed(self.hangul.read(hangul, slips=True), KEYBOARD)

    def words(self, text: Text) -> Words | None:
        """A foreign name in Hangul as Latin words, to be compared by sound; None if Korean."""
        first = "".join(text.words[0])
        foreign = (
            len(text.words) > 1 and len(first) > 1 and first not in self.lexicon.surnames.place
        )
        if len(text.flat) <= KOREAN_AT_MOST - 2 and not foreign:
            return None
        return tuple((romanised("".join(word)),) for word in text.words)

    @staticmethod
    def _plain(parses: list[Parse]) -> list[Asked]:
        return [Asked(parse, 0.0) for parse in parses]

    @staticmethod
    def _weighed(parses: list[Parse], share: float) -> list[Asked]:
        return [Asked(parse, math.log(share)) for parse in parses]

    @staticmethod
    def _shared(found: list[Asked]) -> list[tuple[Parse, float]]:
        """Shares of the readings of one name; doubtful ones are left out."""
        if not found:
            return []
        best = max(one.parse.likelihood + one.channel_log for one in found)
        weights = [math.exp(one.parse.likelihood + one.channel_log - best) for one in found]
        total = sum(weights)
        kept = [(one.parse, w / total) for one, w in zip(found, weights, strict=True)]
        kept = [pair for pair in kept if pair[1] > DOUBTFUL]
        return sorted(kept, key=lambda pair: -pair[1])[:READINGS]


def _likeliest(found: list[Asked]) -> list[Asked]:
    ranked = sorted(found, key=lambda one: -(one.parse.likelihood + one.channel_log))
    best = ranked[0].parse.likelihood + ranked[0].channel_log if ranked else 0.0
    kept = ranked[:ASKED_READINGS]
    return [one for one in kept if one.parse.likelihood + one.channel_log > best - SPREAD]


def romanised(word: str) -> str:
    """A Hangul word by the Revised Romanization, letter by letter."""
    out = []
    for char in word:
        if jamo.is_syllable(char):
            one, two, three = jamo.split(char)
            out.append(_INITIALS[one] + _VOWELS[two] + _FINALS[three])
    return "".join(out)


_INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
