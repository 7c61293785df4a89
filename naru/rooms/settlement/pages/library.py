"""The catalogue, new titles, and the reminder of books that are late."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, IntegerField, LanguageChoice, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.settlement import actions, queries
from naru.rooms.settlement.queries.library import BookRow, LoanRow

LEVELS = [("", _("Not said")), *((level, level) for level in ("A1", "A2", "B1", "B2", "C1", "C2"))]


class Form(KitForm):
    """A title."""

    code = TextField(label=_("Number on the label"), max_length=20, width=10)
    title = TextField(label=_("Title"))
    author = TextField(label=_("Author"), max_length=120, required=False)
    language = LanguageChoice(label=_("Language"))
    level = ChoiceField(label=_("Level of language"), choices=LEVELS, required=False)
    shelf = TextField(label=_("Shelf"), max_length=20, width=10, required=False)
    copies = IntegerField(label=_("Copies"), min_value=1, max_value=999, initial=1)


@dataclass(frozen=True)
class CataloguePage:
    """The titles found."""

    title: Any
    search: str
    rows: tuple[BookRow, ...]
    can_add: bool


@dataclass(frozen=True)
class OverduePage:
    """The books that are late."""

    title: Any
    back_url: str
    back_text: Any
    rows: tuple[LoanRow, ...]


@duty(Duty.INSTRUCTOR, Duty.CASEWORKER, Duty.RESIDENT)
def catalogue(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "")[:100]
    page = CataloguePage(
        title=_("Library"),
        search=search,
        rows=tuple(queries.catalogue(search)),
        can_add=request.user.has(Duty.INSTRUCTOR),
    )
    return show(request, "settlement/catalogue.html", page)


@duty(Duty.INSTRUCTOR)
def add_book(request: HttpRequest) -> HttpResponse:
    to = reverse("settlement:catalogue")
    page = FormPage(title=_("Add a book"), back_url=to, back_text=_("Library"))
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        names = ("code", "title", "author", "language", "level", "shelf", "copies")
        given = {name: said[name] for name in names}
        return actions.add_book(by=request.user, once=said["once"], **given)

    return run(request, form, "kit/form.html", page, act, to, _("The book is in the catalogue."))


@duty(Duty.INSTRUCTOR)
def overdue(request: HttpRequest) -> HttpResponse:
    page = OverduePage(
        title=_("Books to remind of"),
        back_url=reverse("settlement:catalogue"),
        back_text=_("Library"),
        rows=tuple(queries.overdue(request.user)),
    )
    return show(request, "settlement/overdue.html", page)
