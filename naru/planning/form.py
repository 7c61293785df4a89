"""The planner's form: every setting of a profile, and beside it the same for a second scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from naru.engine.checking import MOST_PEOPLE as MOST_OF_ENGINE
from naru.planning import naming
from naru.planning.scenario import (
    MOST_PEOPLE,
    OTHER,
    Changes,
    Scenario,
    Value,
    only_changed,
    people,
    plan_of,
)
from naru.planning.settings import (
    LENGTHS,
    PROFILES,
    SHIFTS,
    Setting,
    main_limit,
    settings_of,
    shipped,
)

PARTS = ("arrivals", "rooms", "staff", "limit", "durations")
BESIDE, USUAL = "beside", "usual"
PASSED = {"more", BESIDE, "on"}
"""Keys of the address that aren't part of a scenario."""
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class Row:
    """One setting in the form: its field, that of the second scenario, and what stands beside."""

    setting: Setting
    first: BoundField
    second: BoundField | None
    unit: str
    shift: "Row | None" = None
    shifts: str = ""


class PlannerForm(forms.Form):
    """Bound to an address. `scenario` is what it says once it is valid."""

    use_required_attribute = False

    def __init__(self, said: QueryDict, profile: str, starts: Mapping[str, str], today: date):
        super().__init__(data=_with_defaults(said, profile, starts), label_suffix="")
        self.profile, self.today = profile, today
        self.unknown = [key for key in said if key not in _keys(profile)]
        self.beside = BESIDE in said or any(key.startswith(OTHER) for key in said if said[key])
        self.scenario: Scenario | None = None
        self.fields |= _basics(starts)
        for key, setting in settings_of(profile).items():
            label = _label(profile, setting)
            self.fields[key] = _field(setting, label)
            if self.beside:
                beside = _("%(what)s (second scenario)") % {"what": label}
                self.fields[OTHER + key] = _field(setting, beside, other=True)

    def clean(self) -> dict[str, Any]:
        """The scenario, unless something in it can't be."""
        cleaned: dict[str, Any] = super().clean() or {}
        for key in self.unknown[:5]:
            self.add_error(
                None,
                _("“%(key)s” is nothing that this planner knows: take it out of the address.")
                % {"key": key[:40]},
            )
        if not self.errors:
            self.scenario = self._scenario(cleaned)
            for one in filter(None, (self.scenario, self.scenario.second)):
                self._check(one)
        return cleaned

    def _scenario(self, cleaned: Mapping[str, Any]) -> Scenario:
        values, others = {}, {}
        for key, setting in settings_of(self.profile).items():
            values[key] = _value(setting, cleaned.get(key))
            if cleaned.get(OTHER + key) not in {None, ""}:
                others[key] = _value(setting, cleaned[OTHER + key])
        differing = {key: value for key, value in others.items() if value != values[key]}
        begins = cleaned.get("begins")
        return Scenario(
            self.profile,
            cleaned["from"],
            int(cleaned["days"]),
            begins if begins != self.today else None,
            only_changed(self.profile, values),
            tuple(differing.items()) if self.beside else None,
        )

    def _check(self, scenario: Scenario) -> None:
        """Refuse what would never come to an end."""
        plan = plan_of(scenario, self.today)
        heads = people(plan)
        if heads > min(MOST_PEOPLE, MOST_OF_ENGINE):
            said = _(
                "%(people)s people would come in this time; this page reckons with at most "
                "%(most)s. Plan a shorter time, or fewer arrivals."
            )
            self.add_error(
                "arrivals",
                said % {"people": naming.number(heads), "most": naming.number(MOST_PEOPLE)},
            )
        if heads <= 0:
            self.add_error("arrivals", _("Nobody would come: give a number above 0, or a surge."))

    def basics(self) -> list[BoundField]:
        """The questions on top: start, length, first day."""
        return [self[name] for name in ("from", "days", "begins")]

    def parts(self) -> list[tuple[str, list[Row]]]:
        """The rows of each part of the form; a shift stands in the row of its staff."""
        found: dict[str, list[Row]] = {part: [] for part in PARTS}
        for key, setting in settings_of(self.profile).items():
            if not key.endswith(".shift"):
                found[setting.part].append(self._row(key, setting))
        return [(part, rows) for part, rows in found.items() if rows]

    def _row(self, key: str, setting: Setting) -> Row:
        plan = shipped(self.profile)
        shift, said = None, ""
        if setting.part == "staff" and not setting.choices:
            shift = self._row(f"{key}.shift", settings_of(self.profile)[f"{key}.shift"])
            said = naming.shifts(plan.resources[plan.resource(key)])
        second = self[OTHER + key] if self.beside else None
        return Row(setting, self[key], second, str(naming.UNITS.get(setting.unit, "")), shift, said)


def profile_in(said: QueryDict, usual: str) -> str:
    """The profile that an address names; the centre's own where it names none that ships."""
    wanted = said.get("profile", usual)
    return wanted if wanted in PROFILES else usual


def _keys(profile: str) -> set[str]:
    keys = set(settings_of(profile))
    own = {"profile", "from", "days", "begins"} | PASSED
    return own | keys | {OTHER + key for key in keys}


def _with_defaults(said: QueryDict, profile: str, starts: Mapping[str, str]) -> QueryDict:
    """What the address says, and the defaults for what it leaves out."""
    full = said.copy()
    usual: dict[str, Value] = {key: one.default for key, one in settings_of(profile).items()}
    usual |= {"profile": profile, "from": next(iter(starts)), "days": 365}
    for key, value in usual.items():
        if not full.get(key, "").strip():
            full[key] = f"{value:.12g}" if isinstance(value, float) else str(value)
    return full


def _basics(starts: Mapping[str, str]) -> dict[str, forms.Field]:
    wrong = {"invalid_choice": _("Choose one of the lines.")}
    return {
        "profile": forms.ChoiceField(
            label=_("Kind of centre"),
            choices=[(one, naming.profile_name(one)) for one in PROFILES],
            error_messages=wrong,
        ),
        "from": forms.ChoiceField(
            label=_("Starts"), choices=list(starts.items()), error_messages=wrong
        ),
        "days": forms.ChoiceField(
            label=_("How far ahead"),
            choices=[(days, _length(days)) for days in LENGTHS],
            error_messages=wrong,
        ),
        "begins": forms.DateField(
            label=_("First day"),
            required=False,
            widget=forms.DateInput({"type": "date", "class": "govuk-input"}, format="%Y-%m-%d"),
            validators=[
                MinValueValidator(EARLIEST, _("The first day must lie after the year 2000.")),
                MaxValueValidator(LATEST, _("The first day must lie before the year 2100.")),
            ],
            error_messages={"invalid": _("Write the first day as 2027-05-14.")},
        ),
    }


def _length(days: int) -> str:
    return {
        56: _("8 weeks"),
        182: _("6 months"),
        365: _("1 year"),
        730: _("2 years"),
    }[days]


def _field(setting: Setting, label: str, *, other: bool = False) -> forms.Field:
    if setting.choices:
        choices = _choices(setting)
        if other:
            choices = [("", _("As in the first")), (USUAL, choices[0][1]), *choices[1:]]
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=choices,
            error_messages={"invalid_choice": _("Choose one of the lines.")},
        )
    said = _("Write a number from %(least)s to %(most)s.") % {
        "least": naming.number(setting.least, 1 if setting.least % 1 else 0),
        "most": naming.number(setting.most),
    }
    kind = forms.IntegerField if setting.whole else forms.FloatField
    return kind(
        label=label,
        required=False,
        validators=[MinValueValidator(setting.least, said), MaxValueValidator(setting.most, said)],
        error_messages={"invalid": said},
        widget=forms.NumberInput(
            {
                "class": "govuk-input plan-number",
                "step": "any",
                "data-least": f"{setting.least:g}",
                "data-most": f"{setting.most:g}",
                "data-step": f"{setting.step:g}",
                "data-usual": f"{setting.default:g}",
            }
        ),
    )


def _choices(setting: Setting) -> list[tuple[str, str]]:
    if setting.key == "outlook":
        named = [(one, naming.outlook_name(one)) for one in setting.choices]
        return [("", _("As above")), *named]
    if setting.key == "season":
        return [("", _("By season, as in the plan")), ("flat", _("The same all year"))]
    return [("", _("As in the plan")), *((one, str(naming.SHIFT_NAMES[one])) for one in SHIFTS)]


def _label(profile: str, setting: Setting) -> str:
    plan = shipped(profile)
    if setting.part == "arrivals":
        return _arrival_labels()[setting.key]
    if setting.part == "durations":
        return naming.stage(plan, setting.key)
    if setting.part == "limit":
        return naming.limit(plan, main_limit(plan).id)
    name, _dot, shift = setting.key.partition(".")
    said = naming.heading(name)
    return _("%(who)s: shifts") % {"who": said} if shift else said


def _arrival_labels() -> dict[str, str]:
    return {
        "arrivals": _("Arrivals a day"),
        "times": _("Times as many"),
        "outlook": _("A scenario of the outlook"),
        "season": _("Over the year"),
        "surge": _("People at once"),
        "surge_on": _("On which day"),
        "surge_over": _("Spread over"),
    }


def told(profile: str, changes: Changes) -> list[str]:
    """What differs from the shipped plan, in words: "Times as many: 3"."""
    return [_told(profile, settings_of(profile)[key], value) for key, value in changes]


def _told(profile: str, setting: Setting, value: Value) -> str:
    label = _label(profile, setting)
    if setting.choices:
        named = {str(key): str(name) for key, name in _choices(setting)}
        return f"{label}: {named.get(str(value), value)}"
    number = naming.number(float(value), 0 if float(value).is_integer() else 2)
    return f"{label}: {number} {naming.UNITS.get(setting.unit, '')}".strip()


def _value(setting: Setting, cleaned: Any) -> Value:
    if setting.choices:
        return "" if cleaned == USUAL else str(cleaned or "")
    return setting.default if cleaned is None else float(cleaned)
