"""The resident page: who it is, the next steps, clocks, and each room's panel."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.domain.emergency import ROLES
from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import actions
from naru.ground.pathway import queries as pathway
from naru.ground.staff.access import signed_in
from naru.ground.vault import read_file
from naru.kit import numbers
from naru.kit.pages import refuse, see_other, show
from naru.web import emergencies, queries, words
from naru.web.pages.export import TAKES
from naru.web.pages.interests import ENTERS
from naru.web.pages.labels import LABELS


@dataclass(frozen=True)
class PersonPage:
    """Everything around the panels."""

    title: str
    number: str
    shown: str
    label: people.Label
    identity: dict[str, Any]
    case: pathway.CaseView
    open_steps: list[queries.StepView]
    more: dict[str, list[queries.StepView]]
    waiting: list[queries.StepView]
    panels: list[queries.PanelView]
    timeline: list[dict[str, object]]
    branches: list[tuple[str, str]]
    others: list[queries.Relative]
    same: list[queries.Relative]
    broken: list[emergencies.Broken]
    may_break: bool
    may_agree: bool
    may_take: bool
    may_label: bool
    is_own: bool


@signed_in
def person(request: HttpRequest, number: str) -> HttpResponse:
    """The page; 404 out of the viewer's reach."""
    return show(request, "web/person.html", person_page(request, number))


def person_page(request: HttpRequest, number: str) -> PersonPage:
    """What the page shows to this viewer."""
    viewer = request.user
    case = pathway.case(viewer, number)
    label = people.labels(viewer, [case.person_id])[case.person_id]
    ready, waiting = queries.steps(case)
    branches = case.case.profile.branches
    return PersonPage(
        title=label.name or numbers.shown(case.number),
        number=case.number,
        shown=numbers.shown(case.number),
        label=label,
        identity=_identity(label),
        case=case,
        open_steps=ready,
        more=queries.by_room(ready),
        waiting=waiting,
        panels=queries.panels(viewer, case),
        timeline=queries.timeline(viewer, case.person_id),
        branches=[
            (branches[b].name[words.lang()], branches[b].effect[words.lang()])
            for b in case.case.blocks
            if b in branches and branches[b].seen_by & viewer.duties
        ],
        others=queries.family_here(viewer, case.person_id),
        same=queries.same_person(viewer, case.person_id),
        broken=emergencies.lately(viewer, case.person_id),
        may_break=viewer.has(*ROLES),
        may_agree=viewer.has(*ENTERS),
        may_take=viewer.has(*TAKES),
        may_label=viewer.has(*LABELS),
        is_own=viewer.person_id == case.person_id,
    )


def _identity(label: people.Label) -> dict[str, Any]:
    return {
        "name": label.name,
        "number": numbers.shown(label.number),
        "age": label.age_text if label.age else "",
        "sex": words.sex(label.sex),
        "language": words.language(label.language),
    }


@signed_in
def photo(request: HttpRequest, number: str) -> HttpResponse:
    """A resident's portrait, to those who reach them."""
    case = pathway.case(request.user, number)
    label = people.labels(request.user, [case.person_id])[case.person_id]
    if label.photo_id is None:
        raise Http404
    content, media_type = read_file(request.user, label.photo_id, "photo")
    response = HttpResponse(content, content_type=media_type)
    response["Content-Security-Policy"] = "sandbox"
    return response


@signed_in
def undo(request: HttpRequest, number: str, event: str, subject: str) -> HttpResponse:
    """Take the last act back, where the law of its room allows it."""
    url = f"/p/{numbers.read(number) or number}/"
    if request.method != "POST":
        return see_other(url)
    pathway.case(request.user, number)
    result = actions.undo(by=request.user, number=number, event=event, subject=subject)
    if isinstance(result, Refusal):
        page = person_page(request, number)
        return refuse(request, "web/person.html", page, result)
    return _undone(request, result, url)


def _undone(request: HttpRequest, result: Done, url: str) -> HttpResponse:
    from naru.kit.pages import done

    return done(request, result, url, _("Taken back."))
