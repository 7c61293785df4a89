"""The orientation in the centre."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LanguageChoice, MultiChoiceField, SignatureField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, words


class OrientForm(KitForm):
    """What was explained, in which language, signed."""

    explained = MultiChoiceField(label=_("Explained"), choices=words.ORIENTATION)
    language = LanguageChoice(label=_("In which language?"))
    signature = SignatureField(label=_("Signature of the person"))


@duty(Duty.CASEWORKER)
def orient(request: HttpRequest, number: str) -> HttpResponse:
    form = OrientForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("explained", "language", "signature")}
        return actions.orient(by=request.user, number=number, once=said["once"], **wanted)

    return run_step(request, number, "orient", form, act)
