"""Recording another outcome on an order."""

from typing import Any

from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import performs
from naru.kit.fields import ChoiceField, DateField, TextField
from naru.kit.forms import KitForm
from naru.rooms.ruling import actions, words


class OutcomeForm(KitForm):
    """The outcome and the order on which it rests."""

    outcome = ChoiceField(label=_("Outcome"), widget=Select)
    authority = TextField(label=_("Court or authority"))
    order_number = TextField(label=_("Number of the document"), max_length=80)
    ordered_on = DateField(label=_("Date of the document"))
    typed = TextField(
        label=_("Type the person’s number to confirm"),
        help_text=_("An outcome can’t be taken back."),
        width=10,
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["outcome"].choices = [("", _("Choose")), *words.outcomes()]


@performs("record_outcome")
def record_outcome(request: HttpRequest, number: str) -> HttpResponse:
    form = OutcomeForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        keys = ("outcome", "authority", "order_number", "ordered_on", "typed")
        wanted = {key: said[key] for key in keys}
        return actions.record_outcome(by=request.user, number=number, once=said["once"], **wanted)

    return run_step(request, number, "record_outcome", form, act, warning=True)
