"""The one-time link: shown once to who issues it, used once by whom it is for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff import limits, links
from naru.ground.staff.access import duty, fresh, public
from naru.ground.staff.models import Account
from naru.kit.fields import ConfirmField, PasswordField
from naru.kit.forms import KitForm
from naru.kit.labels import qr_svg
from naru.kit.pages import FormPage, refuse, run, show

TRIES, MINUTES = 20, 15


@dataclass(frozen=True)
class LinkPage:
    """A link, shown once."""

    title: str
    name: str
    username: str
    url: str
    qr: SafeString
    until: datetime
    back_url: str


class AskForm(KitForm):
    """One box: whoever asked for it was seen."""

    sure = ConfirmField(label=gettext_lazy("I have seen in person who asks for it."))


class ChooseForm(KitForm):
    """A new password, typed twice."""

    password = PasswordField(
        new=True,
        label=gettext_lazy("Your new password"),
        help_text=gettext_lazy("At least 12 characters; a sentence is best."),
    )
    again = PasswordField(new=True, label=gettext_lazy("The same once more"))

    def clean_again(self) -> str:
        """Both must be the same, or a slip would lock its holder out."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password", again):
            raise ValidationError(_("The two passwords differ. Type the same one twice."))
        return again


@fresh
@duty(Duty.SYSTEM_ADMINISTRATOR)
def issue(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Issue a link for somebody whose password was lost."""
    account = get_object_or_404(Account, pk=account_id)
    page = FormPage(
        _("One-time link for %(name)s") % {"name": account.name},
        submit=_("Make the link"),
        lead=_(
            "With it they choose a new password. Their old keys open nothing from then on, and "
            "colleagues let them in again. A second factor stays as it is."
        ),
        back_url=reverse("staff:accounts"),
        warning=True,
    )
    form = AskForm(request)
    if request.method != "POST" or not form.is_valid():
        return run(request, form, "kit/form.html", page, lambda _said: Refusal("link.dead"), "/")
    made = links.issue_link(by=request.user, now=timezone.now(), account_id=account_id)
    if isinstance(made, Refusal):
        return refuse(request, "kit/form.html", page, made, form=form)
    return shown(request, account, made[1])


def shown(request: HttpRequest, account: Account, secret: str) -> HttpResponse:
    """The page that shows a link: answered at once, never redirected to, kept nowhere."""
    url = request.build_absolute_uri(reverse("staff:use_link", args=[secret]))
    title = _("One-time link for %(name)s") % {"name": account.name}
    page = LinkPage(
        title=title,
        name=account.name,
        username=account.username,
        url=url,
        qr=qr_svg(url, title),
        until=timezone.now() + links.VALID,
        back_url=reverse("staff:accounts"),
    )
    return show(request, "staff/link.html", page)


@public
@sensitive_post_parameters("password", "again")
def use(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose one's own password; looking at the page doesn't use the link up."""
    tried = limits.spend("link", limits.address_of(request), most=TRIES, minutes=MINUTES)
    account = None if tried else links.account_of(secret, timezone.now())
    page = FormPage(
        _("Choose your password"),
        submit=_("Set the password"),
        lead=_("User name: %(username)s") % {"username": account.username} if account else "",
    )
    if account is None:
        return refuse(request, "staff/link_dead.html", page, tried or links.DEAD)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return links.use_link(now=timezone.now(), secret=secret, password=said["password"])

    hello = _("The password is set. Sign in with it.")
    form, to = ChooseForm(request), reverse("staff:sign_in")
    return run(request, form, "kit/form.html", page, act, to, hello)
