"""Consent refused, in the person's own words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.rooms.reception import actions
from naru.rooms.reception.pages.talks import TalkForm, spoken_by, talk_of


class RefusalForm(TalkForm):
    """The talk, and what was said."""

    words = LongTextField(
        label=gettext_lazy("What the person said, word for word"), rows=3, required=False
    )
    field_order = ("items", "language", "interpreter", "interpreter_name", "understood", "words")


@duty(Duty.CASEWORKER, Duty.RECEPTION_OFFICER)
def refuse_consent(request: HttpRequest, number: str) -> HttpResponse:
    """Record the refusal."""

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.refuse_consent(
            by=request.user,
            number=number,
            once=said["once"],
            talk=talk_of(said),
            words=said["words"],
            signature=said["signature"],
        )

    form = RefusalForm(request, spoken_by(request, number))
    lead = _("A refusal has no ill consequence. The wish to leave is answered within 24 hours.")
    return run_step(request, number, "refuse_consent", form, act, lead=lead, message=_("Recorded."))
