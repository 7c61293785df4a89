"""Labels and wristbands to print: an opaque number, its check character and a QR code."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground.pathway import queries as pathway
from naru.ground.staff.access import duty
from naru.kit import numbers
from naru.kit.labels import qr_svg
from naru.kit.pages import show

COPIES = 6
LABELS = (
    Duty.RECEPTION_OFFICER,
    Duty.CASEWORKER,
    Duty.PROPERTY_CUSTODIAN,
    Duty.NURSE,
    Duty.LODGING_OFFICER,
)
"""Who prints labels."""


@dataclass(frozen=True)
class LabelsPage:
    """One person's labels; never a name (style.md 5)."""

    title: str
    back_url: str
    number: str
    qr: SafeString
    copies: range


@duty(*LABELS)
def labels(request: HttpRequest, number: str) -> HttpResponse:
    """A sheet with a wristband and labels."""
    case = pathway.case(request.user, number)
    shown = numbers.shown(case.number)
    page = LabelsPage(
        title=_("Wristband and labels"),
        back_url=f"/p/{case.number}/",
        number=shown,
        qr=qr_svg(numbers.scan(case.number), shown),
        copies=range(COPIES),
    )
    return show(request, "web/labels.html", page)
