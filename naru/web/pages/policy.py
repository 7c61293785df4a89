"""Takes browsers' reports of what the content policy refused."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from naru.ground.staff import limits
from naru.ground.staff.access import public
from naru.web import policy

MOST, MINUTES = 120, 60


@csrf_exempt
@require_POST
@public
def report(request: HttpRequest) -> HttpResponse:
    """A browser says what it refused; the answer tells nothing."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdigit() or int(size) > policy.LARGEST:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if limits.spend("policy reports", "of everybody", most=MOST, minutes=MINUTES):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        rows = policy.parse(request.body, request.get_host())
    except (ValueError, RecursionError):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    policy.note(rows, timezone.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
