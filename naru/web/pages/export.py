"""A copy of one person's acts and accesses: who takes it proves it anew; it is marked, logged."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.ground.pathway import queries as pathway
from naru.ground.staff import limits
from naru.ground.staff.access import duty, fresh
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, refuse, show
from naru.web.exporting import export as make

A_DAY, MINUTES = 5, 24 * 60
TAKES = (
    Duty.RESIDENT,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.DATA_PROTECTION_OFFICER,
)


class ExportForm(KitForm):
    """What the copy is for."""

    why = TextField(label=gettext_lazy("What the copy is for"), max_length=200)


@fresh
@duty(*TAKES)
def export(request: HttpRequest, number: str) -> HttpResponse:
    """The form, and then the PDF; a few a day, whoever it is."""
    case = pathway.case(request.user, number)
    form = ExportForm(request)
    page = FormPage(
        _("Take a copy"),
        submit=_("Make the PDF"),
        lead=_("What happened and who opened the record, of this one person. Each page is marked."),
        back_url=f"/p/{case.number}/",
    )
    more: dict[str, Any] = {"form": form}
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return show(request, "kit/form.html", page, status, **more)
    if tried := limits.spend("export", str(request.user.pk), most=A_DAY, minutes=MINUTES):
        return refuse(request, "kit/form.html", page, tried, **more)
    pdf = make(request.user, number, form.cleaned_data["why"], timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="naru-{case.number}.pdf"'
    response["Content-Security-Policy"] = "sandbox"
    return response
