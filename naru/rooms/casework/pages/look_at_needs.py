"""The first look at needs, within the first day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, YesNoUnknown
from naru.rooms.casework import actions, queries
from naru.rooms.casework.pages.needs import NeedsForm

ACCESS = (
    ("none", _("None")),
    ("ground_floor", _("Ground floor")),
    ("step_free", _("Step-free access")),
    ("adapted_bath", _("Adapted bathroom")),
    ("near_staff", _("Room near staff")),
)


class LookForm(NeedsForm):
    """What decides the room of the first night, then the groups of needs."""

    child = YesNoUnknown(
        label=_("Is or may the person be under 18?"),
        help_text=_("“Unknown” is treated as yes."),
    )
    alone = YesNoUnknown(label=_("Is a parent or legal guardian of the person in the centre?"))
    sleeps_alone = YesNoUnknown(label=_("Does the person need a room alone?"), unknown=False)
    access_needs = ChoiceField(label=_("Access needs"), choices=ACCESS, initial="none")


@duty(Duty.CASEWORKER, Duty.PSYCHOLOGIST, Duty.NURSE)
def look_at_needs(request: HttpRequest, number: str) -> HttpResponse:
    form = LookForm(request, known=queries.latest_needs(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.look_at_needs(
            by=request.user,
            number=number,
            once=said["once"],
            needs=form.needs(),
            child=said["child"],
            alone=said["alone"] != "yes",
            sleeps_alone=said["sleeps_alone"] == "yes",
            access_needs=said["access_needs"],
        )

    lead = _("Only the group and what is done. Nobody has to tell their story here.")
    return run_step(request, number, "look_at_needs", form, act, lead=lead)
