"""Korean names written by each system's own rules, apart from the tables that the search uses."""

from naru.names import jamo

_RR = (
    "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" "),
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(),
    " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" "),
)
_MR_VOWELS = "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i".split()
_MR_FIRST = "k kk n t tt r m p pp s ss  ch tch ch' k' t' p' h".split(" ")
_MR_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}
_YALE = (
    "k kk n t tt l m p pp s ss  c cc ch kh th ph h".split(" "),
    "a ay ya yay e ey ye yey o wa way oy yo wu we wey wi yu u uy i".split(),
    " k kk ks n nc nh t l lk lm lp ls lth lph lh m p ps s ss ng c ch kh th ph h".split(" "),
)
_NORTH_VOWELS = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split()
_NORTH_FIRST = "k kk n t tt r m p pp s ss  j jj ch kh th ph h".split(" ")
_CYRILLIC = (
    "к кк н т тт р м п пп с сс  ч чч чх кх тх пх х".split(" "),
    "а э я йя о е ё йе о ва вэ ве ё у во ве ви ю ы ый и".split(),
    " к к к н н н т ль к м ль ль ль п ль м п п т т н т т к т п т".split(" "),
)
_CYRILLIC_VOICED = {"к": "г", "т": "д", "п": "б", "ч": "дж"}
_SONORANT = {0, 4, 5, 6, 8, 16, 21}


def revised(syllable: str) -> str:
    """Revised Romanization of one syllable."""
    one, two, three = jamo.split(syllable)
    return _RR[0][one] + _RR[1][two] + _RR[2][three]


def yale(syllable: str) -> str:
    """Yale romanisation of one syllable: wu is u after a lip consonant."""
    one, two, three = jamo.split(syllable)
    vowel = _YALE[1][two]
    if vowel == "wu" and _YALE[0][one] in {"m", "p", "pp", "ph"}:
        vowel = "u"
    return _YALE[0][one] + vowel + _YALE[2][three]


def northern(syllable: str) -> str:
    """As names are written in the north."""
    one, two, three = jamo.split(syllable)
    return _NORTH_FIRST[one] + _NORTH_VOWELS[two] + _RR[2][three]


def mccune(syllables: str) -> list[str]:
    """McCune-Reischauer: voiced between voiced sounds, assimilated at seams."""
    out: list[str] = []
    last = None
    for syllable in syllables:
        one, two, three = jamo.split(syllable)
        first = _MR_FIRST[one]
        if last is not None:
            before = jamo.FINALS[last]
            if first in _MR_VOICED and last in _SONORANT:
                first = _MR_VOICED[first]
            if first == "r" and before in "ㅁㅇㄱㅂ" and before:
                first = "n"
            if first == "r" and before in {"ㄴ", "ㄹ"}:
                first, out[-1] = "l", out[-1][:-1] + "l"
            if first[:1] in {"n", "m"} and before in {"ㄱ", "ㅂ"}:
                out[-1] = out[-1][:-1] + ("ng" if before == "ㄱ" else "m")
            if not first and before in {"ㄱ", "ㅂ", "ㄹ"}:
                out[-1] = out[-1][:-1] + {"ㄱ": "g", "ㅂ": "b", "ㄹ": "r"}[before]
        if first == "s" and _MR_VOWELS[two] == "wi":
            first = "sh"
        out.append(first + _MR_VOWELS[two] + _RR[2][three])
        last = three
    return out


def cyrillic(syllables: str) -> list[str]:
    """Kontsevich's system."""
    out: list[str] = []
    last = None
    for syllable in syllables:
        one, two, three = jamo.split(syllable)
        first, vowel = _CYRILLIC[0][one], _CYRILLIC[1][two]
        if last is not None and last in _SONORANT:
            first = _CYRILLIC_VOICED.get(first, first)
        if first == "х" and vowel == "ый":
            vowel = "и"
        if not first and vowel == "е":
            vowel = "э"
        out.append(first + vowel + _CYRILLIC[2][three])
        last = three
    return out


_UKRAINIAN = dict(zip(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    ("a", "b", "v", "h", "g", "d", "e", "ie", "zh", "z", "y", "i", "i", "i", "k", "l", "m", "n", "o", "p",
     "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "iu", "ia"), strict=True,
))  # fmt: skip


def ukrainian(word: str) -> str:
    """The Ukrainian passport's table (Cabinet resolution 55 of 2010)."""
    low = word.lower().replace("зг", "z\u0000")
    begun = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}.get(low[:1])
    rest = low[1:] if begun else low
    spelled = "".join(_UKRAINIAN.get(char, char) for char in rest).replace("\u0000", "gh")
    return ((begun or "") + spelled.replace("'", "").replace("’", "")).capitalize()
