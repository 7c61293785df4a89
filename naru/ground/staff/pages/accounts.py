"""The administrator's accounts: list, make, give and take duties, lock."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff import actions, links, queries
from naru.ground.staff.access import duty, fresh
from naru.ground.staff.models import Account
from naru.ground.staff.pages import link
from naru.kit.fields import ChoiceField, MultiLanguageChoice, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, refuse, run, show

FORM = "kit/form.html"


@dataclass(frozen=True)
class AccountsPage:
    """The list of accounts."""

    title: str
    rows: list[queries.AccountRow]


@dataclass(frozen=True)
class ChangePage(FormPage):
    """One account."""

    account_id: UUID | None = None


class MakeForm(KitForm):
    """A new account."""

    username = TextField(label=gettext_lazy("User name"), max_length=60, width=20)
    name = TextField(label=gettext_lazy("Name"), max_length=120)
    languages = MultiLanguageChoice(label=gettext_lazy("Languages"), required=False)


class ChangeForm(KitForm):
    """One change of an account."""

    change = ChoiceField(
        label=gettext_lazy("Change"),
        choices=[
            ("grant", gettext_lazy("Give a duty")),
            ("withdraw", gettext_lazy("Take a duty away")),
            ("lock", gettext_lazy("Lock the account")),
            ("open", gettext_lazy("Open the account again")),
        ],
    )
    duty = ChoiceField(label=gettext_lazy("Duty"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        lang = translation.get_language() or "ko"
        named = [(duty.value, queries.duty_name(duty, lang)) for duty in Duty]
        self.fields["duty"].choices = [("", _("Choose")), *named]

    def clean(self) -> dict[str, Any]:
        """A duty is needed to give or take one."""
        said = super().clean()
        if said.get("change") in {"grant", "withdraw"} and not said.get("duty"):
            self.add_error("duty", _("Choose the duty."))
        return said


@duty(Duty.SYSTEM_ADMINISTRATOR)
def accounts(request: HttpRequest) -> HttpResponse:
    """The list."""
    lang = translation.get_language() or "ko"
    page = AccountsPage(_("Accounts"), queries.accounts(lang))
    return show(request, "staff/accounts.html", page)


@fresh
@duty(Duty.SYSTEM_ADMINISTRATOR)
def make(request: HttpRequest) -> HttpResponse:
    """Make an account."""

    page = FormPage(
        _("Make an account"),
        submit=_("Make the account and its link"),
        lead=_("They choose the password themselves, with a link that opens once."),
        back_url=reverse("staff:accounts"),
    )
    form = MakeForm(request)
    if request.method != "POST" or not form.is_valid():
        return run(request, form, FORM, page, lambda _said: links.DEAD, page.back_url)
    result = _make(request.user, form.cleaned_data)
    if isinstance(result, Refusal):
        return refuse(request, FORM, page, result, form=form)
    return link.shown(request, *result)


@transaction.atomic
def _make(by: Account, said: dict[str, Any]) -> tuple[Account, str] | Refusal:
    given = {"username": said["username"], "name": said["name"]}
    spoken = " ".join(said["languages"])
    done = actions.make_account(by=by, now=timezone.now(), languages=spoken, **given)
    if isinstance(done, Refusal):
        return done
    account = Account.objects.get(pk=done.subject)
    made = links.issue_link(by=by, now=timezone.now(), account_id=account.pk)
    return made if isinstance(made, Refusal) else (account, made[1])


@fresh
@duty(Duty.SYSTEM_ADMINISTRATOR)
def change(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Change an account."""
    account = get_object_or_404(Account, pk=account_id)

    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {"by": request.user, "now": timezone.now(), "account_id": account.pk}
        if said["change"] in {"lock", "open"}:
            return actions.set_active(**given, active=said["change"] == "open")
        step = actions.grant if said["change"] == "grant" else actions.withdraw
        return step(**given, duty=Duty(said["duty"]))

    to = reverse("staff:accounts")
    page = ChangePage(account.name, submit=_("Save"), back_url=to, account_id=account.pk)
    return run(request, ChangeForm(request), "staff/change.html", page, act, to)
