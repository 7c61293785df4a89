"""Keeps what is being typed, sealed for its writer, and gives it back after a lost session."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone

from naru.ground.staff.access import signed_in
from naru.web import actions
from naru.web.drafts import LIMIT


@signed_in
def draft(request: HttpRequest) -> HttpResponse:
    """Save the form of an address (POST, from the page's script)."""
    path = request.GET.get("path", "")
    if request.method != "POST" or not path.startswith("/") or len(path) > 300:  # noqa: PLR2004
        return HttpResponseBadRequest()
    said = {name: request.POST.getlist(name) for name in request.POST}
    if sum(len(text) for values in said.values() for text in values) > LIMIT:
        return HttpResponse(status=413)
    actions.save_draft(by=request.user, path=path, said=said, now=timezone.now())
    return HttpResponse(status=204)
