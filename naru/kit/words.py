"""Durations and moments in words, Korean and English, as staff say them."""

from datetime import date, datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naru.domain.daywords import day_said, partial_said

MINUTE, HOUR, DAY = 60, 3600, 86400
HOURS_STOP_AT = 3 * DAY


def duration(span: timedelta) -> str:
    """A length of time in at most two units, rounded down: '3 hours 20 minutes', '2 days'."""
    seconds = abs(int(span.total_seconds()))
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    if seconds < MINUTE:
        return _("less than a minute")
    if days >= HOURS_STOP_AT // DAY:
        return _days(days)
    parts = [_days(days)] if days else []
    if hours:
        parts.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if minutes and not days:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes})
    return " ".join(parts)


def remaining(due: datetime, now: datetime) -> str:
    """How far away a promise is, both aware: '3 hours 20 minutes left', '2 days late'."""
    said = duration(due - now)
    if due > now:
        return _("%(duration)s left") % {"duration": said}
    return _("%(duration)s late") % {"duration": said}


def ago(moment: datetime, now: datetime | None = None) -> str:
    """How long ago (or ahead) an aware moment is: '5 minutes ago', 'in 2 days', 'just now'."""
    span = (now or timezone.now()) - moment
    if abs(span) < timedelta(minutes=1):
        return _("just now")
    if span < timedelta():
        return _("in %(duration)s") % {"duration": duration(span)}
    return _("%(duration)s ago") % {"duration": duration(span)}


def clock_time(moment: datetime) -> str:
    """An aware moment in the centre's time zone, as a day and a 24-hour time."""
    local = timezone.localtime(moment)
    return f"{day(local)} {local:%H:%M}"


def until(due: datetime, now: datetime) -> str:
    """The moment by which a promise is to be kept, its year only when it is another one."""
    local = timezone.localtime(due)
    time = f"{local:%H:%M}"
    if time == "00:00":  # what ends with a day is of that day, as law and staff count it
        local, time = local - timedelta(days=1), "24:00"
    said = day_said(local, _lang(), year=local.year != now.year)
    return _("by %(moment)s") % {"moment": f"{said} {time}"}


def day(moment: date, *, year: bool = True) -> str:
    """A day with its weekday, in the page's language; a moment's day is the centre's."""
    aware = isinstance(moment, datetime) and timezone.is_aware(moment)
    return day_said(timezone.localtime(moment) if aware else moment, _lang(), year=year)


def partial(value: str, calendar: str = "gregorian") -> str:
    """A date as far as it is known, `YYYY[-MM[-DD]]`, in its calendar and the page's language."""
    return partial_said(value, calendar, _lang())


def _lang() -> str:
    return translation.get_language() or "ko"


def _days(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
