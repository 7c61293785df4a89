"""The list of needs on a form: a group and an action each, no story."""

from typing import Any

from django import forms

from naru.kit.fields import ChoiceField
from naru.kit.forms import KitForm
from naru.rooms.casework import words

NONE = "none"


class NeedsForm(KitForm):
    """One question a group of needs; the answer is what is done about it."""

    def __init__(self, request: Any, *, known: dict[str, str] | None = None) -> None:
        super().__init__(request)
        for code, name in words.NEEDS:
            self.fields[f"need_{code}"] = ChoiceField(
                label=name,
                choices=words.ACTIONS,
                initial=(known or {}).get(code, NONE),
                widget=forms.Select,  # eleven groups of seven buttons would be six screens long
            )

    def needs(self) -> dict[str, str]:
        """The groups that apply, with their action."""
        answers = {code: self.cleaned_data[f"need_{code}"] for code, _name in words.NEEDS}
        return {code: action for code, action in answers.items() if action != NONE}
