"""Handing over a copy of the file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, SignatureField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, words


class CopyForm(KitForm):
    """How it was handed over, and what was left out."""

    form = ChoiceField(label=_("Form of the copy"), choices=words.COPY_FORMS)
    left_out = LongTextField(
        label=_("What was left out, and why"),
        help_text=_("Only what concerns other people. Leave empty when it is complete."),
        rows=2,
        required=False,
    )
    signature = SignatureField(label=_("Signature of the person"))


@duty(Duty.CASEWORKER)
def give_file_copy(request: HttpRequest, number: str) -> HttpResponse:
    form = CopyForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("form", "left_out", "signature")}
        return actions.give_file_copy(by=request.user, number=number, once=said["once"], **wanted)

    return run_step(request, number, "give_file_copy", form, act)
