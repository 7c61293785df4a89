"""Every address of the centre: the shell, the ground's pages, one prefix a room."""

from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.urls import include, path

from naru.ground.staff.access import public
from naru.kit import pages


def _has_pages(package: str) -> bool:
    return apps.is_installed(package) and find_spec(f"{package}.urls") is not None


urlpatterns = [
    *([path("", include("naru.web.urls"))] if _has_pages("naru.web") else []),
    path("language/", public(pages.set_language), name="set_language"),
    path("theme/", public(pages.set_theme), name="set_theme"),
    path("guide/", public(pages.guide), name="guide"),
    path("figures/", include("naru.planning.urls")),
    path("plan/", include("naru.planning.plan_urls")),
    path("staff/", include("naru.ground.staff.urls")),
    *(
        path(f"{room}/", include(f"naru.rooms.{room}.urls"))
        for room in settings.ROOMS
        if _has_pages(f"naru.rooms.{room}")
    ),
]
handler400 = "naru.kit.pages.bad_request"
handler403 = "naru.kit.pages.forbidden"
handler404 = "naru.kit.pages.not_found"
handler500 = "naru.web.faults.server_error"
