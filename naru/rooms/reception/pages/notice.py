"""One person told by hand, and a notice that is taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ConfirmField, DateField, LanguageChoice, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run
from naru.rooms.reception import actions, queries
from naru.rooms.reception.pages.person import PersonForm
from naru.rooms.reception.records import Told

TOLD = (
    *("names", "expected_on", "agency", "birth", "sex", "languages", "interpreter", "origin"),
    *("role", "country_entry", "needs", "hold_bed"),
)


class NoticeForm(PersonForm):
    """A notice: who comes, when, and what must be ready."""

    expected_on = DateField(label=gettext_lazy("Expected on"))
    agency = TextField(label=gettext_lazy("Notifying agency"), max_length=40, required=False)
    country_entry = DateField(label=gettext_lazy("Date of entry into the country"), required=False)
    interpreter = LanguageChoice(label=gettext_lazy("Interpreter needed for"), required=False)
    needs = LongTextField(
        label=gettext_lazy("Urgent needs"),
        help_text=gettext_lazy("Only what must be ready on arrival. No route, no helpers."),
        max_length=2000,
        rows=3,
        required=False,
    )
    hold_bed = ConfirmField(label=gettext_lazy("Hold a bed"), required=False)


class CancelForm(KitForm):
    """Why somebody is no longer expected."""

    reason = LongTextField(label=gettext_lazy("Reason"), rows=2, max_length=500)


@duty(Duty.RECEPTION_OFFICER)
def notice(request: HttpRequest) -> HttpResponse:
    """Expect one person."""
    back = reverse("reception:expected")

    def act(said: dict[str, Any]) -> Done | Refusal:
        told = Told(**{key: said[key] for key in TOLD})
        return actions.notice(by=request.user, once=said["once"], told=told)

    form = NoticeForm(request, initial={"expected_on": timezone.localdate()})
    page = FormPage(_("Expect somebody"), back_url=back, back_text=_("Expected arrivals"))
    template = "reception/person_form.html"
    return run(request, form, template, page, act, back, _("Added to the list."))


@duty(Duty.RECEPTION_OFFICER)
def cancel_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Expect somebody no longer."""
    back = reverse("reception:expected")
    one = queries.notice(request.user, notice_id)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.cancel_notice(
            by=request.user, once=said["once"], notice_id=one.id, reason=said["reason"]
        )

    page = FormPage(
        _("Cancel a notice"),
        lead=one.name,
        submit=_("Cancel the notice"),
        back_url=back,
        back_text=_("Expected arrivals"),
        warning=True,
    )
    return run(
        request,
        CancelForm(request),
        "kit/form.html",
        page,
        act,
        back,
        _("The notice is cancelled."),
    )
