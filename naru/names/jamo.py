"""Hangul syllables as three letters, and the two-set keyboard."""

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = 0xAC00, 0xD7A3
A_FINAL, A_VOWEL = 28, 21

_PAIRS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_KEYS = dict(zip(
    "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ", strict=True,
))  # fmt: skip
_KEYS |= {key.upper(): letter for key, letter in _KEYS.items() if key.upper() not in _KEYS}
_TYPED = {letter: key for key, letter in reversed(_KEYS.items())}


def is_syllable(char: str) -> bool:
    """Whether it is one of the 11,172 composed syllables."""
    return FIRST <= ord(char) <= LAST


def split(char: str) -> tuple[int, int, int]:
    """Initial, vowel and final of a composed syllable, as positions in their lists."""
    code = ord(char) - FIRST
    return code // (A_VOWEL * A_FINAL), code // A_FINAL % A_VOWEL, code % A_FINAL


def join(initial: int, vowel: int, final: int = 0) -> str:
    """The composed syllable of three positions."""
    return chr(FIRST + (initial * A_VOWEL + vowel) * A_FINAL + final)


def compose(letters: str) -> str:
    """Single letters (ㄱㅣㅁ) put together as a keyboard would; others stay as they are."""
    out: list[str] = []
    rest = list(letters)
    while rest:
        syllable, used = _one(rest)
        out.append(syllable)
        rest = rest[used:]
    return "".join(out)


def _one(rest: list[str]) -> tuple[str, int]:
    """The first syllable of a row of letters, and how many letters it takes."""
    if len(rest) < 2 or rest[0] not in INITIALS or rest[1] not in VOWELS:  # noqa: PLR2004
        return rest[0], 1
    vowel, used = rest[1], 2
    if len(rest) > used and vowel + rest[used] in _PAIRS:
        vowel, used = _PAIRS[vowel + rest[used]], used + 1
    final, used = _final(rest, used)
    return join(INITIALS.index(rest[0]), VOWELS.index(vowel), FINALS.index(final)), used


def _final(rest: list[str], used: int) -> tuple[str, int]:
    """A consonant closes a syllable unless the next letter is a vowel."""

    def vowel_at(place: int) -> bool:
        return len(rest) > place and rest[place] in VOWELS

    if len(rest) <= used or rest[used] not in FINALS or vowel_at(used + 1):
        return "", used
    pair = rest[used] + rest[used + 1] if len(rest) > used + 1 else ""
    if pair in _PAIRS and not vowel_at(used + 2):
        return _PAIRS[pair], used + 2
    return rest[used], used + 1


def typed_on_latin(text: str) -> str | None:
    """Hangul typed with the keyboard set to Latin ("rlatjddms" is 김성은), if it is whole."""
    if not all(key in _KEYS for key in text):
        return None
    hangul = compose("".join(_KEYS[key] for key in text))
    return hangul if hangul and all(map(is_syllable, hangul)) else None


def typed_on_hangul(text: str) -> str:
    """Latin typed with the keyboard set to Hangul ("ㅏㅑㅡ" is kim)."""
    keys = []
    for char in text:
        if is_syllable(char):
            initial, vowel, final = split(char)
            parts = INITIALS[initial] + VOWELS[vowel] + FINALS[final]
        else:
            parts = char
        for part in parts:
            pair = next((two for two, one in _PAIRS.items() if one == part), part)
            keys += [_TYPED.get(letter, letter) for letter in pair]
    return "".join(keys)
