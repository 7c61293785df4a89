"""The pages of medical isolation, and the one that clears an emergency."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.infirmary import actions

STAYS_HERE = _("It stays in the health record; others see only the consequence.")


class IsolateForm(KitForm):
    """Why, and what it takes."""

    cause = LongTextField(label=_("Medical reason"), help_text=STAYS_HERE, rows=3)
    precautions = LongTextField(label=_("Precautions"), rows=3, required=False)


class FindingsForm(KitForm):
    """What was found."""

    findings = LongTextField(label=_("Medical findings"), help_text=STAYS_HERE, rows=4)


class EndForm(FindingsForm):
    """What was found, and whether interviews may go on."""

    fit = YesNoUnknown(label=_("Fit for an interview?"), unknown=False)


@duty(Duty.PHYSICIAN)
def isolate(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.isolate(
            by=request.user,
            number=number,
            once=str(said["once"]),
            cause=said["cause"],
            precautions=said["precautions"],
        )

    form, message = IsolateForm(request), _("Isolation ordered.")
    lead = _("Interviews stop, and the order is reviewed every day.")
    return run_step(request, number, "isolate", form, act, message=message, lead=lead, warning=True)


@duty(Duty.PHYSICIAN)
def review_isolation(request: HttpRequest, number: str) -> HttpResponse:
    return _findings(request, number, "review_isolation", actions.review_isolation)


@duty(Duty.PHYSICIAN)
def end_isolation(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.end_isolation(
            by=request.user,
            number=number,
            once=str(said["once"]),
            findings=said["findings"],
            fit=said["fit"] == "yes",
        )

    return run_step(request, number, "end_isolation", EndForm(request), act, message=_("Saved."))


@duty(Duty.PHYSICIAN)
def clear_urgent(request: HttpRequest, number: str) -> HttpResponse:
    return _findings(request, number, "clear_urgent", actions.clear_urgent)


def _findings(
    request: HttpRequest, number: str, event: str, verb: Callable[..., Done | Refusal]
) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return verb(
            by=request.user, number=number, once=str(said["once"]), findings=said["findings"]
        )

    return run_step(request, number, event, FindingsForm(request), act, message=_("Saved."))
