"""A date typed into boxes, as far as it is known and in the calendar in which it was said."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

GREGORIAN, LUNAR, JUCHE = "gregorian", "lunar", "juche"
FIRST_YEAR = 1850
JUCHE_OFFSET = 1911
LUNAR_DAYS = 30
MONTHS = 12
DIGITS = 4


def partial_date(
    year: str, month: str, day: str, calendar: str, *, unknown: bool = False
) -> dict[str, str | None]:
    """What was typed as `{"value", "precision", "calendar"}`; ValidationError says what is wrong.

    Juche year 1 is 1912 (the calendar's definition); lunar months have up to 30 days.
    """
    if unknown:
        if year or month or day:
            raise ValidationError(
                _("A date was entered and “Unknown” ticked. Keep one of them."), code="both"
            )
        return {"value": None, "precision": "unknown", "calendar": calendar}
    if not year or (day and not month):
        raise ValidationError(
            _("Enter the year; a day also needs its month. Leave out what is not known."),
            code="order",
        )
    numbers = [_number(part) for part in (year, month, day) if part]
    _check(numbers, calendar)
    value = "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])])
    precision = ("year", "month", "day")[len(numbers) - 1]
    return {"value": value, "precision": precision, "calendar": calendar}


def _number(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > DIGITS:
        raise ValidationError(_("Enter year, month and day as numbers."), code="invalid")
    return int(typed)


def _check(numbers: list[int], calendar: str) -> None:
    year, month, day = [*numbers, 1, 1][:3]
    common = year + JUCHE_OFFSET if calendar == JUCHE else year
    latest = date.today().year + 1  # noqa: DTZ011 - a rough bound; the zone does not matter
    if not FIRST_YEAR <= common <= latest or (calendar == JUCHE and year < 1):
        raise ValidationError(_("Check the year and the calendar."), code="year")
    if not 1 <= month <= MONTHS:
        raise ValidationError(_("The month is a number from 1 to 12."), code="month")
    if calendar == LUNAR:
        real = 1 <= day <= LUNAR_DAYS
    else:
        try:
            real = bool(date(common, month, day))
        except ValueError:
            real = False
    if not real:
        raise ValidationError(_("That day does not exist in that month."), code="day")
