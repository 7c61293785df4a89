"""What the shell puts around every page: menu, account, search, the lawyer's button, banners."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.domain.emergency import OFFICES
from naru.ground.pathway import queries, rooms
from naru.ground.staff import session
from naru.ground.staff.emergency import waiting_reviews
from naru.ground.staff.keys import MAY_HOLD, ONE_PERSON
from naru.ground.staff.models import Account
from naru.ground.staff.queries import duty_name
from naru.kit import numbers
from naru.kit.context import NavItem
from naru.planning import PLANNERS
from naru.web.keyholders import waiting_for

NAMELESS = {Duty.SYSTEM_ADMINISTRATOR, Duty.STATISTICIAN}


def shell(request: HttpRequest) -> dict[str, object]:
    """The context of a page for whoever has signed in; nothing for strangers."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return {"home_url": "/"}
    if session.is_locked(request):  # whose session it is, the page itself says; nothing else
        return {"home_url": reverse("web:home")}
    return {
        "lock": _lock(account),
        "account": {"name": _shown(account), "title": lazy(_title, str)(account)},
        "account_menu": _account_menu(account),
        "draft_url": f"{reverse('web:draft')}?{urlencode({'path': request.path})}",
        "counsel_url": _counsel_url(request),
        "home_url": reverse("web:home"),
        "nav": _Nav(request, account),
        "search_url": "" if account.duties <= NAMELESS else reverse("web:search"),
    }


def _lock(account: Account) -> dict[str, object]:
    """What covers the page after idle minutes."""
    return {
        "who": account.name,
        "seconds": settings.NARU_IDLE_MINUTES * 60,
        "url": reverse("staff:unlock"),
        "stay": reverse("staff:stay"),
        "ask": reverse("staff:passkey_ask"),
        "use": reverse("staff:passkey_use"),
    }


def _shown(account: Account) -> str:
    """A resident's account is called by their number, which is read in two groups."""
    number = numbers.read(account.name)
    return numbers.shown(number) if number else account.name


class _Nav:
    """The menu, made only when a page prints it."""

    def __init__(self, request: HttpRequest, account: Account) -> None:
        self._here = request.path
        self._waiting: int | None = getattr(request, "waiting", None)
        self._account = account

    def __iter__(self) -> Iterator[NavItem]:
        account, duties = self._account, self._account.duties
        yield self._first()
        if not duties <= {Duty.RESIDENT} | NAMELESS:
            yield self._item(_("People"), reverse("web:people"))
        for room in rooms.installed():
            for nav in room.nav:
                if duties & nav.duties:
                    yield self._item(nav.title, reverse(nav.url_name))
        if duties & set(PLANNERS):
            yield self._item(_("Planning"), reverse("plan:planner"))
        if duties & set(OFFICES):
            waits = waiting_reviews(account)
            yield self._item(_("Emergency openings"), reverse("web:reviews"), waits)
        if duties & MAY_HOLD and (decides := waiting_for(account)):
            yield self._item(_("Proposals to decide"), reverse("web:keys"), decides)
        if Duty.DIRECTOR in duties:
            yield self._item(_("Conflicts of interest"), reverse("web:conflicts"))
        if Duty.SYSTEM_ADMINISTRATOR in duties:
            yield self._item(_("Accounts"), reverse("staff:accounts"))

    def _first(self) -> NavItem:
        """The queue; for a resident, their own file."""
        if self._account.duties == {Duty.RESIDENT}:
            return self._item(_("My file"), reverse("web:me"))
        waiting = self._waiting
        if waiting is None:
            waiting = queries.queue_length(self._account)
        return self._item(_("My queue"), reverse("web:home"), waiting)

    def _item(self, title: Any, url: str, count: int | None = None) -> NavItem:
        current = self._here == url or (url != "/" and self._here.startswith(url))
        return NavItem(title, url, current, count)


def _title(account: Account) -> str:
    lang = translation.get_language() or "ko"
    return ", ".join(duty_name(duty, lang) for duty in sorted(account.duties))


def _account_menu(account: Account) -> list[dict[str, object]]:
    menu: list[dict[str, object]] = []
    if account.person_id:
        menu.append({"title": _("My file"), "url": reverse("web:me")})
        menu.append({"title": _("Who opened my file"), "url": reverse("web:openings")})
    if Duty.RESIDENT not in account.duties:
        menu.append({"title": _("Wall screen"), "url": reverse("web:wall")})
    if account.duties & MAY_HOLD:
        menu.append({"title": _("Who holds the keys"), "url": reverse("web:keys")})
    menu.append({"title": _("Checkpoint of the ledger"), "url": reverse("web:checkpoint")})
    if settings.NARU_AGENT is not None and not account.duties <= ONE_PERSON:
        menu.append({"title": _("Lock everything"), "url": reverse("staff:lock_everything")})
    return [
        *menu,
        {"title": _("How you sign in"), "url": reverse("staff:methods")},
        {"title": _("Change the password"), "url": reverse("staff:password")},
        {"title": _("Lock the screen"), "url": reverse("staff:lock"), "post": True},
        {"title": _("Sign out"), "url": reverse("staff:sign_out"), "post": True},
    ]


def _counsel_url(request: HttpRequest) -> str:
    """The lawyer's button: on every page about a person, and always for a resident."""
    match = request.resolver_match
    number = match.kwargs.get("number") if match else None
    account = request.user
    if number is None and account.person_id:
        from naru.ground import people

        number = people.number_of(account.person_id)
    try:
        return reverse("rights:request_counsel", args=[number]) if number else ""
    except NoReverseMatch:
        return ""
