"""The addresses of the settlement room; those with a person's number come last."""

from django.urls import path

from naru.rooms.settlement.pages import courses, driving, library, record
from naru.rooms.settlement.pages.lend import lend
from naru.rooms.settlement.pages.take_back import take_back

app_name = "settlement"
urlpatterns = [
    path("library/", library.catalogue, name="catalogue"),
    path("library/add/", library.add_book, name="add_book"),
    path("library/overdue/", library.overdue, name="overdue"),
    path("driving/", driving.driving, name="driving"),
    path("driving/add/", driving.add_simulator, name="add_simulator"),
    path("courses/", courses.courses, name="courses"),
    path("courses/add/", courses.add_course, name="add_course"),
    path("courses/<uuid:course_id>/", courses.course, name="course"),
    path("courses/sheet/<uuid:session_id>/", courses.sheet, name="sheet"),
    path("<str:number>/start/", record.start_settlement, name="start_settlement"),
    path("<str:number>/school/", record.start_school, name="start_school"),
    path("<str:number>/record/", record.record, name="record"),
    path("<str:number>/record/print/", record.record_sheet, name="record_sheet"),
    path("<str:number>/lend/", lend, name="lend"),
    path("<str:number>/take-back/", take_back, name="take_back"),
    path("<str:number>/book/", driving.book, name="book"),
    path("<str:number>/hours/", driving.record_hours, name="record_hours"),
    path("<str:number>/enrol/", courses.enrol, name="enrol"),
    path("<str:number>/attend/", courses.attend, name="attend"),
]
