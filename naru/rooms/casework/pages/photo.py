"""The portrait: taken, and shown to who may reach the person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import PhotoField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, queries


class PhotoForm(KitForm):
    """A new portrait."""

    photo = PhotoField(
        label=_("Photo"), help_text=_("Face only. Ask first: the person may decline.")
    )


@duty(Duty.CASEWORKER, Duty.RECEPTION_OFFICER)
def set_photo(request: HttpRequest, number: str) -> HttpResponse:
    form = PhotoForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        photo = said["photo"].read()
        return actions.set_photo(by=request.user, number=number, once=said["once"], photo=photo)

    return run_step(
        request, number, "set_photo", form, act, title=_("Photo"), message=_("Photo kept.")
    )


@duty(
    Duty.CASEWORKER,
    Duty.RECEPTION_OFFICER,
    Duty.PROPERTY_CUSTODIAN,
    Duty.LODGING_OFFICER,
    Duty.NURSE,
    Duty.PHYSICIAN,
    Duty.PHARMACIST,
    Duty.DIRECTOR,
    Duty.RESIDENT,
)
def portrait(request: HttpRequest, number: str) -> HttpResponse:
    content, media_type = queries.portrait(request.user, number)
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)
