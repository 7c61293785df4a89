"""Give a person a bed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.lodging import actions, queries
from naru.rooms.lodging.pages import beds
from naru.rooms.lodging.queries import Offers


class AssignForm(KitForm):
    """Which bed, and a note where one is needed."""

    bed = beds.BedField(label=_("Bed"), help_text=_("The bed that fits best comes first."))
    reason = LongTextField(label=_("Note"), rows=2, required=False, max_length=500)

    def __init__(self, request: HttpRequest, offers: Offers) -> None:
        super().__init__(request)
        self.fields["bed"].choices = beds.choices(request, offers)


@duty(Duty.LODGING_OFFICER)
def assign_bed(request: HttpRequest, number: str) -> HttpResponse:
    offers = queries.offers(request.user, number)
    form = AssignForm(request, offers)

    def act(said: dict) -> Done | Refusal:
        return actions.assign_bed(
            by=request.user,
            number=number,
            once=said["once"],
            bed_id=UUID(said["bed"]),
            reason=said["reason"],
        )

    return run_step(
        request,
        number,
        "assign_bed",
        form,
        act,
        template="lodging/choose_bed.html",
        message=_("The bed has been assigned."),
        submit=_("Assign"),
        can_undo=True,
        extra=offers,
    )
