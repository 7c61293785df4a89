"""Whether the centre's software is up: for a supervisor program."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from naru.ground.staff.access import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
