"""Showing the file to the person and their counsel."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.ruling import actions, words


class DiscloseForm(KitForm):
    """How the file was shown, and to whom."""

    way = ChoiceField(label=_("How the person read the file"), choices=words.WAYS)
    to_counsel = ChoiceField(label=_("Counsel"), choices=words.TO_COUNSEL)
    left_out = LongTextField(
        label=_("What was left out, and why"),
        help_text=_("Only what concerns other people. Leave empty when it is complete."),
        rows=2,
        required=False,
    )


@duty(Duty.INQUIRY_REVIEWER, Duty.DECIDING_AUTHORITY)
def disclose_file(request: HttpRequest, number: str) -> HttpResponse:
    form = DiscloseForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("way", "to_counsel", "left_out")}
        return actions.disclose_file(by=request.user, number=number, once=said["once"], **wanted)

    return run_step(request, number, "disclose_file", form, act)
