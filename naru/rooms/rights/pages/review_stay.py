"""Record an independent review of the stay."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import performs
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """What was found, and why."""

    finding = ChoiceField(
        label=_("What was found?"),
        choices=[
            ("needed", _("The stay is still needed")),
            ("shorten", _("The stay should be shorter")),
            ("end", _("The stay should end")),
        ],
    )
    reasons = LongTextField(label=_("Reasons"), rows=4)


@performs("review_stay")
def review_stay(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.review_stay(
            by=request.user,
            number=number,
            once=said["once"],
            finding=said["finding"],
            reasons=said["reasons"],
        )

    return run_step(
        request,
        number,
        "review_stay",
        form,
        act,
        message=_("The review is recorded."),
        lead=_("Talk with the person first. They may read this review."),
    )
