"""Lock everything: when somebody is at the door, one button ends everybody's keys."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import signed_in
from naru.ground.staff.keys import ONE_PERSON
from naru.ground.staff.session_keys import lock_everything
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run


class LockForm(KitForm):
    """Nothing to fill in."""


@signed_in
def lock(request: HttpRequest) -> HttpResponse:
    """Ask once, then lock; any member of staff may."""
    if settings.NARU_AGENT is None:
        raise Http404
    if request.user.duties <= ONE_PERSON:
        raise PermissionDenied(_("This page belongs to the staff."))

    def act(_said: dict[str, Any]) -> Done | Refusal:
        count = lock_everything(by=request.user)
        logout(request)
        messages.success(request, _("Everything is locked. Everybody signs in again."))
        return Done(str(count))

    page = FormPage(
        title=_("Lock everything"),
        submit=_("Lock everything now"),
        lead=_(
            "Every session in the house loses its keys at once. Nothing is lost; what somebody was "
            "typing is kept as a draft."
        ),
        back_url="/",
    )
    return run(request, LockForm(request), "kit/form.html", page, act, "/staff/sign-in/")
