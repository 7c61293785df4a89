"""The printed matrix and the centre answer alike: every page, every duty, every compartment."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from naru.domain import need
from naru.domain.duties import Duty
from naru.ground.pathway import profiles
from naru.ground.pathway.models import Assignment
from naru.ground.pathway.need import why_not
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff.access import door_of
from naru.ground.staff.models import Account, Mandate
from naru.ground.vault.gate import Asked
from naru.web import words
from naru.web.matrix import patterns, text, who
from tests.house.test_doors import address

pytestmark = pytest.mark.django_db
PRINTED = Path(__file__).resolve().parents[2] / "docs/access.md"
OPENS = re.compile(r'(?:open_rows?|read_file)\([^"\n]*?"([\w ]+)"\s*\)')
NARU = PRINTED.parents[1] / "naru"
KINDS = {"client": "counsel", "ward": "guardian", "consent": "consent", "notice": "notice"}


def table(title):
    """The rows of a printed table, by their first cell."""
    part = PRINTED.read_text().split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    head, *rest = cells
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rest}


def test_the_printed_matrix_is_up_to_date():
    assert PRINTED.read_text() == text(profiles.current())


@pytest.mark.parametrize("duty", list(Duty))
def test_every_page_answers_every_duty_as_printed(client, duty):
    row = make_case()
    person = row.person_id if duty is Duty.RESIDENT else None
    client.force_login(make_account(duty, person_id=person))
    name = profiles.current().duties[duty].name["en"]
    printed = table("Pages")
    for path, pattern in patterns():
        if pattern.name in {"sign_out", "lock"}:
            continue
        allowed = printed[f"`/{path}`"]["who"]
        assert allowed == who(profiles.current(), door_of(pattern.callback))
        open_to = allowed.startswith("everybody") or name in allowed.split(", ")
        url = address(path).replace("/p/K7Q29XMA/", f"/p/{row.person.number}/")
        status = client.get(url).status_code
        assert (status == 403) is not open_to, (path, status)
        assert status < 500, path


def tie(account, row, scope):
    """What the scope asks for, made real."""
    now = timezone.now()
    if scope == "own":
        for held in account.duties:
            Assignment.objects.create(case=row, account=account, duty=held, since=now)
    elif scope == "self":
        Account.objects.filter(pk=account.pk).update(person_id=row.person_id)
    elif scope in KINDS:
        Mandate.objects.create(
            account=account, person_id=row.person_id, kind=KINDS[scope], since=now
        )


def untie(row, account, scope):
    """Somebody else is put on the case; it began before today."""
    now = timezone.now()
    for held in account.duties:
        other = make_account(held)
        Assignment.objects.create(case=row, account=other, duty=held, since=now)
    row.opened_at = now - timezone.timedelta(days=3)
    row.save(update_fields=["opened_at"])


@pytest.mark.parametrize("duty", list(Duty))
def test_every_compartment_answers_every_duty_as_printed(duty):
    name = profiles.current().duties[duty].name["en"]
    for compartment, printed in table("What the vault's gate answers")[name].items():
        row, account = make_case(), make_account(duty)
        asked = Asked(row.person_id, compartment, "room", None)
        if printed == "open":
            assert why_not(account, asked, "any") is None
        elif printed in {"closed", "minimum"}:
            assert why_not(account, asked, "any"), compartment
            least = need.minimum(duty, compartment)
            shown = any(why_not(account, asked, reason) is None for reason in least)
            assert shown == (printed == "minimum"), compartment
        else:
            check_tie(row, account, asked, printed.removeprefix("if "))


def check_tie(row, account, asked, scope):
    if scope == "sealed":
        mine = Asked(asked.person_id, asked.compartment, "room", account.pk)
        assert why_not(account, mine, "any") is None
        office = asked.compartment == "complaints"
        assert (why_not(account, asked, "any") is None) == office
        return
    if scope == "today":
        assert why_not(account, asked, "any") is None
    untie(row, account, scope)
    refusal = why_not(account, asked, "any")
    assert refusal is not None, (scope, asked.compartment)
    assert refusal.code == f"need.{scope}"
    tie(account, row, scope)
    if scope != "today":
        assert why_not(Account.objects.get(pk=account.pk), asked, "any") is None, scope


@pytest.mark.parametrize("duty", list(Duty))
def test_a_conflict_of_interest_closes_every_compartment(duty):
    from naru.ground.staff.conflicts import note_conflict

    row, account = make_case(), make_account(duty)
    note_conflict(account.pk, row.person_id, "relation", timezone.now())
    for compartment in (*need.SEALED, "ops", "legal"):
        refusal = why_not(account, Asked(row.person_id, compartment), "label")
        assert refusal.code == "conflict.noted"


def test_a_stranger_to_every_duty_opens_nothing():
    asked = Asked(uuid4(), "identity")
    assert why_not(make_account(), asked, "label")


def test_every_reason_of_opening_has_words_for_the_person():
    found = set()
    for path in NARU.rglob("*.py"):
        if "tests" not in path.parts:
            found |= set(OPENS.findall(path.read_text()))
    viewed = found - BY_THE_SYSTEM
    told = set().union(*(codes for codes, _said in words.PURPOSES))
    assert viewed <= told, sorted(viewed - told)


BY_THE_SYSTEM = {
    "conduct", "undo", "draft", "choose", "arrive", "standing", "decide", "refoulement", "amend",
    "own", "end", "void", "weigh_exhibit", "raise_suspicion", "stop", "dose", "dispense",
    "settle_claim", "code app", "test", "verify",
}  # fmt: skip
