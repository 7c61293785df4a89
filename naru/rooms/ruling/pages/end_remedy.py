"""Recording that the remedy's period is over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, TextField
from naru.kit.forms import KitForm
from naru.rooms.ruling import actions, words


class EndForm(KitForm):
    """How the remedy ended."""

    ended = ChoiceField(label=_("How the remedy ended"), choices=words.ENDS)
    judgment = TextField(label=_("Court and number of the judgment"), required=False)


@duty(Duty.CASEWORKER, Duty.DECIDING_AUTHORITY)
def end_remedy(request: HttpRequest, number: str) -> HttpResponse:
    form = EndForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("ended", "judgment")}
        return actions.end_remedy(by=request.user, number=number, once=said["once"], **wanted)

    lead = _("Until then nobody is handed over to another authority.")
    return run_step(request, number, "end_remedy", form, act, lead=lead)
