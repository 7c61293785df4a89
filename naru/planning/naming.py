"""What things of a plan are called in the page's language: stages, staff, rooms, profiles."""

from datetime import date
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.engine.plan import Plan, Resource
from naru.engine.shifts import WEEK
from naru.ground.staff.queries import duty_name
from naru.outlook import scenarios as outlook
from naru.planning.settings import TWO_DAYS, TWO_HOURS, shipped

ROOMS = {"beds": gettext_lazy("Beds"), "isolation": gettext_lazy("Isolation places")}
DUTIES = frozenset(Duty)
UNITS = {
    "people": "",
    "places": "",
    "min": gettext_lazy("minutes"),
    "h": gettext_lazy("hours"),
    "d": gettext_lazy("days"),
    "times": "",
    "day": gettext_lazy("day of the plan"),
}
SHIFT_NAMES = {
    "weekdays": gettext_lazy("Weekdays 9–18"),
    "long": gettext_lazy("Weekdays 8–20"),
    "saturdays": gettext_lazy("Monday to Saturday 9–18"),
    "daily": gettext_lazy("Every day 9–18"),
    "evenings": gettext_lazy("Every day 8–22"),
    "always": gettext_lazy("Around the clock"),
}
MILLION, TENTH = 1_000_000, 0.1


def lang() -> str:
    """The language of the page, ko or en."""
    return "en" if (get_language() or "ko").startswith("en") else "ko"


def profile_name(profile: str) -> str:
    """A profile's name."""
    found = shipped(profile).profile
    return found.name[lang()] if found else profile


def label(profile: str) -> str:
    """Where the figures of a plan come from."""
    said = shipped(profile).label
    return _("Stated defaults, measured nowhere") if said.startswith("stated defaults") else said


def resource(name: str) -> str:
    """Staff by their duty, rooms by their kind."""
    if name in ROOMS:
        return str(ROOMS[name])
    return duty_name(Duty(name), lang()) if name in DUTIES else name


def heading(name: str) -> str:
    """The same where it stands alone."""
    said = resource(name)
    return said[:1].upper() + said[1:]


def stage(plan: Plan, name: str) -> str:
    """A stage by the profile's name, or what the plan itself calls it."""
    profile = plan.profile
    if profile and name in profile.stages:
        return profile.stages[name].name[lang()]
    return {"bed": _("Waiting for a bed"), "stay": _("Living in the house")}.get(name, name)


def limit(plan: Plan, name: str) -> str:
    """A limit by the name of its clock."""
    profile = plan.profile
    clock = next(one.clock for one in plan.limits if one.id == name)
    return profile.clocks[clock].name[lang()] if profile and clock else name


def outlook_name(name: str) -> str:
    """A scenario of the outlook."""
    return outlook.load(name).name[lang()]


def day(value: date) -> str:
    """A day as people write it, with its year only where it isn't this or the next one."""
    return date_format(value, _("j F Y"))


def number(value: float, digits: int = 0) -> str:
    """A number with its thousands grouped, as Korean and English write it alike."""
    return f"{value:,.{digits}f}"


def share(value: float) -> str:
    """A share as a percentage."""
    said = number(100 * value, 0 if value >= TENTH or value == 0 else 1)
    return f"{said}%" if lang() == "ko" else f"{said} %"


def span(days: float, like: float | None = None) -> str:
    """A length of time in the unit that fits it (or that fits `like`)."""
    size = days if like is None else like
    if size < TWO_HOURS:
        return _("%(n)s minutes") % {"n": number(days * 1440)}
    if size < TWO_DAYS:
        return _("%(n)s hours") % {"n": number(days * 24, 1)}
    return _("%(n)s days") % {"n": number(days, 1)}


def money(profile: str, amount: float) -> str:
    """A stated cost: won where the plan is Korea's, euros in the others that ship."""
    if profile != "kr":
        return _("%(amount)s euros") % {"amount": number(amount)}
    if lang() == "ko":
        return _won(round(amount / 10_000))
    return _("%(amount)s million won") % {"amount": number(amount / MILLION, 1)}


def _won(man: int) -> str:
    """Ten thousands of won as they are written: 2억 8,090만 원."""
    large, small = divmod(man, 10_000)
    parts = [f"{number(large)}억"] * bool(large) + [f"{number(small)}만"] * bool(small or not large)
    return f"{' '.join(parts)} 원"


def more(name: str, count: int) -> str:
    """So many more of something: "3 more interviewers"."""
    if name in ROOMS:
        return ngettext("%(n)s more bed", "%(n)s more beds", count) % {"n": number(count)}
    who = resource(name)
    if lang() == "en" and count > 1:
        who = f"{who[:-1]}ies" if who.endswith("y") else f"{who}s"
    return _("%(n)s more %(who)s") % {"n": number(count), "who": who}


def shifts(one: Resource) -> str:
    """The shifts of a resource as the plan states them."""
    if not one.shifts:
        return str(SHIFT_NAMES["always"])
    return " · ".join(_shift(shift) for shift in one.shifts)


def _shift(one: Any) -> str:
    names = _days()
    first, last = names[one.days[0]], names[one.days[-1]]
    days = first if len(one.days) == 1 else f"{first}–{last}"
    hours = f"{_hour(one.opens)}–{_hour(one.closes)}"
    people = f" ({one.servers})" if one.servers is not None else ""
    return f"{days} {hours}{people}"


def _hour(of_day: float) -> str:
    minutes = round(of_day * 1440)
    return f"{minutes // 60}" if minutes % 60 == 0 else f"{minutes // 60}:{minutes % 60:02d}"


def _days() -> tuple[str, ...]:
    return _in(lang())


@cache
def _in(code: str) -> tuple[str, ...]:
    return tuple("월화수목금토일") if code == "ko" else tuple(day.title() for day in WEEK)
