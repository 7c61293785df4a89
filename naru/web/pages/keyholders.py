"""Who holds the keys of which compartment: propose, decide, take out, change the key."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.domain.refusals import Done, Refusal
from naru.ground.staff import keys
from naru.ground.staff.access import duty, fresh
from naru.ground.vault import Compartment
from naru.ground.vault.keeper import is_embedded
from naru.kit.fields import ChoiceField, ConfirmField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, done, refuse, run, show
from naru.web import keyholders
from naru.web.keyholders import Left, Part, Proposal

LIST = "web/keyholders.html"
NONE = "web/keyholders_none.html"


@dataclass(frozen=True)
class KeysPage:
    """Every compartment, what waits for a decision, who left."""

    title: str
    parts: list[Part]
    proposals: list[Proposal]
    left: list[Left]
    fingerprint: str
    embedded: bool


@dataclass(frozen=True)
class PartPage:
    """One compartment and its members."""

    title: str
    part: Part
    back_url: str
    candidates: int


@dataclass(frozen=True)
class DecidePage(FormPage):
    """One proposal, and the form that decides it."""

    proposal: Proposal | None = None


class ProposeForm(KitForm):
    """Who should be let in."""

    chosen = ChoiceField(label=gettext_lazy("Which colleague"))
    sure = ConfirmField(
        label=gettext_lazy("I have asked them in person, and their work needs these records.")
    )

    def __init__(self, request: HttpRequest, choices: list[tuple[str, str]]) -> None:
        super().__init__(request)
        self.fields["chosen"].choices = choices


class DecideForm(KitForm):
    """Yes or no; whoever proposed can only take the proposal back."""

    answer = ChoiceField(label=gettext_lazy("Your decision"))

    def __init__(self, request: HttpRequest, *, mine: bool) -> None:
        super().__init__(request)
        no = _("Take the proposal back") if mine else _("Don’t let them in")
        yes = [] if mine else [("approve", _("Let them in: I compared the key with them"))]
        self.fields["answer"].choices = [*yes, ("refuse", no)]


class WithdrawForm(KitForm):
    """One box."""

    sure = ConfirmField(
        label=gettext_lazy("Take them out now. Their open session ends, and the key is changed.")
    )


@duty(*sorted(keys.MAY_HOLD))
def key_list(request: HttpRequest) -> HttpResponse:
    """The list."""
    return show(request, LIST, _list_page(request))


def _list_page(request: HttpRequest) -> KeysPage:
    viewer = request.user
    return KeysPage(
        title=_("Who holds the keys"),
        parts=keyholders.parts(viewer),
        proposals=keyholders.proposals(viewer),
        left=keyholders.left(),
        fingerprint=keyholders.own_fingerprint(viewer),
        embedded=is_embedded(),
    )


@duty(*sorted(keys.MAY_HOLD))
def key_part(request: HttpRequest, part: str) -> HttpResponse:
    """One compartment."""
    found = keyholders.part(request.user, part)
    title, some = _("Keys: %(part)s") % {"part": found.name}, 0
    if found.holds:
        some = len(keyholders.candidates(request.user, part))
    page = PartPage(title, found, reverse("web:keys"), some)
    return show(request, "web/keyholders_part.html", page)


@fresh
@duty(*sorted(keys.MAY_HOLD))
def propose(request: HttpRequest, part: str) -> HttpResponse:
    """Propose that a colleague be let in."""
    found, to = keyholders.part(request.user, part), reverse("web:keys_part", args=[part])
    page = FormPage(
        _("Let a colleague in: %(part)s") % {"part": found.name},
        submit=_("Propose the colleague"),
        lead=_("A second member decides. Only colleagues whose duties need it are listed."),
        back_url=to,
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {"account_id": UUID(said["chosen"]), "compartment": Compartment(part)}
        return keys.ask_grant(by=request.user, now=timezone.now(), **given)

    form = ProposeForm(request, keyholders.candidates(request.user, part))
    if not form.fields["chosen"].choices:
        return refuse(request, NONE, page, Refusal("vault.nobody_left"))
    message = _("Proposed. Another member decides.")
    return run(request, form, "kit/form.html", page, act, to, message)


@fresh
@duty(*sorted(keys.MAY_HOLD))
def decide(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Approve a proposal or refuse it."""
    found, to = keyholders.proposal(request.user, grant_id), reverse("web:keys")
    page = DecidePage(_("Decide on a proposal"), submit=_("Decide"), back_url=to, proposal=found)
    if found.refused and (found.refused.code == "vault.decided" or not found.mine):
        return refuse(request, NONE, page, found.refused)

    def act(said: dict[str, Any]) -> Done | Refusal:
        step = keys.approve_grant if said["answer"] == "approve" else keys.refuse_grant
        return step(by=request.user, now=timezone.now(), grant_id=grant_id)

    form = DecideForm(request, mine=found.mine)
    return run(request, form, "web/keyholders_decide.html", page, act, to)


@fresh
@duty(*sorted(keys.MAY_HOLD))
def withdraw(request: HttpRequest, part: str, account_id: UUID) -> HttpResponse:
    """Take somebody out of a compartment."""
    found, to = keyholders.part(request.user, part), reverse("web:keys_part", args=[part])
    name = next((one.name for one in found.members if one.id == account_id), "")
    page = FormPage(
        _("Take out of the compartment: %(part)s") % {"part": found.name},
        submit=_("Take out of the compartment"),
        lead=name,
        back_url=to,
        warning=True,
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {"account_id": account_id, "compartment": Compartment(part)}
        return keys.withdraw_grant(by=request.user, now=timezone.now(), **given)

    message = _("Taken out.")
    return run(request, WithdrawForm(request), "kit/form.html", page, act, to, message)


@require_POST
@duty(*sorted(keys.MAY_HOLD))
def rotate(request: HttpRequest) -> HttpResponse:
    """Change the keys of the compartments that somebody left."""
    changed = keys.rotate_due(by=request.user, now=timezone.now())
    if not changed:
        return refuse(request, LIST, _list_page(request), Refusal("vault.nothing_due"))
    return done(request, Done(" ".join(changed)), reverse("web:keys"), _("The key is changed."))
