"""Questions that several pages of the infirmary ask."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from naru.domain.infirmary import VITALS, read_times
from naru.kit.fields import ChoiceField, DateTimeField, LongTextField, QuantityField, TextField
from naru.kit.forms import KitForm
from naru.rooms.infirmary import words
from naru.rooms.infirmary.records import Order


class VitalsForm(KitForm):
    """One question for each vital sign; none of them must be answered."""

    def __init__(self, *given: Any, **kw: Any) -> None:
        super().__init__(*given, **kw)
        for name, vital in VITALS.items():
            low, high = vital.possible
            self.fields[name] = QuantityField(
                label=words.name_of(vital.name),
                units=vital.units,
                low=low,
                high=high,
                required=False,
            )
        self.order_fields(self.field_order)


class OrderForm(KitForm):
    """The questions of a prescription."""

    drug = TextField(label=_("Medicine and strength"), max_length=120)
    atc = TextField(label=_("ATC code"), max_length=7, width=10, required=False)
    dose = TextField(label=_("Dose"), max_length=20, width=5)
    unit = TextField(label=_("Unit of the dose"), max_length=20, width=10)
    route = ChoiceField(label=_("How it is taken"), choices=words.ROUTES, initial="oral")
    times = TextField(
        label=_("Times of day"),
        help_text=_("For example 08:00, 20:00. Leave it empty if it is taken when needed."),
        required=False,
    )
    until = DateTimeField(label=_("Prescribed until"), required=False)
    note = LongTextField(label=_("Instructions"), rows=2, required=False)
    despite = LongTextField(
        label=_("Reason, if prescribed despite a warning"), rows=2, required=False
    )

    def clean_times(self) -> tuple[str, ...]:
        """The times in order."""
        times = read_times(self.cleaned_data["times"])
        if times is None:
            raise ValidationError(_("Enter times of day such as 08:00, 20:00."), code="times")
        return times


def order_of(said: Mapping[str, Any]) -> Order:
    """The prescription that a form's answers make."""
    return Order(
        drug=said["drug"],
        dose=said["dose"],
        unit=said["unit"],
        route=said["route"],
        times=said.get("times", ()),
        atc=said["atc"],
        until=said["until"],
        note=said["note"],
    )


def vitals_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """The vital signs that were entered."""
    return {name: said[name] for name in VITALS if said.get(name)}
