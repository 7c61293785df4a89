"""Why a line is shown: each rule's name in Korean and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that ties what was asked to what is on file."""

    code: str
    ko: str
    en: str


_SAID = {
    "name.same": ("한글 성명이 같음", "same name in Hangul"),
    "name.part": ("한글 성명의 일부가 같음", "part of the Hangul name agrees"),
    "name.law": ("두음 법칙 적용 차이(남·북 표기)", "other law of initial sounds (South and North)"),
    "name.jamo": ("한글 자모 한 자 차이", "one Hangul letter differs"),
    "name.revised": ("국어의 로마자 표기법(2000)", "Revised Romanization (2000)"),
    "name.mccune": ("매큔-라이샤워 표기법", "McCune-Reischauer romanisation"),
    "name.yale": ("예일 로마자 표기법", "Yale romanisation"),
    "name.northern": ("북한식 로마자 표기", "northern romanisation"),
    "name.passport": ("여권식(관용) 로마자 표기", "spelling as chosen in passports"),
    "name.latin_same": ("로마자 표기가 같음", "same spelling in Latin letters"),
    "name.cyrillic": ("키릴 문자 표기(콘체비치)", "Cyrillic spelling (Kontsevich)"),
    "name.pinyin": ("한자의 중국어 병음", "Mandarin reading of the characters (pinyin)"),
    "name.han_same": ("한자가 같음", "same characters"),
    "name.han_variant": ("간체자·이체자", "simplified or other form of the characters"),
    "name.han_reading": ("한자의 한국어 독음", "Korean reading of the characters"),
    "name.keyboard": ("한/영 전환 없이 입력됨", "typed with the keyboard set to the other script"),
    "name.words_same": ("성명 철자가 같음", "same words"),
    "name.words": ("다른 철자 또는 다른 문자로 적힘", "another spelling or script of the same words"),
    "name.none": ("성명 불일치: 다른 이름을 쓰는 경우일 수 있음", "name doesn't match: another name may be in use"),
    "name.unasked": ("성명 없이 조회함", "asked for without a name"),
    "order.last": ("이름을 앞에, 성을 뒤에 적음", "surname written last"),
    "order.joined": ("성과 이름을 붙여 적음", "surname and given name run together"),
    "order.comma": ("쉼표로 성을 구분함", "surname set off by a comma"),
    "order.none": ("성 없이 조회함", "asked for without the surname"),
    "order.only": ("성만으로 조회함", "asked for by the surname alone"),
    "order.words": ("낱말의 순서가 다름", "words in another order"),
    "piece.slip": ("한 글자 오기 가능", "one letter may be a slip"),
    "piece.initial": ("머리글자로 적음", "an initial stands for a syllable"),
    "piece.lost": ("음절 하나가 빠짐", "a syllable is missing"),
    "piece.other": ("일부 음절이 다름", "a syllable differs"),
    "file.latin": ("기록에는 로마자 표기만 있음", "the record has this name in Latin letters only"),
    "file.pinyin": ("기록에는 중국식 표기만 있음", "the record has this name as on a Chinese paper"),
    "file.cyrillic": ("기록에는 키릴 문자 표기만 있음", "the record has this name in Cyrillic"),
    "date.exact": ("생년월일이 같음", "same birth date"),
    "date.partial": ("생년월일 중 아는 부분이 같음", "the known part of the birth date agrees"),
    "date.lunar": ("음력·양력 차이", "lunar and solar date of one birth"),
    "date.age": ("나이 셈법에 따른 출생 연도 차이", "year differs as ages are counted"),
    "date.lunar_age": ("음력·양력 차이와 나이 셈법 차이", "lunar date, and the year as ages are counted"),
    "date.swap": ("월과 일이 뒤바뀜", "month and day exchanged"),
    "date.digit": ("생년월일 숫자 하나 차이", "one digit of the birth date differs"),
    "date.new_year": ("1월 1일은 생일 미상의 표시일 수 있음", "1 January may stand for an unknown day"),
    "date.other": ("생년월일이 다름", "birth date differs"),
    "date.none": ("생년월일을 비교할 수 없음", "no birth date to compare"),
    "sex.other": ("성별이 다름", "sex differs"),
    "family.together": ("한 가족의 두 구성원으로 등록되어 있음", "registered as two members of one family"),
    "family.alike": ("가족 구성원도 서로 비슷함", "their relatives in the centre are alike too"),
    "origin.other": ("출신국이 다름", "country of origin differs"),
}  # fmt: skip


def reason(code: str) -> Reason:
    """The reason with this code."""
    ko, en = _SAID[code]
    return Reason(code, ko, en)


def codes() -> tuple[str, ...]:
    """Every code there is."""
    return tuple(_SAID)
