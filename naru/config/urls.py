"""Every address of the centre: the shell, the ground's pages, one prefix a room."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("staff/", include("naru.ground.staff.urls")),
    path("people/", include("naru.ground.people.urls")),
    *(
        path(f"{room}/", include(f"naru.rooms.{room}.urls"))
        for room in settings.ROOMS
        if find_spec(f"naru.rooms.{room}.urls")
    ),
]
