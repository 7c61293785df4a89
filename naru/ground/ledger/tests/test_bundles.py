"""Bundles: what a lawyer's verifier says of them, whole, erased or with one byte changed."""

import uuid

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.domain.refusals import Refusal
from naru.ground import ledger
from naru.ground.ledger import bundles, checkpoints, notes, papers, signing
from naru.ground.ledger.tests.logs import SEEN_AT, VERIFIER, WITNESS, check, kept, witnessed, write
from naru.ground.vault import SYSTEM, Compartment, erase, keep_file

pytestmark = pytest.mark.django_db
SLOW = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def proof(entry, **options):
    return bundles.proof(SYSTEM, entry.seq, timezone.now(), **options)


def whole_log():
    return "".join(bundles.whole_log(timezone.now()))


def codes(report):
    return [code for code, _facts in report.lines]


@pytest.fixture
def log():
    """Seven entries, five of them witnessed, each with a document."""
    entries = write(5, "말")
    witnessed()
    return [*entries, *write(2, "words")]


def test_a_proof_says_since_when_and_by_whom(log):
    report = check(proof(log[3], content=True))
    assert report.faults == []
    said = dict(report.lines)
    assert said["unchanged"] == {"entry": log[3].seq}
    assert said["since"]["name"] == WITNESS.verifier.name
    assert said["since"]["at"].startswith("2026-09-21")
    assert report.files == [(log[3].seq, 1, "text/plain", "말 3".encode())]
    assert '"n":3' in said["said"]["text"]


def test_an_entry_that_no_witness_saw_says_so(log):
    assert "alone" in codes(check(proof(log[6])))


def test_a_file_is_proved_as_it_lies_in_the_vault():
    person = uuid.uuid4()
    file = keep_file(person, Compartment.LEGAL, b"%PDF-1.7 letter", "application/pdf")
    number = ledger.reserve()
    entry = ledger.append(
        "decide",
        at=timezone.now(),
        actor=SYSTEM,
        person_id=person,
        compartment=Compartment.LEGAL,
        proves=ledger.file(file, b"%PDF-1.7 letter", number),
    )
    assert entry.seq == number == papers.entry_of(file.pk)
    assert check(proof(entry)).files == [(number, 1, "application/pdf", b"%PDF-1.7 letter")]
    erase(person, [Compartment.LEGAL], timezone.now())
    assert proof(entry).code == "ledger.erased"
    assert check(proof(entry, bare=True)).faults == []


def test_a_log_names_nobody_and_says_nothing(log):
    text = whole_log()
    assert check(text).faults == []
    assert codes(check(text))[0] == "whole"
    actors = {str(entry.actor_id) for entry in ledger.Entry.objects.all()}
    assert not any(secret in text for secret in (*actors, "말", "words"))


def test_keys_and_checkpoints_that_a_reader_keeps_are_held_against_a_bundle(log):
    key, other = str(signing.log_signer().verifier), notes.new_signer("x.example", notes.PLAIN)
    printed = bundles.printed(checkpoints.checkpoint(timezone.now()))
    text = whole_log()
    good = check(text, key=key, witness=str(WITNESS.verifier), against=kept(printed))
    assert good.faults == []
    assert {"pinned", "agrees"} <= set(codes(good))
    assert check(text, key=str(other.verifier)).faults == [("bad.key", 0)]
    assert check(text, witness=str(other.verifier)).faults == [("bad.witness", 0)]
    assert check(proof(log[6]), against=kept(printed)).faults == []
    assert "apart" in codes(check(proof(log[0]), against=kept(printed)))
    assert "agrees" in codes(check(proof(log[0], size=7), against=kept(printed)))


def test_a_log_that_was_set_back_disagrees_with_the_paper(log):
    before = whole_log()
    write(2)
    paper = kept(bundles.printed(checkpoints.checkpoint(timezone.now())))
    assert check(before, against=paper).faults == [("bad.against", 9)]


def test_a_size_that_was_never_proved_is_refused(log):
    assert proof(log[0], size=3).code == "ledger.no_such_size"
    assert isinstance(bundles.proof(SYSTEM, 999, timezone.now()), Refusal)


def test_the_log_of_nothing_is_nothing():
    assert list(bundles.whole_log(timezone.now())) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "cut off"),
        (b"PK\x03\x04zip", "cut off"),
        (b"\xff\xfe\n", "UTF-8"),
        (b"naru-bundle/v2 proof\n", "expected"),
        (b"naru-bundle/v1 letter\n", "kind"),
        (b"naru-bundle/v1 proof\nlog x\n", "public key"),
        (b"naru-bundle/v1 log\n" + b"log " + b"A" * 9000 + b"\n", "public key"),
    ],
)
def test_what_is_no_bundle_is_refused_with_a_reason(data, why):
    ((code, facts),) = check(data).faults
    assert code == "malformed"
    assert why in facts["why"]


@pytest.mark.parametrize("kind", ["proof", "log", "checkpoint"])
def test_a_bundle_that_was_cut_is_refused(log, kind):
    text = made(kind, log)
    lines = text.splitlines(keepends=True)
    for end in range(len(lines)):
        assert check("".join(lines[:end])).faults, end
    assert check(text[:-1]).faults
    assert check(text + "\n").faults
    assert check(text.replace("\n", "\r\n")).faults


def made(kind, log):
    if kind == "proof":
        return proof(log[1], content=True)
    if kind == "checkpoint":
        return bundles.printed(checkpoints.checkpoint(timezone.now()))
    return whole_log()


@SLOW
@pytest.mark.parametrize("kind", ["proof", "log", "checkpoint"])
@given(data=st.data())
def test_no_byte_can_be_changed(log, kind, data):
    """The seal of a log is put aside too: somebody with the database needs no file."""
    whole = made(kind, log).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= data.draw(st.integers(1, 255))
    assert check(bytes(changed)).faults


@SLOW
@given(data=st.data())
def test_a_changed_entry_is_named(log, data):
    lines = whole_log().encode().splitlines(keepends=True)
    first = lines.index(b"\n") + 1
    number = data.draw(st.integers(1, 7))
    line = bytearray(lines[first + number - 1])
    # all but the sign of whether a body is there, and the end of the line
    place = line.index(b"\t", line.index(b"\t") + 1) + 1
    spots = [n for n in range(len(line) - 1) if n != place]
    line[data.draw(st.sampled_from(spots))] ^= data.draw(st.integers(1, 127))
    if b"\n" in line[:-1]:
        return
    lines[first + number - 1] = bytes(line)
    named = [
        facts.get("entry") if isinstance(facts, dict) else facts
        for code, facts in check(b"".join(lines)).faults
        if code != "bad.seal"
    ]
    assert number in named


def test_a_bundle_cannot_steer_the_terminal_it_is_read_on():
    said = VERIFIER.say("said", {"text": "\x1b[2J\ud800 말\n"}, "en")
    assert said == ["What the entry says: \ufffd[2J\ufffd 말\ufffd"]


def test_the_time_that_a_witness_signed_at_is_bound(log):
    text = proof(log[0])
    early = notes.cosign(WITNESS, "x\n", SEEN_AT - 1)
    assert check(text.replace("\N{EM DASH} witness", f"{early}\N{EM DASH} witness", 1)).faults
