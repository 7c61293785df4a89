"""Lodging an objection."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import performs
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.ruling import actions


class ObjectForm(KitForm):
    """The objection in the person's words; reasons can follow later."""

    grounds = LongTextField(
        label=_("Why do you object?"), help_text=_("A few words are enough."), rows=5
    )
    new_evidence = LongTextField(label=_("New evidence"), rows=3, required=False)


@performs("object")
def object(request: HttpRequest, number: str) -> HttpResponse:  # noqa: A001 - the verb's name
    form = ObjectForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("grounds", "new_evidence")}
        return actions.object(by=request.user, number=number, once=said["once"], **wanted)

    lead = _("Nobody may put a person at a disadvantage because they object.")
    return run_step(request, number, "object", form, act, lead=lead, submit=_("Object"))
