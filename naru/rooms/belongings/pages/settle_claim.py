"""Close a claim: the thing was found, or it is made good."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, MoneyField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import offer, one, select
from naru.rooms.belongings.queries import claims

FOUND, PAID = "found", "paid"


class Form(KitForm):
    """How one claim ends."""

    claim = select(_("Claim for a loss"))
    outcome = ChoiceField(
        label=_("What came of it"),
        choices=[(FOUND, _("Found, back in custody")), (PAID, _("Not found, made good"))],
    )
    paid = MoneyField(label=_("Sum paid"), required=False)
    answer = LongTextField(label=_("Answer to the owner"), rows=3)

    def __init__(self, request: HttpRequest, lines: list[claims.ClaimLine]) -> None:
        super().__init__(request)
        offer(self, "claim", [(str(line.id), line.item) for line in lines])


@duty(Duty.DIRECTOR, Duty.PROPERTY_CUSTODIAN)
def settle_claim(request: HttpRequest, number: str) -> HttpResponse:
    lines = claims.open_claims(request.user, number)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.settle_claim(
            by=request.user,
            number=number,
            once=said["once"],
            claim_id=one(said["claim"]),
            found=said["outcome"] == FOUND,
            answer=said["answer"],
            paid=said["paid"] if said["outcome"] == PAID else None,
        )

    return run_step(
        request,
        number,
        "settle_claim",
        Form(request, lines),
        act,
        template="belongings/settle_claim.html",
        lead=_("Nobody settles a claim over a thing that they took into custody themselves."),
        submit=_("Settle the claim"),
        message=_("The claim is settled."),
        extra=lines,
    )
