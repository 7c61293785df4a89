"""Courses: the list, meetings, the attendance sheet, enrolling, and one press a person."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, DateTimeField, LanguageChoice, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.settlement import actions, queries
from naru.rooms.settlement.queries.courses import CourseRow, CourseView, Sheet


class CourseForm(KitForm):
    """A course."""

    name = TextField(label=_("Name"), max_length=120)
    language = LanguageChoice(label=_("Language"))
    place = TextField(label=_("Place"), max_length=60, required=False)


class SessionForm(KitForm):
    """When the course meets."""

    starts_at = DateTimeField(label=_("Start"))


class EnrolForm(KitForm):
    """Which course."""

    course = ChoiceField(label=_("Course"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["course"].choices = queries.course_choices()


class AttendForm(KitForm):
    """One press on the sheet."""

    session = ChoiceField(label=_("Meeting"))
    present = ChoiceField(label=_("Came?"), choices=[("yes", _("Came")), ("no", _("Did not come"))])

    def __init__(self, request: HttpRequest, sessions: list[tuple[str, str]]) -> None:
        super().__init__(request)
        self.fields["session"].choices = sessions


@dataclass(frozen=True)
class CoursesPage:
    """The courses that run."""

    title: Any
    rows: tuple[CourseRow, ...]
    can_add: bool


@dataclass(frozen=True)
class CoursePage(FormPage):
    """One course, its meetings, and the form for a new one."""

    course: CourseView | None = None


@dataclass(frozen=True)
class SheetPage:
    """The attendance sheet."""

    title: Any
    back_url: str
    back_text: Any
    sheet: Sheet


@duty(Duty.INSTRUCTOR, Duty.CASEWORKER, Duty.RESIDENT)
def courses(request: HttpRequest) -> HttpResponse:
    page = CoursesPage(_("Courses"), tuple(queries.courses()), request.user.has(Duty.INSTRUCTOR))
    return show(request, "settlement/courses.html", page)


@duty(Duty.INSTRUCTOR)
def add_course(request: HttpRequest) -> HttpResponse:
    to = reverse("settlement:courses")
    page = FormPage(title=_("Add a course"), back_url=to, back_text=_("Courses"))

    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {name: said[name] for name in ("name", "language", "place")}
        return actions.add_course(by=request.user, once=said["once"], **given)

    return run(request, CourseForm(request), "kit/form.html", page, act, to)


@duty(Duty.INSTRUCTOR)
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    found = queries.course(course_id)
    page = CoursePage(
        title=found.name,
        submit=_("Add a meeting"),
        back_url=reverse("settlement:courses"),
        back_text=_("Courses"),
        course=found,
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.add_session(
            by=request.user, once=said["once"], course_id=course_id, starts_at=said["starts_at"]
        )

    def to(done: Done) -> str:
        return reverse("settlement:sheet", args=[done.subject])

    return run(request, SessionForm(request), "settlement/course.html", page, act, to)


@duty(Duty.INSTRUCTOR)
def sheet(request: HttpRequest, session_id: UUID) -> HttpResponse:
    found = queries.sheet(request.user, session_id)
    page = SheetPage(
        title=found.course,
        back_url=reverse("settlement:course", args=[found.course_id]),
        back_text=_("All meetings"),
        sheet=found,
    )
    return show(request, "settlement/sheet.html", page)


@duty(Duty.INSTRUCTOR, Duty.CASEWORKER, Duty.RESIDENT)
def enrol(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.enrol(
            by=request.user, number=number, once=said["once"], course_id=UUID(said["course"])
        )

    return run_step(
        request,
        number,
        "enrol",
        EnrolForm(request),
        act,
        message=_("The person is enrolled."),
        submit=_("Enrol"),
    )


@duty(Duty.INSTRUCTOR)
def attend(request: HttpRequest, number: str) -> HttpResponse:
    form = AttendForm(request, queries.session_choices(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.attend(
            by=request.user,
            number=number,
            once=said["once"],
            session_id=UUID(said["session"]),
            present=said["present"] == "yes",
        )

    def to(_done: Done) -> str:
        return reverse("settlement:sheet", args=[form.cleaned_data["session"]])

    return run_step(request, number, "attend", form, act, to=to)
