"""The words of a ruling as a form: a decision against somebody leaves none of them out."""

from typing import Any

from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from naru.kit.fields import ChoiceField, IntegerField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.ruling import words
from naru.rooms.ruling.records import Text

LONGEST = 365
NEEDED = ("facts", "reasons", "remedy", "remedy_days")


class TextForm(KitForm):
    """Ground, facts, reasons, remedy and the explanation in the person's language."""

    ground = ChoiceField(label=_("Decision and ground"), widget=Select)
    facts = LongTextField(label=_("Facts"), rows=5, required=False)
    reasons = LongTextField(label=_("Reasons"), rows=5, required=False)
    remedy = LongTextField(
        label=_("Remedy"),
        help_text=_("Where and how the person can object or go to court."),
        rows=3,
        required=False,
    )
    remedy_days = IntegerField(
        label=_("Period of the remedy in days"), min_value=1, max_value=LONGEST, required=False
    )
    explained = LongTextField(
        label=_("The decision in plain words, in the person’s language"), rows=4
    )

    def __init__(self, request: HttpRequest, **known: Any) -> None:
        super().__init__(request, **known)
        self.fields["ground"].choices = [("", _("Choose")), *words.grounds()]

    def clean(self) -> dict[str, Any]:
        """A decision against somebody needs its ground, facts, reasons and remedy."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("ground") and Text(said["ground"]).negative:
            for name in NEEDED:
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("A decision against somebody can’t go without this."))
        return said

    def text(self) -> Text:
        """The words as the action takes them."""
        said = self.cleaned_data
        return Text(
            ground=said["ground"],
            facts=said["facts"],
            reasons=said["reasons"],
            remedy=said["remedy"],
            remedy_days=said["remedy_days"] or 0,
            explained=said["explained"],
        )
