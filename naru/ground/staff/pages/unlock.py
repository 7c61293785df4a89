"""Lock the session, unlock it again in place, and prove who one is before what matters."""

from collections.abc import Callable
from typing import Any

from axes.decorators import axes_dispatch
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from naru.domain.refusals import Done, Refusal
from naru.ground.staff import session, session_keys, unlocking
from naru.ground.staff.access import early, signed_in, while_locked
from naru.ground.staff.pages.passkey import refused, unlocked
from naru.ground.staff.proving import (
    CodeBox,
    asks_code,
    next_of,
    passkey_box,
    proved_again,
    tell_keys,
)
from naru.kit.fields import PasswordField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, see_other

IN_PLACE = "X-In-Place"
Act = Callable[[dict[str, Any]], Done | Refusal]


class ProofForm(KitForm):
    """The password of whoever holds the session, and a code where the house asks for one."""

    password = PasswordField(label=gettext_lazy("Password"))
    code = CodeBox()

    def __init__(self, request: HttpRequest, *, code: bool) -> None:
        super().__init__(request)
        if not code:
            del self.fields["code"]


@while_locked
@signed_in
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the session by one press."""
    session.lock(request)
    session_keys.lock(request)
    unlocking.locked(request.session.session_key or "")
    return see_other(f"{reverse('staff:unlock')}?next={next_of(request)}")


@while_locked
@signed_in
@sensitive_post_parameters("password")
@axes_dispatch
def unlock(request: HttpRequest) -> HttpResponse:
    """The quick way back: the password or a passkey, and the page one was on."""
    if not session.is_locked(request) and request.method == "GET":
        return see_other(next_of(request))
    form = ProofForm(request, code=False)
    if IN_PLACE in request.headers:
        return _in_place(request, form)
    page = FormPage(
        _("The session is locked"),
        submit=_("Unlock"),
        lead=_("What was typed is kept. Prove that it is you, and go on where you were."),
    )
    more = {"passkey": passkey_box(next_of(request)), "who": request.user.name}
    act = _quick(request)
    return run(request, form, "staff/unlock.html", page, act, next_of(request), more=more)


def _in_place(request: HttpRequest, form: ProofForm) -> HttpResponse:
    """The same for the script that unlocks over the page that is open."""
    if not form.is_valid():
        return refused(Refusal("account.wrong_password"))
    result = _quick(request)(form.cleaned_data)
    return refused(result) if isinstance(result, Refusal) else unlocked(request)


@signed_in
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody works at the page: the idle minutes begin anew."""
    return HttpResponse(status=204)


@early
@signed_in
@sensitive_post_parameters("password", "code")
@axes_dispatch
def confirm(request: HttpRequest) -> HttpResponse:
    """Before a step that matters: prove again who one is."""
    form = ProofForm(request, code=asks_code(request.user))
    page = FormPage(
        _("Is it you?"),
        submit=_("Go on"),
        lead=_("This step can do harm in the wrong hands. Prove again who you are."),
        back_url="/",
    )
    more = {"passkey": passkey_box(next_of(request)), "who": request.user.name}
    act = _whole(request)
    said = _("Thank you. Take the step now.")
    return run(request, form, "staff/unlock.html", page, act, next_of(request), said, more=more)


def _quick(request: HttpRequest) -> Act:
    """Unlock by the password alone; where a second factor is asked, that proves nothing more."""

    def act(said: dict[str, Any]) -> Done | Refusal:
        against = _same_person(request, said["password"])
        return against or _opened(request, said, fresh=not asks_code(request.user))

    return act


def _whole(request: HttpRequest) -> Act:
    """Prove again all that was proved at sign-in."""

    def act(said: dict[str, Any]) -> Done | Refusal:
        against = proved_again(request, said["password"], said.get("code", ""))
        return against or _opened(request, said, fresh=True)

    return act


def _opened(request: HttpRequest, said: dict[str, Any], *, fresh: bool) -> Done:
    session.unlock(request, fresh=fresh)
    tell_keys(request, password=said["password"])
    return Done(str(request.user.pk))


def _same_person(request: HttpRequest, password: str) -> Refusal | None:
    """A quick unlock asks for the password alone: the second factor was shown this shift."""
    found = authenticate(request, username=request.user.username, password=password)
    if found is None:
        locked = getattr(request, "axes_locked_out", False)
        return Refusal("sign_in.locked" if locked else "account.wrong_password")
    return None if found.pk == request.user.pk else Refusal("sign_in.not_you")
