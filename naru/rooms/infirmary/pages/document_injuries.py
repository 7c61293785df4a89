"""The page that documents injuries, with consent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, MultiChoiceField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.infirmary import actions, words
from naru.rooms.infirmary.actions.noting import Injuries


class InjuriesForm(KitForm):
    """Consent first; then where, what is seen, what is said, and how the two agree."""

    consent = YesNoUnknown(
        label=_("Does the person consent to this record?"),
        help_text=_("Explain what it is for. Refusing has no disadvantage."),
        unknown=False,
    )
    regions = MultiChoiceField(label=_("Where on the body"), choices=words.REGIONS)
    described = LongTextField(label=_("What is seen"), rows=4)
    attributed = LongTextField(
        label=_("What the person says caused it"),
        help_text=_("In their own words. Ask for no names or places."),
        rows=3,
        required=False,
    )
    consistency = ChoiceField(label=_("Degree of consistency"), choices=words.CONSISTENCY)


@duty(Duty.PHYSICIAN, Duty.PSYCHOLOGIST)
def document_injuries(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        injuries = Injuries(
            regions=tuple(said["regions"]),
            described=said["described"],
            attributed=said["attributed"],
            consistency=said["consistency"],
            consent=said["consent"] == "yes",
        )
        once = str(said["once"])
        return actions.document_injuries(
            by=request.user, number=number, once=once, injuries=injuries
        )

    form, message = InjuriesForm(request), _("Injuries documented.")
    return run_step(request, number, "document_injuries", form, act, message=message)
