"""Addresses of the planner; the scenario stands behind the question mark."""

from django.urls import path

from naru.planning.pages import day, files, measured, planner, saved

app_name = "plan"
urlpatterns = [
    path("", planner.planner, name="planner"),
    path("day/", day.day, name="day"),
    path("measured/", measured.measured, name="measured"),
    path("days.csv", files.days_csv, name="csv"),
    path("replications.arrow", files.arrow, name="arrow"),
    path("figures.png", files.png, name="png"),
    path("save/", saved.save, name="save"),
    path("saved/<uuid:saved_id>/remove/", saved.remove, name="remove"),
    path("saved/<uuid:saved_id>/choose/", saved.choose, name="choose"),
]
