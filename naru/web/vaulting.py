"""What `naru vault` does: status, members, hand-over, recovery sheets, erasure, canaries."""

from collections.abc import Callable, Iterable, Sequence
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from naru.demo.people import Somebody, everybody
from naru.domain.refusals import Refusal, say
from naru.ground import ledger, people
from naru.ground.staff import session_keys
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, SYSTEM, Compartment, agekeys, erase, members, recovery
from naru.ground.vault.custody import canaries
from naru.ground.vault.custody.errors import CustodyError
from naru.ground.vault.erasing import Certificate
from naru.ground.vault.keeper import Holding, forget_keeper, is_embedded, keeper
from naru.kit import numbers
from naru.web import backing

SHEETS = "recovery sheets"


class DeskError(Exception):
    """It can't be done; the message says why and what to do."""


FAULTS = {
    "machine": "the machine can open it (hand over to the members)",
    "few": "fewer than two members",
    "no_recovery": "no recovery sheet opens it",
    "rotation_due": "somebody left: the next member who signs in rotates it",
}


def account(username: str) -> Account:
    """An active account by user name."""
    found = Account.objects.filter(username=username, is_active=True).first()
    if found is None:
        msg = f"there is no active account {username!r}"
        raise DeskError(msg)
    return found


def signed_in(username: str, ask: Callable[[str], str]) -> tuple[Account, Holding]:
    """An account and what its password unlocks; `ask` gets a prompt and returns the password."""
    who = account(username)
    password = ask(f"Password of {username}: ")
    if not who.check_password(password):
        msg = f"this isn't the password of {username}"
        raise DeskError(msg)
    if is_embedded():
        return who, Holding(account=who.pk)
    said = session_keys.open_session(who, "password", password.encode())
    if said is None:
        msg = f"the key of {username} doesn't open with this password: reset it, then grant again"
        raise DeskError(msg)
    return who, session_keys.holding_of(who, said)


def make_sheets(two: Sequence[tuple[Account, Holding]]) -> list[str]:
    """Five new recovery sheets; `two` members are needed once the machine holds nothing."""
    now = timezone.now()
    with transaction.atomic():
        _holder, sheets = recovery.make(now)
        missing = sorted({part.value for part in Compartment} - set(recovery.covered()))
        if missing and len(two) < members.FEWEST:
            msg = f"members hold {', '.join(missing)}: name two of them with --as and --second"
            raise DeskError(msg)
        for compartment in missing:
            _cover(compartment, two)
        note("make_recovery", two[0][0] if two else SYSTEM)
    _private, public = agekeys.identity_of_sheets(recovery.combine(sheets[: recovery.NEEDED]))
    backing.add_recipient(public, f"{SHEETS} {now:%Y-%m-%d}", replaces=SHEETS)
    return sheets


def _cover(compartment: str, two: Sequence[tuple[Account, Holding]]) -> None:
    try:
        recovery.cover(compartment, two[0][1], two[1][1])
    except CustodyError as error:
        names = " and ".join(who.username for who, _holding in two)
        msg = f"{names} can't seal {compartment}: both must hold it, and they must be two ({error})"
        raise DeskError(msg) from error


def use_sheets(sheets: Iterable[str], usernames: Sequence[str]) -> list[str]:
    """Let two or more accounts in with three sheets."""
    accounts = [account(name) for name in usernames]
    with transaction.atomic():
        opened = recovery.use(sheets, [one.pk for one in accounts], timezone.now())
        note("use_recovery", SYSTEM, accounts=usernames, compartments=opened)
    return opened


def erase_person(
    number: str, compartments: Sequence[str], by: Account, second: Account
) -> Certificate:
    """Destroy a person's keys, decided by two; the certificate."""
    if by.pk == second.pk:
        raise DeskError("an erasure is decided by two persons")
    person = people.person_of(numbers.read(number) or number)
    if person is None:
        msg = f"there is no person {number}"
        raise DeskError(msg)
    with transaction.atomic():
        made = erase(person.pk, [Compartment(one) for one in compartments], timezone.now())
        people.note_change([person.pk])
        note("erase", by, person=person.number, second=str(second.pk), keys=made.keys)
    return made


def plant_canaries(count: int) -> int:
    """Make persons who don't exist; only the custodian knows which they are. Says how many."""
    path = canaries.path_of(settings.NARU_HOME)
    kept, now = canaries.read(path), timezone.now()
    with transaction.atomic():
        rows = people.register_many(SYSTEM, [_draft(one) for one in _fictional(count)], now)
        for row in rows:
            given = {"relation": "parent", "alive": "yes", "country": "KP", "wish": "none"}
            people.add_kin(by=SYSTEM, now=now, person_id=row.pk, **given)
    canaries.write(path, {*kept, *(row.pk.hex for row in rows)})
    if is_embedded():
        forget_keeper()
    else:
        keeper().read_canaries()
    return len(kept) + len(rows)


def _fictional(count: int) -> list[Somebody]:
    return everybody(SystemRandom(), count, 90)[:count]


def _draft(one: Somebody) -> people.Draft:
    return people.Draft(
        names=one.names, birth=one.birth, sex=one.sex, languages=one.languages, origin=one.origin
    )


def note(action: str, by: Any, **body: Any) -> None:
    """Write what was done at the desk into the ledger."""
    ledger.append(
        action,
        at=timezone.now(),
        actor=by,
        person_id=CENTRE,
        compartment=Compartment.OPS,
        subject=str(by.pk),
        body=body,
    )


def checked(result: object) -> object:
    """A done thing; a refusal becomes an error in words."""
    if isinstance(result, Refusal):
        said = say(result, "en")
        raise DeskError(f"{said.why} {said.next_step}")
    return result
