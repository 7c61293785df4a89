"""Somebody has come: told before, or a stranger at the gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.likenesses import Likenesses
from naru.ground.pathway.pages import person_url
from naru.ground.people import Draft
from naru.ground.staff.access import duty
from naru.kit.fields import ConfirmField, DateField, DateTimeField, TextField, YesNoUnknown
from naru.kit.pages import FormPage, run, show
from naru.rooms.reception import actions, queries
from naru.rooms.reception.arriving import Arrival
from naru.rooms.reception.pages.person import SEXES, PersonForm, asked
from naru.rooms.reception.queries import Expected

DRAFTED: dict[str, Any] = {
    "names": [], "birth": None, "sex": "", "languages": (), "origin": "", "role": "",
}  # fmt: skip
ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True)
class Typed:
    """What stands in the form, to be held against a record."""

    names: tuple[str, ...]
    birth: Mapping[str, Any] | None
    sex: str
    languages: str
    origin: str


@dataclass(frozen=True)
class AlikePage:
    """Who may be the same person, beside the form."""

    typed: Typed | None
    alike: Likenesses


@dataclass(frozen=True)
class ArrivePage(FormPage):
    """The form, the notice it began with, and who may be the same person."""

    notice: Expected | None = None
    typed: Typed | None = None
    alike: Likenesses = Likenesses()


class ArriveForm(PersonForm):
    """Who has come, when, and with whom."""

    country_entry = DateField(
        label=gettext_lazy("Date of entry into the country"),
        help_text=gettext_lazy("The legal time limit of the stay counts from this day."),
    )
    arrived_at = DateTimeField(label=gettext_lazy("Time of arrival here"), past=True)
    age_in_doubt = ConfirmField(
        label=gettext_lazy("May be under 18"),
        help_text=gettext_lazy("Tick when the age is unknown or in doubt."),
        required=False,
    )
    unaccompanied = YesNoUnknown(
        label=gettext_lazy("A child without a parent or guardian"),
        help_text=gettext_lazy("Left open, age and family decide."),
        unknown=False,
        required=False,
    )
    household_with = TextField(
        label=gettext_lazy("Number of a relative who is here already"),
        max_length=20,
        width=10,
        required=False,
    )
    is_new = ConfirmField(
        label=gettext_lazy("I have compared the records: this is somebody else"), required=False
    )

    def __init__(self, request: HttpRequest, notice: Expected | None) -> None:
        first = asked(notice.values) if notice else {}
        super().__init__(request, initial={"arrived_at": timezone.now(), **first})
        if not self.is_bound:
            del self.fields["is_new"]

    def others(self) -> list[BoundField]:
        """Every question but the names, and the one that stands beside the comparison."""
        return [one for one in super().others() if one.name != "is_new"]

    def told(self) -> Draft | None:
        """What is told so far, once there is a name; also while other answers are missing."""
        if not self.is_bound:
            return None
        self.is_valid()
        said = self.cleaned_data
        if not said.get("names"):
            return None
        return Draft(**{key: said.get(key) or DRAFTED[key] for key in DRAFTED})


def _typed(draft: Draft | None) -> Typed | None:
    if draft is None:
        return None
    return Typed(
        tuple(name["text"] for name in draft.names),
        draft.birth,
        str(dict(SEXES).get(draft.sex, "")),
        queries.language_names(draft.languages),
        draft.origin,
    )


@duty(Duty.RECEPTION_OFFICER)
def arrive(request: HttpRequest, notice_id: UUID | None = None) -> HttpResponse:
    """Register an arrival."""
    notice = queries.notice(request.user, notice_id) if notice_id else None
    form = ArriveForm(request, notice)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.arrive(by=request.user, once=said["once"], arrival=_arrival(said, notice))

    draft = form.told()
    page = ArrivePage(
        _("Register an arrival"),
        submit=_("Register"),
        back_url=reverse("reception:expected"),
        back_text=_("Expected arrivals"),
        notice=notice,
        typed=_typed(draft),
        alike=queries.alike(request.user, draft) if draft else Likenesses(),
    )
    message = _("Registered. The time limits run from now on.")
    return run(request, form, "reception/arrive.html", page, act, _person, message)


@duty(Duty.RECEPTION_OFFICER)
def alike(request: HttpRequest) -> HttpResponse:
    """Who may be the same person, while the form is being filled in; writes nothing."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ArriveForm(request, None)
    draft = form.told()
    found = queries.alike(request.user, draft) if draft else Likenesses()
    return show(request, "reception/alike.html", AlikePage(_typed(draft), found), form=form)


def _person(done: Done) -> str:
    return person_url(done.subject)


def _arrival(said: dict[str, Any], notice: Expected | None) -> Arrival:
    return Arrival(
        draft=Draft(**{key: said[key] for key in DRAFTED}),
        country_entry=said["country_entry"],
        arrived_at=said["arrived_at"],
        notice_id=notice.id if notice else None,
        age_in_doubt=said["age_in_doubt"],
        unaccompanied=ANSWERS.get(said["unaccompanied"]),
        household_with=said["household_with"],
        is_new=said["is_new"],
    )
