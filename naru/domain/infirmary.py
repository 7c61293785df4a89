"""What the infirmary goes by: vital signs and their units, warnings of drugs, times of doses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from naru.domain.profile import Words
from naru.domain.refusals import Refusal

ROUND_OPENS = timedelta(hours=1)
"""How long before its time a dose may be given."""
LATE_AFTER = timedelta(minutes=30)
ROUND_LOOKS_BACK = timedelta(hours=24)
"""How long a dose that nobody recorded stays on the round."""
MG_DL_A_MMOL_L = Decimal("18.0156")
GROUP = 4
"""The length of an ATC code that names a pharmacological group, where allergies cross over."""
SUBSTANCE = 7
WORDS = re.compile(r"[^\W\d_]+")
TIMES = re.compile(r"[\s,;·]+")
TIME = re.compile(r"([01]?\d|2[0-3]):?([0-5]\d)")


# ------------------------------------------------------------------------------- vital signs


@dataclass(frozen=True, slots=True)
class Vital:
    """A measurement: LOINC code, UCUM units with how they are written, what is possible and usual.

    The bounds are in the first unit; `factors` turn another unit into the first.
    """

    id: str
    loinc: str
    name: Words
    units: tuple[tuple[str, str], ...]
    possible: tuple[float, float]
    usual: tuple[float, float] | None = None
    factors: tuple[tuple[str, Decimal], ...] = ()


VITALS: Mapping[str, Vital] = {
    vital.id: vital
    for vital in (
        Vital(
            "temperature",
            "8310-5",
            {"ko": "체온", "en": "Body temperature"},
            (("Cel", "°C"),),
            (25, 45),
            (36, 37.5),
        ),
        Vital(
            "pulse",
            "8867-4",
            {"ko": "맥박", "en": "Pulse"},
            (("/min", "/min"),),
            (20, 250),
            (50, 100),
        ),
        Vital(
            "systolic",
            "8480-6",
            {"ko": "수축기 혈압", "en": "Systolic blood pressure"},
            (("mm[Hg]", "mmHg"),),
            (40, 300),
            (90, 140),
        ),
        Vital(
            "diastolic",
            "8462-4",
            {"ko": "이완기 혈압", "en": "Diastolic blood pressure"},
            (("mm[Hg]", "mmHg"),),
            (20, 200),
            (60, 90),
        ),
        Vital(
            "saturation",
            "59408-5",
            {"ko": "산소포화도", "en": "Oxygen saturation"},
            (("%", "%"),),
            (40, 100),
            (95, 100),
        ),
        Vital(
            "breathing",
            "9279-1",
            {"ko": "호흡수", "en": "Respiratory rate"},
            (("/min", "/min"),),
            (4, 80),
            (12, 20),
        ),
        Vital(
            "glucose",
            "2339-0",
            {"ko": "혈당", "en": "Blood glucose"},
            (("mg/dL", "mg/dL"), ("mmol/L", "mmol/L")),
            (10, 1000),
            (70, 180),
            (("mmol/L", MG_DL_A_MMOL_L),),
        ),
        Vital("weight", "29463-7", {"ko": "체중", "en": "Weight"}, (("kg", "kg"),), (0.5, 350)),
        Vital("height", "8302-2", {"ko": "신장", "en": "Height"}, (("cm", "cm"),), (25, 250)),
    )
}


def in_first_unit(vital: Vital, value: Decimal, unit: str) -> Decimal:
    """The value in the vital's first unit; ValueError for a unit that isn't of this vital."""
    factors = {vital.units[0][0]: Decimal(1), **dict(vital.factors)}
    if unit not in factors:
        msg = f"{vital.id} is not measured in {unit}"
        raise ValueError(msg)
    return value * factors[unit]


def against_vital(vital: Vital, value: Decimal, unit: str) -> Refusal | None:
    """Why a value can't be one of a living person: nearly always a slip of the keys."""
    low, high = vital.possible
    if Decimal(str(low)) <= in_first_unit(vital, value, unit) <= Decimal(str(high)):
        return None
    facts = {"name": vital.name, "value": f"{value} {unit}"}
    return Refusal("infirmary.vital", facts)


def is_usual(vital: Vital, value: Decimal, unit: str) -> bool:
    """Whether the value lies within what is usual for an adult at rest."""
    if vital.usual is None:
        return True
    low, high = vital.usual
    return Decimal(str(low)) <= in_first_unit(vital, value, unit) <= Decimal(str(high))


# ------------------------------------------------------------------------------------- drugs

KNOWN: Mapping[str, str] = {
    "insulin": "A10A",
    "인슐린": "A10A",
    "metformin": "A10BA02",
    "메트포르민": "A10BA02",
    "penicillin": "J01C",
    "페니실린": "J01C",
    "amoxicillin": "J01CA04",
    "아목시실린": "J01CA04",
    "ampicillin": "J01CA01",
    "암피실린": "J01CA01",
    "cephalosporin": "J01D",
    "세팔로스포린": "J01D",
    "cefaclor": "J01DC04",
    "세파클러": "J01DC04",
    "sulfonamide": "J01E",
    "설폰아미드": "J01E",
    "sulfamethoxazole": "J01EC01",
    "설파메톡사졸": "J01EC01",
    "isoniazid": "J04AC01",
    "이소니아지드": "J04AC01",
    "rifampicin": "J04AB02",
    "리팜피신": "J04AB02",
    "aspirin": "N02BA01",
    "아스피린": "N02BA01",
    "paracetamol": "N02BE01",
    "acetaminophen": "N02BE01",
    "아세트아미노펜": "N02BE01",
    "nsaid": "M01A",
    "소염진통제": "M01A",
    "ibuprofen": "M01AE01",
    "이부프로펜": "M01AE01",
    "naproxen": "M01AE02",
    "나프록센": "M01AE02",
    "diclofenac": "M01AB05",
    "디클로페낙": "M01AB05",
    "amlodipine": "C08CA01",
    "암로디핀": "C08CA01",
    "salbutamol": "R03AC02",
    "살부타몰": "R03AC02",
}
"""Names that a clinician types, and what the WHO calls them: a help, never a complete list."""


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug or a substance as it was written, with its ATC code where somebody gave one."""

    text: str
    atc: str = ""

    @property
    def code(self) -> str:
        """The ATC code given, or that of a well-known name in the text; else ''."""
        found = (KNOWN[word] for word in WORDS.findall(self.text.casefold()) if word in KNOWN)
        return self.atc.strip().upper() or next(found, "")

    @property
    def substance(self) -> str:
        """The first word: the substance or brand, without strength and form."""
        words = WORDS.findall(self.text.casefold())
        return words[0] if words else ""


def allergy_warnings(drug: Drug, allergies: Iterable[Drug]) -> list[str]:
    """The allergies that speak against a drug: the same name, or the same group of drugs."""
    return [known.text for known in allergies if _crosses(drug, known)]


def duplicate_warnings(drug: Drug, active: Iterable[Drug]) -> list[str]:
    """The active medicines that are the same substance under any name."""
    return [taken.text for taken in active if is_same(drug, taken)]


def is_same(one: Drug, other: Drug) -> bool:
    """Whether two drugs are one substance, by code where both have one, else by name."""
    if one.substance and one.substance == other.substance:
        return True
    return bool(one.code and other.code) and one.code[:SUBSTANCE] == other.code[:SUBSTANCE]


def _crosses(drug: Drug, allergy: Drug) -> bool:
    words = set(WORDS.findall(drug.text.casefold()))
    if allergy.substance and allergy.substance in words:
        return True
    return bool(drug.code and allergy.code) and drug.code[:GROUP] == allergy.code[:GROUP]


# --------------------------------------------------------------------------------- the round


@dataclass(frozen=True, slots=True)
class Plan:
    """When a medicine is taken: times of day ("08:00"), from and until aware moments.

    Without times it is taken when needed.
    """

    times: tuple[str, ...]
    start: datetime
    until: datetime | None = None


def read_times(typed: str) -> tuple[str, ...] | None:
    """Times of day as typed ("8:00, 2000") in order and once each; None when one is no time."""
    matches = [TIME.fullmatch(part) for part in TIMES.split(typed.strip()) if part]
    if not all(matches):
        return None
    return tuple(sorted({f"{int(match[1]):02}:{match[2]}" for match in matches if match}))


def due_times(plan: Plan, day: date, zone: tzinfo) -> list[datetime]:
    """The moments of a day at which a dose is due, in order."""
    # through UTC, so that a time skipped in spring becomes the real one after it
    moments = {
        datetime.combine(day, time.fromisoformat(said), zone).astimezone(UTC).astimezone(zone)
        for said in plan.times
    }
    return sorted(
        moment
        for moment in moments
        if moment >= plan.start and (plan.until is None or moment < plan.until)
    )


def doses_between(plan: Plan, low: datetime, high: datetime, zone: tzinfo) -> list[datetime]:
    """The moments from `low` to `high`, both included, at which a dose is due."""
    first, last = low.astimezone(zone).date(), high.astimezone(zone).date()
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [at for day in days for at in due_times(plan, day, zone) if low <= at <= high]


def round_of(now: datetime) -> tuple[datetime, datetime]:
    """The span of planned times that a round at this moment is about."""
    return now - ROUND_LOOKS_BACK, now + ROUND_OPENS


def is_late(planned_at: datetime, now: datetime) -> bool:
    """Whether a dose that isn't recorded yet should have been."""
    return now - planned_at > LATE_AFTER
