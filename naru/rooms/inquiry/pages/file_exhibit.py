"""Put an exhibit into the file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import FileField, TextField
from naru.kit.forms import KitForm
from naru.kit.uploads import media_type
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.actions.evidence import Upload
from naru.rooms.inquiry.pages.common import step

TYPES = ("application/pdf", "image/jpeg", "image/png", "image/webp")


class ExhibitForm(KitForm):
    """What it is, where it came from, who keeps it."""

    title = TextField(label=_("Name of the exhibit"))
    origin = TextField(
        label=_("Where it came from"),
        help_text=_("Who handed it over, or which office sent it."),
        required=False,
    )
    custodian = TextField(label=_("Who keeps the original"), required=False)
    file = FileField(
        label=_("File"), required=False, accept=",".join(TYPES), help_text=_("PDF or image")
    )

    def clean_file(self) -> Upload | None:
        """Only kinds of file that a browser shows without running anything."""
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        data = sent.read()
        upload = Upload(sent.name, data, media_type(data))
        if not upload.media_type:
            self.add_error("file", _("Choose a PDF file or an image."))
        return upload


@duty(Duty.INTERVIEWER, Duty.COUNSEL, Duty.RESIDENT)
def file_exhibit(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.file_exhibit(
            by=request.user,
            number=number,
            once=said["once"],
            title=said["title"],
            origin=said["origin"],
            custodian=said["custodian"],
            file=said["file"],
        )

    return step(
        request,
        number,
        "file_exhibit",
        ExhibitForm(request),
        act,
        message=_("In the file. Its authenticity is still to be looked at."),
    )
