"""Addresses of the departure room."""

from django.urls import path

from naru.rooms.departure.pages import checklist, close_file, depart, prepare_departure

app_name = "departure"
urlpatterns = [
    path("", checklist.today, name="today"),
    path("<str:number>/", checklist.checklist, name="checklist"),
    path("<str:number>/receipts/<uuid:record_id>/", checklist.receipt, name="receipt"),
    path("<str:number>/prepare/", prepare_departure.prepare_departure, name="prepare_departure"),
    path("<str:number>/depart/", depart.depart, name="depart"),
    path("<str:number>/close/", close_file.close_file, name="close_file"),
]
