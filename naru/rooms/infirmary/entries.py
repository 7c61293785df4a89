"""Entries of the health record that several verbs make: measurements, allergies, conditions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from naru.domain.infirmary import VITALS, against_vital
from naru.domain.refusals import Refusal
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account
from naru.rooms.infirmary.models import AllergyIntolerance, Condition, Observation
from naru.rooms.infirmary.records import keep

Quantities = Mapping[str, Mapping[str, str]]
"""By vital: the value and its unit, as text."""


def keep_vitals(
    case: CaseRow, by: Account, now: datetime, vitals: Quantities
) -> list[Observation] | Refusal:
    """Keep each measurement, or none if one of them can't be right."""
    for name, said in vitals.items():
        against = against_vital(VITALS[name], Decimal(said["value"]), said["unit"])
        if against:
            return against
    return [
        keep(Observation, case, by, now, {"vital": name, "loinc": VITALS[name].loinc, **said})
        for name, said in vitals.items()
    ]


def keep_allergies(case: CaseRow, by: Account, now: datetime, substances: Iterable[str]) -> None:
    """Keep what somebody names as harming them; the details come later."""
    for substance in substances:
        values = {"substance": substance, "atc": "", "reaction": "", "severity": ""}
        keep(AllergyIntolerance, case, by, now, values)


def keep_conditions(case: CaseRow, by: Account, now: datetime, names: Iterable[str]) -> None:
    """Keep diagnoses by name."""
    for name in names:
        keep(Condition, case, by, now, {"name": name, "code": "", "note": ""})
