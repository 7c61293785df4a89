"""Fields of a form: plain questions, and the ones made of several boxes."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from naru.kit import text
from naru.kit.compound import (
    MoneyField,
    OrUnknown,
    PartialDateField,
    QuantityField,
    SignatureField,
)
from naru.kit.languages import LANGUAGES
from naru.kit.uploads import ScannerAwayError, has_scanner, malware
from naru.kit.widgets import UNKNOWN, Choices, TypeAhead

__all__ = [
    "UNKNOWN",
    "ChoiceField",
    "CodeField",
    "ConfirmField",
    "DateField",
    "DateTimeField",
    "DecimalField",
    "FileField",
    "IntegerField",
    "LanguageChoice",
    "LongTextField",
    "MoneyField",
    "MultiChoiceField",
    "MultiLanguageChoice",
    "OrUnknown",
    "PartialDateField",
    "PasswordField",
    "PhotoField",
    "QuantityField",
    "SignatureField",
    "TextField",
    "YesNoUnknown",
]

RADIOS_UP_TO = 7
FILE_BYTES = 10 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Clocks and time zones reckon from a date, and end where the calendar does."""


class TextField(forms.CharField):
    """One line of text, at most `max_length` characters; `width` is the size of the box."""

    def __init__(self, *, max_length: int = 200, width: int | None = None, **kw: Any) -> None:
        kw.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=max_length, **kw)
        if width:
            self.widget.attrs["data-width"] = str(width)

    def to_python(self, value: Any) -> str:
        return text.one_line(super().to_python(value) or "")


class LongTextField(forms.CharField):
    """Several lines of text, at most `max_length` characters."""

    def __init__(self, *, max_length: int = 10_000, rows: int = 5, **kw: Any) -> None:
        kw.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kw)


class IntegerField(forms.IntegerField):
    """A whole number, typed with digits of any width."""

    widget = forms.TextInput

    def __init__(self, *, width: int = 5, **kw: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "data-width": str(width)}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kw)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(text.plain_number(value))


class DecimalField(forms.DecimalField):
    """A decimal number; thousands may be grouped with commas."""

    widget = forms.TextInput

    def __init__(self, *, width: int = 10, **kw: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "data-width": str(width)}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kw)

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(text.plain_number(value))


class ChoiceField(forms.ChoiceField):
    """One of a few answers as radio buttons, one of many as a list; 'unknown' on request."""

    def __init__(self, *, choices: Any = (), unknown: bool = False, **kw: Any) -> None:
        offered = choices() if callable(choices) else list(choices)
        if unknown:
            offered = [*offered, (UNKNOWN, _("Unknown"))]
        if "widget" not in kw and len(offered) <= RADIOS_UP_TO:
            kw["widget"] = forms.RadioSelect
        elif "widget" not in kw and not any(key == "" for key, _label in offered):
            offered = [("", _("Choose")), *offered]
        super().__init__(choices=offered, **kw)


class MultiChoiceField(forms.MultipleChoiceField):
    """Any number of answers as check boxes."""

    widget = forms.CheckboxSelectMultiple


class YesNoUnknown(ChoiceField):
    """Yes, no or unknown; cleans to 'yes', 'no' or 'unknown' (or '' when left out)."""

    def __init__(self, *, unknown: bool = True, **kw: Any) -> None:
        widget = forms.RadioSelect(attrs={"data-inline": "yes"})
        super().__init__(
            choices=[("yes", _("Yes")), ("no", _("No"))], unknown=unknown, widget=widget, **kw
        )


class ConfirmField(forms.BooleanField):
    """One box to tick; must be ticked unless `required=False`."""


class DateField(forms.DateField):
    """A whole date in the Gregorian calendar."""

    formats = ["%Y-%m-%d", "%Y. %m. %d.", "%Y.%m.%d.", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d"]

    def __init__(self, **kw: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "10"})
        super().__init__(**{"widget": widget, "input_formats": self.formats, **kw})

    def validate(self, value: date | None) -> None:
        """Refuse a year that nobody can have meant."""
        super().validate(value)
        _check_year(value)


class DateTimeField(forms.DateTimeField):
    """A moment in the centre's time zone; cleans to an aware datetime.

    With `past=True` a moment after now is an error.
    """

    formats = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y. %m. %d. %H:%M",
        "%Y.%m.%d %H:%M",
        "%Y/%m/%d %H:%M",
    ]

    def __init__(self, *, past: bool = False, **kw: Any) -> None:
        attrs = {"type": "datetime-local", "data-width": "20"}
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=attrs)
        super().__init__(**{"widget": widget, "input_formats": self.formats, **kw})
        self.past = past

    def validate(self, value: datetime | None) -> None:
        """Refuse a year that nobody can have meant."""
        super().validate(value)
        _check_year(value)

    def clean(self, value: Any) -> datetime | None:
        """The moment, aware; ValidationError when it lies ahead and must not."""
        moment = super().clean(value)
        if self.past and moment is not None and moment > timezone.now():
            raise ValidationError(
                _("This moment is still ahead. Enter when it happened."), code="ahead"
            )
        return moment


def _check_year(value: date | None) -> None:
    if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(
            _("Check the year: it must lie between %(first)s and %(last)s."),
            code="year",
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


class CodeField(forms.CharField):
    """A code of a list, typed as code or as name with suggestions; cleans to the code.

    `choices` are pairs of code and name, or a function that gives them.
    """

    def __init__(self, *, choices: Choices | Callable[[], Choices] = (), **kw: Any) -> None:
        super().__init__(max_length=200, **{"widget": TypeAhead(), **kw})
        self.offered = choices

    def choices(self) -> Choices:
        """The pairs of code and name as they are now."""
        return self.offered() if callable(self.offered) else self.offered

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """The field on a page, its list filled in."""
        self.widget.choices = list(self.choices())
        return super().get_bound_field(form, field_name)

    def _meant(self, typed: str) -> str:
        for code, label in self.choices():
            names = (str(code), str(label), f"{code} – {label}")
            if typed in {name.casefold() for name in names}:
                return str(code)
        return ""

    def clean(self, value: Any) -> str:
        """The code that was typed or chosen; ValidationError when the list holds none such."""
        typed = text.one_line(super().clean(value) or "")
        if not typed:
            return ""
        for lang in dict.fromkeys((translation.get_language() or "ko", "ko", "en")):
            with translation.override(lang):  # a draft may have been typed in the other one
                found = self._meant(typed.casefold())
            if found:
                return found
        raise ValidationError(
            _("“%(typed)s” is not in the list. Type a few letters and choose a line."),
            code="unlisted",
            params={"typed": typed},
        )


class FileField(forms.FileField):
    """A file of at most `max_bytes`; `accept` names the types a browser offers."""

    def __init__(self, *, max_bytes: int = FILE_BYTES, accept: str = "", **kw: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": accept} if accept else {}), **kw)
        self.max_bytes = max_bytes

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload; ValidationError when it is too large, or known to be harmful."""
        upload = super().clean(data, initial)
        if upload and upload.size > self.max_bytes:
            raise ValidationError(
                _("The file is larger than %(limit)s MB. Choose a smaller one."),
                code="size",
                params={"limit": self.max_bytes // (1024 * 1024)},
            )
        if upload and has_scanner():  # else nobody needs to read it here
            self._scan(upload)
        return upload

    def _scan(self, upload: Any) -> None:
        try:
            found = malware(upload.read())
        except ScannerAwayError as error:
            raise ValidationError(
                _("The virus scanner doesn’t answer, so no file is taken. Tell the administrator."),
                code="unscanned",
            ) from error
        upload.seek(0)
        if found:
            raise ValidationError(
                _("The virus scanner refuses this file (%(found)s). Don’t open it; ask again."),
                code="malware",
                params={"found": found},
            )


class PhotoField(FileField):
    """A photo from camera or disk; the action makes it safe with `naru.kit.images`."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(**{"accept": "image/jpeg,image/png,image/webp", **kw})


class PasswordField(forms.CharField):
    """A secret, kept exactly as typed; `new=True` for one that is being chosen."""

    def __init__(self, *, new: bool = False, **kw: Any) -> None:
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        widget = forms.PasswordInput(attrs=attrs)
        super().__init__(strip=False, max_length=256, widget=widget, **kw)


class LanguageChoice(CodeField):
    """One language by its code (BCP 47) or name, in its own words too."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(choices=LANGUAGES, **{"widget": TypeAhead(with_code=False), **kw})


class MultiLanguageChoice(MultiChoiceField):
    """The languages that someone speaks."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(choices=LANGUAGES, **kw)
