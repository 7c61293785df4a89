"""The words that lists use: headings of columns, sexes and languages, in Korean and English."""

import re
import unicodedata
from functools import cache

from django.utils.translation import override

from naru.kit.languages import OWN_NAMES

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("성명", "이름", "name", "fullname", "姓名", "성명한글", "한글성명", "koreanname"),
    "romanised": (
        *("로마자", "로마자성명", "영문명", "영문성명", "영문이름", "romanised", "romanized"),
        *("romanisedname", "romanizedname", "latinname", "englishname"),
    ),
    "birth": (
        *("생년월일", "출생일", "생일", "birth", "birthdate", "dateofbirth", "dob", "birthday"),
        *("born", "出生日期"),
    ),
    "sex": ("성별", "sex", "gender", "性别", "性別"),
    "languages": ("언어", "사용언어", "language", "languages", "모국어", "mothertongue"),
    "interpreter": ("통역", "통역언어", "interpreter", "interpreterlanguage", "interpretation"),
    "origin": (
        *("출신국", "출신", "국적", "출생국", "origin", "countryoforigin", "nationality"),
        *("country", "birthcountry"),
    ),
    "entry": (
        *("입국일", "입국일자", "입국", "countryentry", "entry", "entrydate", "dateofentry"),
        *("enteredon", "dateofentryintothecountry"),
    ),
    "expected": (
        *(
            "도착예정",
            "도착예정일",
            "입소예정",
            "입소예정일",
            "예정일",
            "도착일",
            "expected",
            "expectedon",
            "arrival",
        ),
        *("arrivaldate", "expectedarrival", "expecteddate"),
    ),
    "family": (
        *("가족번호", "가족", "세대", "세대번호", "가구", "family", "familyno", "familynumber"),
        *("familyid", "household", "householdnumber"),
    ),
    "role": ("관계", "가족관계", "relation", "relationship", "role", "familyrole"),
    "needs": (
        *("비고", "특이사항", "건강", "긴급필요", "건강상태", "note", "notes", "remarks"),
        *("health", "needs", "urgentneeds", "urgentneed"),
    ),
}
SEXES: dict[str, tuple[str, ...]] = {
    "male": ("남", "남자", "남성", "男", "m", "male", "man", "boy"),
    "female": ("여", "여자", "여성", "女", "f", "female", "woman", "girl"),
    "other": ("기타", "x", "other", "제3의성"),
    "": ("", "미상", "모름", "unknown", "u", "-"),
}
ALSO_CALLED = {
    "ko": ("한국말", "남한말"),
    "ko-KP": ("북한말", "문화어", "조선어", "northkorean", "koreannorth"),
    "zh": ("중국말", "중국어", "만다린", "chinese", "mandarin", "汉语", "漢語"),
}
SEPARATORS = re.compile(r"[,;/·、+]|\s및\s|\sand\s")
BRACKETED = re.compile(r"[(\[].*?[)\]]")


def fold(said: str) -> str:
    """A word without case, width, spaces and marks."""
    plain = unicodedata.normalize("NFKC", said).casefold()
    return "".join(mark for mark in plain if mark.isalnum())


def field_of(heading: str) -> str | None:
    """The field that a column's heading names, or None."""
    # "생년월일(음력)" names the same column as "생년월일"
    plain = unicodedata.normalize("NFKC", heading)
    whole, bare = fold(plain), fold(BRACKETED.sub("", plain))
    return _heading_words().get(whole) or _heading_words().get(bare)


def sex_of(said: str) -> str | None:
    """`male`, `female`, `other`, '' for unknown; None when the word is none of them."""
    wanted = fold(said)
    return next((sex for sex, words in SEXES.items() if wanted in words), None)


def languages_of(said: str) -> list[str] | str:
    """The codes of the languages named, or the first word that names none."""
    codes: list[str] = []
    for word in filter(None, (part.strip() for part in SEPARATORS.split(said))):
        code = _language_words().get(fold(word))
        if code is None:
            return word
        codes.append(code)
    return list(dict.fromkeys(codes))


@cache
def _heading_words() -> dict[str, str]:
    return {word: field for field, words in HEADINGS.items() for word in words}


@cache
def _language_words() -> dict[str, str]:
    known = {fold(word): code for code, words in ALSO_CALLED.items() for word in words}
    for code, name, own in OWN_NAMES:
        for lang in ("ko", "en"):
            with override(lang):
                known.setdefault(fold(str(name)), code)
        known |= {fold(code): code, fold(own): code}
    known.pop("", None)
    return known
