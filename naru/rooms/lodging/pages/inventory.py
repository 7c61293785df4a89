"""Have a person sign what stands in their room."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, MultiChoiceField, SignatureField
from naru.kit.forms import KitForm
from naru.rooms.lodging import actions, queries
from naru.rooms.lodging.words import EQUIPMENT, FURNITURE


class InventoryForm(KitForm):
    """What is there and works, what is not, and the signature."""

    lines = MultiChoiceField(label=_("In the room and in order"))
    remarks = LongTextField(label=_("Missing or damaged"), rows=2, required=False, max_length=500)
    signature = SignatureField(label=_("Signature of the resident"))

    def __init__(self, request: HttpRequest, kinds: list[str]) -> None:
        super().__init__(request)
        present = {kind: EQUIPMENT[kind] for kind in kinds}
        self.fields["lines"].choices = [*FURNITURE.items(), *present.items()]


@duty(Duty.LODGING_OFFICER)
def sign_room_inventory(request: HttpRequest, number: str) -> HttpResponse:
    bed, kinds = queries.present_stay(request.user, number)

    def act(said: dict) -> Done | Refusal:
        return actions.sign_room_inventory(
            by=request.user,
            number=number,
            once=said["once"],
            lines=said["lines"],
            remarks=said["remarks"],
            signature=said["signature"],
        )

    return run_step(
        request,
        number,
        "sign_room_inventory",
        InventoryForm(request, kinds),
        act,
        message=_("The room inventory has been signed."),
        title=_("Sign the room inventory"),
        lead=bed,
        submit=_("Sign"),
    )
