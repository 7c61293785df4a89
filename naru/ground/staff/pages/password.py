"""Change one's own password."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from naru.domain.refusals import Done, Refusal
from naru.ground.staff import actions, session_keys
from naru.ground.staff.access import early, signed_in
from naru.kit.fields import PasswordField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run


class PasswordForm(KitForm):
    """The present password and the new one."""

    current = PasswordField(label=gettext_lazy("Present password"))
    new = PasswordField(
        new=True,
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least 12 characters; a sentence is best."),
    )


@early
@signed_in
@sensitive_post_parameters("current", "new")
def password(request: HttpRequest) -> HttpResponse:
    """The page of one's own password."""

    def act(said: dict[str, Any]) -> Done | Refusal:
        result = actions.change_password(
            by=request.user, now=timezone.now(), current=said["current"], new=said["new"]
        )
        if isinstance(result, Done):
            session_keys.change_password(request, said["new"])
            update_session_auth_hash(request, request.user)
        return result

    page = FormPage(title=_("Change the password"), submit=_("Change"), back_url="/")
    form = PasswordForm(request)
    return run(request, form, "kit/form.html", page, act, "/", _("The password is changed."))
