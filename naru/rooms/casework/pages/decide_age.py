"""Recording an age decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, IntegerField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, words

OLDEST = 120


class AgeForm(KitForm):
    """The margin, and how it was reached."""

    basis = ChoiceField(label=_("How it was decided"), choices=words.AGE_BASIS)
    lowest = IntegerField(label=_("Lowest age of the margin"), min_value=0, max_value=OLDEST)
    highest = IntegerField(label=_("Highest age of the margin"), min_value=0, max_value=OLDEST)
    tried_before = LongTextField(
        label=_("What was tried before an age board"), rows=2, required=False
    )
    reasons = LongTextField(label=_("Reasons"), rows=4)


@duty(Duty.CASEWORKER)
def decide_age(request: HttpRequest, number: str) -> HttpResponse:
    form = AgeForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        keys = ("basis", "lowest", "highest", "tried_before", "reasons")
        wanted = {key: said[key] for key in keys}
        return actions.decide_age(by=request.user, number=number, once=said["once"], **wanted)

    lead = _("The lowest age of the margin counts. The person may ask for a review.")
    return run_step(request, number, "decide_age", form, act, lead=lead)
