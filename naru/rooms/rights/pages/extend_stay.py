"""Record the Council’s decision to lengthen the inquiry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, DateField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions, queries

BODIES = {"council": _("The Council"), "determining_authority": _("The determining authority")}
OTHER = ("other", _("Another body"))


class Form(KitForm):
    """Who decided, under which number, why, and when the person was told."""

    body = ChoiceField(label=_("Who decided?"), choices=[OTHER])
    record = TextField(label=_("Number of the decision"), max_length=60, required=False)
    reasons = LongTextField(label=_("Reasons in the decision"), rows=4, required=False)
    told_on = DateField(label=_("Day on which the person was told in writing"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        lawful = [(body, BODIES.get(body, body)) for body in queries.extending_bodies()]
        self.fields["body"].choices = [*lawful, OTHER]


@duty(
    Duty.DIRECTOR,
    Duty.CASEWORKER,
)
def extend_stay(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.extend_stay(
            by=request.user,
            number=number,
            once=said["once"],
            **{name: said[name] for name in ("body", "record", "reasons", "told_on")},
        )

    return run_step(
        request,
        number,
        "extend_stay",
        form,
        act,
        message=_("The extension is recorded."),
        lead=_(
            "Only a decision of the Council, before the last lawful day, lengthens the inquiry."
        ),
    )
