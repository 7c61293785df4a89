"""Writes of the ruling room: one function a verb."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger, people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.staff.queries import mandated
from naru.ground.vault import SYSTEM, Compartment, keep_file, open_row
from naru.kit import numbers
from naru.rooms.ruling import refusals  # noqa: F401
from naru.rooms.ruling.letter import letter
from naru.rooms.ruling.models import (
    Disclosure,
    Objection,
    ObjectionRuling,
    OutcomeOrder,
    Record,
    RefoulementCheck,
    Ruling,
    Service,
)
from naru.rooms.ruling.records import (
    Text,
    latest,
    least_days,
    remedy_last_day,
    standing,
    text_of,
)

LEGAL = Compartment.LEGAL


@verb
def disclose_file(
    *, by: Account, now: datetime, number: str, way: str, to_counsel: str, left_out: str
) -> Done | Refusal:
    """Show the file to the person, and to their counsel if they have one."""
    row = conductor.load(number)
    if to_counsel != "given" and mandated(row.person_id, "counsel"):
        return Refusal("ruling.counsel_left_out")
    said = {"way": way, "to_counsel": to_counsel, "left_out": left_out}
    kept = _keep(Disclosure, row, by, now, said)
    return _advance(row, "disclose_file", by, now, kept, said)


@verb
def check_refoulement(
    *, by: Account, now: datetime, number: str, risk: str, stateless: str, reasons: str
) -> Done | Refusal:
    """Check whether return exposes somebody to harm and whether they have a nationality."""
    row = conductor.load(number)
    said = {"risk": risk, "stateless": stateless, "reasons": reasons}
    kept = _keep(RefoulementCheck, row, by, now, said)
    return _advance(row, "check_refoulement", by, now, kept, said)


@verb
def draft_ruling(*, by: Account, now: datetime, number: str, text: Text) -> Done | Refusal:
    """Draft the ruling; one against somebody holds ground, facts, reasons and remedy."""
    row = conductor.load(number)
    if latest(Ruling, row.person_id, decided=True):
        return Refusal("ruling.already_decided")
    against = _against_text(row, text)
    if against:
        return against
    kept = _keep(Ruling, row, by, now, {**text.kept(), "drafted_by": str(by.pk)}, decided=False)
    return _advance(row, "draft_ruling", by, now, kept, {"ground": text.ground})


@verb
def decide(*, by: Account, now: datetime, number: str, typed: str) -> Done | Refusal:
    """Adopt the draft of somebody else; the person's number is typed, as it can't be undone."""
    row = conductor.load(number)
    draft = latest(Ruling, row.person_id)
    if draft is None or draft.decided:
        return Refusal("ruling.already_decided" if draft else "ruling.no_draft")
    values = open_row(SYSTEM, draft, "decide")
    text = text_of(values)
    against = (
        _against_typed(row, typed)
        or _against_drafter(values, by)
        or _against_text(row, text)
        or _against_risk(row, text)
    )
    if against:
        return against
    entry, name = ledger.reserve(), people.label(SYSTEM, row.person_id).name
    pdf = letter(row.person.number, entry, text, by.name, name)
    file = keep_file(row.person_id, LEGAL, pdf, "application/pdf")
    said = {**values, "decided_by": str(by.pk), "letter": str(file.pk)}
    kept = _keep(Ruling, row, by, now, said, decided=True)
    proves = ledger.file(file, pdf, entry)
    return _advance(row, "decide", by, now, kept, {"ground": text.ground}, proves=proves)


@verb
def serve(
    *,
    by: Account,
    now: datetime,
    number: str,
    language: str,
    interpreter: str,
    handed_to: str,
    signed: str,
) -> Done | Refusal:
    """Hand the ruling over, interpreted; from now on the remedy's period runs."""
    row = conductor.load(number)
    ruling = latest(Ruling, row.person_id, decided=True)
    if ruling is None:
        return Refusal("ruling.no_draft")
    if language not in people.label(SYSTEM, row.person_id).languages:
        return Refusal("ruling.language")
    text = text_of(open_row(SYSTEM, ruling, "serve"))
    said = {
        "language": language,
        "interpreter": interpreter,
        "handed_to": handed_to,
        "signed": signed,
    }
    kept = _keep(Service, row, by, now, said)
    facts = {"remedy_open": text.negative}
    if "remedy_short" in conductor.state(row).profile.events["serve"].facts:
        facts["remedy_short"] = text.negative and text.rule.short_remedy
    return _advance(row, "serve", by, now, kept, said, facts, text.outcome)


@verb
def object(  # noqa: A001 - the name of the verb in the profile
    *, by: Account, now: datetime, number: str, grounds: str, new_evidence: str
) -> Done | Refusal:
    """Lodge an objection; a late one is lodged too, and judged by whoever reviews it."""
    row = conductor.load(number)
    said = {"grounds": grounds, "new_evidence": new_evidence}
    kept = _keep(Objection, row, by, now, said)
    return _advance(row, "object", by, now, kept, said)


@verb
def decide_objection(
    *, by: Account, now: datetime, number: str, result: str, text: Text
) -> Done | Refusal:
    """Review an objection, by somebody who had no part in the case before."""
    row = conductor.load(number)
    objection = latest(Objection, row.person_id)
    if objection is None:
        return Refusal("ruling.no_objection")
    against = (
        _against_text(row, text) or _against_risk(row, text) or _against_result(row, result, text)
    )
    if against:
        return against
    said = {"result": result, "objection": str(objection.pk), **text.kept()}
    kept = _keep(ObjectionRuling, row, by, now, said)
    facts = {"remedy_open": text.negative}
    outcome = text.outcome if result == "changed" else ""
    return _advance(
        row,
        "decide_objection",
        by,
        now,
        kept,
        {"result": result, "ground": text.ground},
        facts,
        outcome,
    )


@verb
def end_remedy(
    *, by: Account, now: datetime, number: str, ended: str, judgment: str
) -> Done | Refusal:
    """Record that nothing can be filed any more: the last day is over, or a judgment final."""
    row = conductor.load(number)
    if ended == "final" and not judgment.strip():
        return Refusal("ruling.no_judgment")
    end = remedy_last_day(row.person_id)
    if ended == "expired" and end is not None and timezone.localdate(now) <= end:
        return Refusal("ruling.remedy_runs", {"last_day": end})
    said = {"ended": ended, "judgment": judgment}
    facts = {"remedy_expired": True}
    return _advance(row, "end_remedy", by, now, None, said, facts)


@verb
def record_outcome(
    *,
    by: Account,
    now: datetime,
    number: str,
    outcome: str,
    authority: str,
    order_number: str,
    ordered_on: date,
    typed: str,
) -> Done | Refusal:
    """Record another outcome, on the order that is on file; the person's number is typed."""
    row = conductor.load(number)
    against = _against_typed(row, typed)
    if against:
        return against
    if ordered_on > timezone.localdate(now):
        return Refusal("ruling.order_ahead")
    said = {"authority": authority, "number": order_number, "date": ordered_on.isoformat()}
    kept = _keep(OutcomeOrder, row, by, now, {**said, "outcome": outcome})
    facts = {"order_on_file": True}
    return _advance(row, "record_outcome", by, now, kept, said, facts, outcome)


def _against_text(row: CaseRow, text: Text) -> Refusal | None:
    missing = text.missing()
    if missing:
        return Refusal("ruling.incomplete", {"missing": missing})
    least = least_days(text.rule)
    if text.negative and text.remedy_days < least:
        return Refusal("ruling.remedy_short", {"days": least})
    other = conductor.state(row).facts.get("other_route") is True
    if text.rule.other_route and not other:
        return Refusal("ruling.not_other_route")
    return None


def _against_typed(row: CaseRow, typed: str) -> Refusal | None:
    return None if numbers.read(typed) == row.person.number else Refusal("ruling.typed_number")


def _against_drafter(values: Mapping[str, Any], by: Account) -> Refusal | None:
    return Refusal("ruling.drafter_decides") if values["drafted_by"] == str(by.pk) else None


def _against_result(row: CaseRow, result: str, text: Text) -> Refusal | None:
    """A decision that stands keeps its ground, and one that is changed has another."""
    before = standing(row.person_id)
    if before is None:  # what was objected to is no ruling of this room
        return None
    same = before.ground == text.ground
    return None if same == (result == "kept") else Refusal("ruling.result_and_ground")


def _against_risk(row: CaseRow, text: Text) -> Refusal | None:
    """Nobody is sent on while harm on return isn't excluded; doubt counts for the person."""
    check = latest(RefoulementCheck, row.person_id) if text.rule.other_route else None
    if check is None or open_row(SYSTEM, check, "refoulement")["risk"] == "no":
        return None
    return Refusal("ruling.refoulement")


def _keep(
    model: type[Record],
    row: CaseRow,
    by: Account,
    now: datetime,
    said: Mapping[str, Any],
    **plain: Any,
) -> Record:
    kept = model(person_id=row.person_id, at=now, by_id=by.pk, **plain)
    kept.put(said)
    kept.save(force_insert=True)
    return kept


def _advance(
    row: CaseRow,
    event: str,
    by: Account,
    now: datetime,
    kept: Record | None,
    body: Mapping[str, Any],
    facts: Mapping[str, Any] | None = None,
    outcome: str = "",
    proves: ledger.Proven | None = None,
) -> Done | Refusal:
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts=facts,
        outcome=outcome,
        subject=str(kept.pk) if kept else "",
        body=body,
        compartment=LEGAL,
        proves=proves,
    )
