"""The written information, handed over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LanguageChoice
from naru.kit.forms import KitForm
from naru.rooms.reception import actions
from naru.rooms.reception.pages.talks import spoken_by


class InformationForm(KitForm):
    """The language of the text."""

    language = LanguageChoice(label=gettext_lazy("Language of the text"))


@duty(Duty.CASEWORKER, Duty.RECEPTION_OFFICER)
def hand_information(request: HttpRequest, number: str) -> HttpResponse:
    """Record it."""

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.hand_information(
            by=request.user, number=number, once=said["once"], language=said["language"]
        )

    first = next(iter(spoken_by(request, number)), "")
    form = InformationForm(request, initial={"language": first})
    return run_step(request, number, "hand_information", form, act, message=_("Recorded."))
