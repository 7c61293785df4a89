"""Fields made of several boxes: partial dates, money, quantities, signatures, 'or unknown'."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.kit import text
from naru.kit.currencies import DIGITS, USUAL
from naru.kit.partial_dates import GREGORIAN, partial_date
from naru.kit.widgets import UNKNOWN, Boxes, Measure, Only, SignaturePad, WithUnknown

SIGNATURE_BYTES = 100 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
PNG_URL = "data:image/png;base64,"
BIGGEST_AMOUNT = Decimal(10) ** 12


class _Compound(forms.MultiValueField):
    """A field whose `clean` reads all boxes at once, so that nothing is compressed."""

    def __init__(self, **given: Any) -> None:
        super().__init__(require_all_fields=False, **given)

    def compress(self, data_list: Sequence[Any]) -> Sequence[Any]:
        """The boxes as they are; only Django's change detection asks."""
        return data_list

    def missing(self) -> None:
        """None for an empty answer; ValidationError when one must be given."""
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")


class PartialDateField(_Compound):
    """A date of which the day or month may be unknown, in the calendar in which it was said.

    Cleans to `{"value": "1987-03" | None, "precision": "day" | "month" | "year" | "unknown",
    "calendar": "gregorian" | "lunar" | "juche"}`; the year is the one of that calendar.
    """

    calendars = [
        (GREGORIAN, _("Gregorian")),
        ("lunar", _("Lunar")),
        ("juche", _("Juche year")),
    ]

    def __init__(self, *, calendars: Sequence[str] = (), **kw: Any) -> None:
        offered = [pair for pair in self.calendars if not calendars or pair[0] in calendars]
        boxes: dict[str, forms.Widget] = {
            "year": _number_box(4),
            "month": _number_box(2),
            "day": _number_box(2),
            "calendar": _select(offered),
            "unknown": forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
        }
        day = pgettext_lazy("part of a date", "Day")
        titles = [_("Year"), _("Month"), day, _("Calendar"), _("Unknown")]
        parts = [
            *(forms.CharField(required=False, max_length=6) for _box in range(3)),
            forms.ChoiceField(choices=offered, required=False),
            forms.BooleanField(required=False),
        ]
        super().__init__(fields=parts, widget=_PartialDateBoxes(boxes, titles), **kw)

    def clean(self, value: Any) -> dict[str, str | None] | None:
        """The date as a mapping, or None when nothing was entered and nothing must be."""
        boxes = [*(value or []), *[None] * 5][:5]
        year, month, day = (str(text.plain_number(box) or "").strip() for box in boxes[:3])
        unknown = self.fields[4].clean(boxes[4])
        if not (year or month or day or unknown):
            if self.required:
                raise ValidationError(
                    _("Enter what is known of the date, or tick “Unknown”."), code="required"
                )
            return None
        calendar = self.fields[3].clean(boxes[3]) or GREGORIAN
        return partial_date(year, month, day, calendar, unknown=unknown)


class _PartialDateBoxes(Boxes):
    def decompress(self, value: Any) -> list[Any]:
        if not value:
            return [None, None, None, GREGORIAN, False]
        parts = [*(value.get("value") or "").split("-"), "", "", ""][:3]
        numbers = [part.lstrip("0") or None for part in parts]
        return [*numbers, value.get("calendar"), value.get("precision") == UNKNOWN]


class MoneyField(_Compound):
    """An amount and its currency (ISO 4217); cleans to `{"amount": "1500", "currency": "CNY"}`."""

    def __init__(self, *, currency: str = USUAL[0], **kw: Any) -> None:
        codes = [*USUAL, *sorted(set(DIGITS) - set(USUAL))]
        choices = [(code, code) for code in codes]
        boxes = {"amount": _number_box(10, "decimal"), "currency": _select(choices)}
        super().__init__(
            fields=[forms.CharField(max_length=24), forms.ChoiceField(choices=choices)],
            widget=Boxes(boxes, [_("Amount"), _("Currency")], {"currency": currency}),
            **kw,
        )

    def clean(self, value: Any) -> dict[str, str] | None:
        """The money as a mapping of texts; None when left empty and not required."""
        amount, currency = [*(value or []), "", ""][:2]
        if not text.plain_number(amount):
            return self.missing()
        return self._money(str(text.plain_number(amount)), self.fields[1].clean(currency))

    def _money(self, amount: str, currency: str) -> dict[str, str]:
        number = _decimal(amount)
        if number < 0 or number > BIGGEST_AMOUNT:
            raise ValidationError(_("Enter an amount from 0 to 1,000,000,000,000."), code="range")
        if number != round(number, DIGITS[currency]):
            raise ValidationError(
                _("%(currency)s has %(digits)s digits after the point. Shorten the amount.")
                % {"currency": currency, "digits": DIGITS[currency]},
                code="digits",
            )
        return {"amount": str(round(number, DIGITS[currency])), "currency": currency}


class QuantityField(_Compound):
    """A measured value and its unit (UCUM); cleans to `{"value": "37.2", "unit": "Cel"}`.

    `units` are pairs of a UCUM code and how it is written for people; `low` and `high` limit
    the value in the first unit only.
    """

    def __init__(
        self,
        *,
        units: Iterable[tuple[str, Any]],
        low: float | None = None,
        high: float | None = None,
        **kw: Any,
    ) -> None:
        self.units, self.low, self.high = list(units), low, high
        unit = _select(self.units) if len(self.units) > 1 else Only(*self.units[0])
        boxes = {"value": _number_box(5, "decimal"), "unit": unit}
        super().__init__(
            fields=[forms.CharField(max_length=24), forms.ChoiceField(choices=self.units)],
            widget=Measure(boxes, [_("Value"), _("Unit")], {"unit": self.units[0][0]}),
            **kw,
        )

    def clean(self, value: Any) -> dict[str, str] | None:
        """The quantity as a mapping of texts; None when left empty and not required."""
        number, unit = [*(value or []), "", ""][:2]
        if not text.plain_number(number):
            return self.missing()
        said, code = _decimal(str(text.plain_number(number))), self.fields[1].clean(unit)
        if code == self.units[0][0] and self._outside(said):
            raise ValidationError(
                _("Enter a value from %(low)s to %(high)s.") % {"low": self.low, "high": self.high},
                code="range",
            )
        return {"value": format(said, "f"), "unit": code}

    def _outside(self, said: Decimal) -> bool:
        return (self.low is not None and said < Decimal(str(self.low))) or (
            self.high is not None and said > Decimal(str(self.high))
        )


class SignatureField(_Compound):
    """A signature drawn on the pad, or the word that it was given on paper.

    Cleans to `{"image": "data:image/png;base64,..." | "", "on_paper": bool}`.
    """

    def __init__(self, **kw: Any) -> None:
        parts = [forms.CharField(required=False), forms.BooleanField(required=False)]
        super().__init__(fields=parts, widget=SignaturePad(), **kw)

    def clean(self, value: Any) -> dict[str, object] | None:
        """The signature; ValidationError when it is missing, no PNG, or over 100 KB."""
        image, paper = [*(value or []), "", False][:2]
        if image:
            _check_signature(str(image))
        elif not paper and self.required:
            raise ValidationError(
                _("Sign on the pad, or tick that it was signed on paper."), code="required"
            )
        return {"image": image or "", "on_paper": bool(paper)} if image or paper else None


class OrUnknown(_Compound):
    """Any plain field with an 'unknown' box beside it; cleans to its value or to 'unknown'."""

    def __init__(self, inner: forms.Field) -> None:
        self.inner = inner
        super().__init__(
            fields=[inner, forms.BooleanField(required=False)],
            widget=WithUnknown(inner.widget),
            required=inner.required,
            label=inner.label,
            help_text=inner.help_text,
            initial=inner.initial,
        )

    def clean(self, value: Any) -> Any:
        """The inner field's value, or UNKNOWN when that box is ticked."""
        answer, unknown = [*(value or []), None, False][:2]
        return UNKNOWN if unknown else self.inner.clean(answer)


def _number_box(width: int, mode: str = "numeric") -> forms.TextInput:
    attrs = {"inputmode": mode, "autocomplete": "off", "data-width": str(width)}
    return forms.TextInput(attrs={"class": "govuk-input", **attrs})


def _select(choices: Iterable[tuple[str, Any]]) -> forms.Select:
    return forms.Select(choices=choices, attrs={"class": "govuk-select"})


def _decimal(typed: str) -> Decimal:
    try:
        number = Decimal(typed)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValidationError(_("Enter a number."), code="invalid")
    return number


def _check_signature(image: str) -> None:
    try:
        data = base64.b64decode(image.removeprefix(PNG_URL), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not image.startswith(PNG_URL) or not data.startswith(PNG) or len(data) > SIGNATURE_BYTES:
        raise ValidationError(
            _("The signature could not be read. Clear the pad and sign again."), code="signature"
        )
