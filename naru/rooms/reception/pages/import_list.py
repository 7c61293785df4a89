"""A list of people who are expected: uploaded, looked at, imported."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Select
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, DateField, FileField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, see_other, show
from naru.kit.tables import COLUMNS, FILE_BYTES
from naru.rooms.reception import actions, queries
from naru.rooms.reception.lists import FIELDS
from naru.rooms.reception.queries import Imported, Preview

TITLES = {
    "name": gettext_lazy("Name"),
    "romanised": gettext_lazy("Romanised name"),
    "birth": gettext_lazy("Date of birth"),
    "sex": gettext_lazy("Sex"),
    "languages": gettext_lazy("Languages"),
    "interpreter": gettext_lazy("Interpreter needed for"),
    "origin": gettext_lazy("Country of origin"),
    "entry": gettext_lazy("Date of entry into the country"),
    "expected": gettext_lazy("Expected on"),
    "family": gettext_lazy("Family number"),
    "role": gettext_lazy("Place in the family"),
    "needs": gettext_lazy("Urgent needs"),
}


@dataclass(frozen=True)
class PreviewPage(FormPage):
    """A list before its import."""

    preview: Preview | None = None


@dataclass(frozen=True)
class ResultPage:
    """A list after its import."""

    title: str
    result: Imported
    back_url: str
    back_text: str


class UploadForm(KitForm):
    """The file."""

    file = FileField(
        label=gettext_lazy("List of people"),
        help_text=gettext_lazy("XLSX, CSV or TSV with a heading row, at most 5 MB."),
        max_bytes=FILE_BYTES,
        accept=".xlsx,.csv,.tsv,.txt",
    )


class ColumnsForm(KitForm):
    """Which column holds what, and when people come whose row names no day."""

    expected_on = DateField(label=gettext_lazy("Expected on, where the list names no day"))
    agency = TextField(label=gettext_lazy("Notifying agency"), max_length=40, required=False)

    def __init__(self, request: HttpRequest, preview: Preview) -> None:
        first = {field: str(place) for field, place in preview.mapped.items()}
        super().__init__(request, initial={"expected_on": timezone.localdate(), **first})
        columns = [("", _("Not in the list")), *_numbered(preview.columns)]
        for field in FIELDS:
            select = ChoiceField(
                label=TITLES[field],
                choices=columns,
                required=field == "name",
                widget=Select,
            )
            self.fields[field] = select

    def mapped(self) -> dict[str, int]:
        """The columns chosen, by field."""
        chosen = {field: self.cleaned_data.get(field) for field in FIELDS}
        return {field: int(place) for field, place in chosen.items() if place}


@duty(Duty.RECEPTION_OFFICER)
def import_list(request: HttpRequest) -> HttpResponse:
    """Choose the file."""
    back = reverse("reception:expected")

    def act(said: dict[str, Any]) -> Done | Refusal:
        file = said["file"]
        return actions.upload_list(
            by=request.user, once=said["once"], data=file.read(), name=file.name
        )

    page = FormPage(
        _("Import a list"),
        submit=_("Upload"),
        back_url=back,
        back_text=_("Expected arrivals"),
    )
    message = _("Uploaded. Nobody is imported yet.")
    return run(request, UploadForm(request), "kit/form.html", page, act, _preview_url, message)


@duty(Duty.RECEPTION_OFFICER)
def preview_list(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Look at the list, choose its columns, import it."""
    preview = queries.preview(request.user, upload_id, _chosen(request))
    result_url = reverse("reception:import_result", args=[upload_id])
    if preview is None:
        return see_other(result_url)
    form = ColumnsForm(request, preview)
    if request.method == "POST" and "check" in request.POST and form.is_valid():
        return see_other(_checked_url(upload_id, form.mapped()))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.import_list(
            by=request.user,
            once=said["once"],
            upload_id=upload_id,
            expected_on=said["expected_on"],
            agency=said["agency"],
            mapped=form.mapped(),
        )

    page = PreviewPage(
        _("Check the list"),
        back_url=reverse("reception:import_list"),
        back_text=_("Another file"),
        preview=preview,
    )
    message = _("The list is imported.")
    return run(request, form, "reception/preview.html", page, act, result_url, message)


@duty(Duty.RECEPTION_OFFICER)
def import_result(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What became of the rows."""
    result = queries.imported(request.user, upload_id)
    page = ResultPage(
        _("Import of a list"), result, reverse("reception:expected"), _("Expected arrivals")
    )
    return show(request, "reception/imported.html", page)


def _numbered(columns: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(place), heading) for place, heading in enumerate(columns)]


def _preview_url(done: Done) -> str:
    return reverse("reception:preview_list", args=[done.subject])


def _checked_url(upload_id: UUID, mapped: dict[str, int]) -> str:
    """The preview with the columns in its address, which tells nothing of a person."""
    query = QueryDict(mutable=True)
    query.update({field: str(place) for field, place in mapped.items()})
    return f"{reverse('reception:preview_list', args=[upload_id])}?{query.urlencode()}"


def _chosen(request: HttpRequest) -> dict[str, int] | None:
    """The columns in the address; None when there are none and headings decide."""
    found = {field: request.GET[field] for field in FIELDS if field in request.GET}
    places = {str(place): place for place in range(COLUMNS)}
    return {field: places[said] for field, said in found.items() if said in places} or None
