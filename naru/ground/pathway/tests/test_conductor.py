"""The conductor: once only, all or nothing, in the ledger, pinned to a profile."""

import uuid
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.ledger.models import Entry
from naru.ground.pathway import actions, conductor, queries
from naru.ground.pathway.models import CaseRow, OnceKey
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.pathway.verbs import verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


@pytest.fixture
def row():
    return make_case()


@verb
def triage(*, by, now, number):
    case = conductor.load(number)
    return conductor.advance(case, "triage", by=by, now=now, facts={"triage_code": "green"})


def test_an_arrival_opens_a_case_with_its_clocks_and_tasks(row, nurse):
    case = conductor.state(row)
    assert "S00" in case.done
    assert {"C1", "C12"} <= set(case.clocks)
    assert [task.event for task in queries.queue(nurse)][:1] == ["triage"]
    assert list(ledger.verify()) == []


def test_an_event_moves_the_case_once(row, nurse):
    once = str(uuid.uuid4())
    before = Entry.objects.count()
    first = triage(by=nurse, number=row.person.number, once=once)
    again = triage(by=nurse, number=row.person.number, once=once)
    assert isinstance(first, Done)
    assert again.repeated
    assert again.entry == first.entry
    assert Entry.objects.count() == before + 1


def test_a_refusal_writes_nothing(row):
    custodian = make_account(Duty.PROPERTY_CUSTODIAN)
    before = (Entry.objects.count(), CaseRow.objects.get(pk=row.pk).version)
    refused = triage(by=custodian, number=row.person.number, once=str(uuid.uuid4()))
    assert isinstance(refused, Refusal)
    assert (Entry.objects.count(), CaseRow.objects.get(pk=row.pk).version) == before
    assert not OnceKey.objects.exists()


def test_an_unknown_number_is_not_found(nurse):
    with pytest.raises(Http404):
        queries.case(nurse, "nonsense")


def test_undo_is_a_reversing_entry_within_fifteen_minutes(row, nurse):
    now = timezone.now()
    triage(by=nurse, number=row.person.number, now=now)
    late = now + timedelta(minutes=16)
    case = conductor.state(CaseRow.objects.get(pk=row.pk))
    assert "S01" in case.done
    refused = conductor.undo(CaseRow.objects.get(pk=row.pk), by=nurse, now=late)
    assert isinstance(refused, Refusal)


def test_an_interviewer_reaches_only_own_people(row):
    interviewer = make_account(Duty.INTERVIEWER)
    with pytest.raises(Http404):
        queries.case(interviewer, row.person.number)
    actions.assign(
        by=make_account(Duty.DIRECTOR),
        number=row.person.number,
        account_id=interviewer.pk,
        duty=Duty.INTERVIEWER,
    )
    seen = queries.case(interviewer, row.person.number)
    assert "triage_code" not in seen.facts


def test_facts_are_cut_down_to_the_viewers_duties(row, nurse):
    triage(by=nurse, number=row.person.number)
    assert queries.case(nurse, row.person.number).fact("triage_code") == "green"
    librarian = make_account(Duty.INSTRUCTOR)
    assert queries.case(librarian, row.person.number).fact("triage_code") is None


def test_free_text_that_names_a_route_comes_back_once(rf):
    from naru.ground.pathway.pages import warn_of_words
    from naru.kit.fields import LongTextField
    from naru.kit.forms import KitForm

    class NoteForm(KitForm):
        note = LongTextField(label="Note")

    said = {"note": "브로커가 두만강에서 기다렸다고 함"}
    form = NoteForm(rf.post("/", said))
    warn_of_words(form)
    assert form.errors["note"]
    again = NoteForm(rf.post("/", {**said, "heeded": form.data["heeded"]}))
    warn_of_words(again)
    assert again.is_valid()


def test_a_key_or_a_choice_that_looks_like_a_telephone_number_is_none(rf):
    from naru.ground.pathway.pages import warn_of_words
    from naru.kit.fields import ChoiceField, LongTextField
    from naru.kit.forms import KitForm

    key = "00123456-7890-4123-8456-789012345678"

    class ChoiceForm(KitForm):
        who = ChoiceField(label="Who", choices=[(key, "somebody")])
        note = LongTextField(label="Note", required=False)

    form = ChoiceForm(rf.post("/", {"who": key, "once": key}))
    warn_of_words(form)
    assert form.is_valid()
    told = ChoiceForm(rf.post("/", {"who": key, "note": "010-1234-5678"}))
    warn_of_words(told)
    assert list(told.errors) == ["note"]


def test_undo_takes_back_the_last_act_of_this_person_only(row, nurse):
    other = make_case()
    done = triage(by=nurse, number=row.person.number)
    triage(by=nurse, number=other.person.number)
    given = {"event": "triage", "subject": done.subject}
    refused = actions.undo(by=nurse, number=other.person.number, **given)
    assert refused == Refusal("undo.nothing")
