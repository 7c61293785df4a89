"""The form every page uses: binds itself, carries a once-only key, cleans what was typed."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from naru.kit import text

SHORT, LONG = 200, 10_000


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
        if version is None and not bound:
            del self.fields["version"]
        for field in self.fields.values():
            _limit(field)

    def clean_once(self) -> str:
        """The page's key; a caller that sends none gets no protection against itself."""
        return str(self.cleaned_data.get("once") or uuid.uuid4())

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
    if not isinstance(field, forms.CharField):
        return
    if field.max_length is None:
        field.max_length = LONG if isinstance(field.widget, forms.Textarea) else SHORT
        field.validators = [
            *field.validators,
            forms.fields.validators.MaxLengthValidator(field.max_length),
        ]
    field.widget.attrs.pop("maxlength", None)
