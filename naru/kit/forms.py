"""The form every page uses: binds itself, carries a once-only key, cleans what was typed."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from naru.kit import text
from naru.kit.fields import LongTextField, TextField

SHORT, LONG = 200, 10_000


@dataclass(frozen=True)
class Draft:
    """What was typed before and kept: the fields, and when."""

    said: QueryDict
    saved_at: datetime


class KitForm(forms.Form):
    """A form bound to its request when that is a POST.

    `cleaned_data` always holds `once` (a key that makes a second press harmless) and, when the
    form was given a `version`, the version of the record that the page showed. Text is composed
    (NFC), freed of invisible characters and limited: 200 characters, 10,000 in a text area.
    """

    use_required_attribute = False
    once = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("This page is damaged. Load it again, then repeat the step.")},
    )
    version = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    heeded = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        request: HttpRequest,
        *,
        initial: Mapping[str, Any] | None = None,
        version: str | int | None = None,
        **given: Any,
    ) -> None:
        bound = request.method == "POST"
        super().__init__(
            data=self._readable(request.POST) if bound else None,
            files=request.FILES if bound else None,
            initial={"once": str(uuid.uuid4()), "version": version, **(initial or {})},
            **{"label_suffix": "", **given},
        )
        self.request = request
        self.draft = self._kept() if not bound else None
        if version is None and not bound:
            del self.fields["version"]
        for field in self.fields.values():
            _limit(field)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What a field starts with: the draft that was kept, or else what the page gives."""
        kept = getattr(self, "draft", None)
        widget = field.widget
        if kept is None or widget.is_hidden or widget.needs_multipart_form:
            return super().get_initial_for_field(field, field_name)
        said = kept.said
        if widget.value_omitted_from_data(said, {}, field_name):
            return super().get_initial_for_field(field, field_name)
        return widget.value_from_datadict(said, {}, field_name)

    def _kept(self) -> "Draft | None":
        """The draft of this address, where the shell keeps drafts (`request.draft`)."""
        kept = getattr(self.request, "draft", None)
        found = kept() if kept else None
        if found is None:
            return None
        said = QueryDict(mutable=True)
        for name, values in found[0].items():
            said.setlist(name, values)
        return Draft(said, found[1])

    def clean_once(self) -> str:
        """The page's key; a caller that sends none gets no protection against itself."""
        return str(self.cleaned_data.get("once") or uuid.uuid4())

    def warn(self, warnings: Mapping[str, str]) -> None:
        """Draw the form again with a warning at each field, unless just these were read before."""
        key = hashlib.sha256(repr(sorted(warnings.items())).encode()).hexdigest()[:32]
        if not warnings or self.cleaned_data.get("heeded") == key:
            return
        self.data = self.data.copy()
        self.data["heeded"] = key
        for name, message in warnings.items():
            self.add_error(name, message)

    @property
    def typed_names(self) -> list[str]:
        """The fields for words of one's own: no choices, no codes, no keys of the page itself."""
        words = (TextField, LongTextField)
        return [name for name, field in self.fields.items() if isinstance(field, words)]

    def title_of(self, name: str) -> str:
        """The label of a field, for messages."""
        return str(self[name].label)

    def _readable(self, posted: QueryDict) -> QueryDict:
        """The posted values, cleaned; a password stays as it was typed."""
        secret = {
            name
            for name, field in self.base_fields.items()
            if isinstance(field.widget, forms.PasswordInput)
        }
        data = posted.copy()
        for name, values in posted.lists():
            if name not in secret:
                data.setlist(name, [text.clean(value) for value in values])
        return data


def _limit(field: forms.Field) -> None:
    """Give a text field its longest length, told by an error and never by cutting the input."""
    if not isinstance(field, forms.CharField) or isinstance(field, forms.UUIDField):
        return
    if field.max_length is None:
        field.max_length = LONG if isinstance(field.widget, forms.Textarea) else SHORT
        field.validators = [
            *field.validators,
            forms.fields.validators.MaxLengthValidator(field.max_length),
        ]
    field.widget.attrs.pop("maxlength", None)
