"""The witness: cosigns what continues, refuses what doesn't, on files and over HTTP."""

import http.client
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.cli import main
from naru.domain.refusals import Refusal
from naru.ground.ledger import merkle, notes, submitting, witness_server
from naru.ground.ledger.witnessing import Witness, WitnessError, make

LOG = notes.new_signer("naru.example/log", notes.PLAIN)
SEEN_AT = 1_790_000_000


def tree(size, said="entry"):
    return merkle.Tree(merkle.leaf_hash(f"{said} {n}".encode()) for n in range(size))


def request(old, size, grown=None, signer=LOG, origin=LOG.verifier.name):
    grown = grown or tree(size)
    text = str(notes.Checkpoint(origin, size, grown.root(size)))
    proof = "".join(f"{notes.b64(n)}\n" for n in merkle.consistency(old, size, grown.read))
    line = notes.line_of(signer.verifier, signer.sign(text.encode()))
    return f"old {old}\n{proof}\n{text}\n{line}"


@pytest.fixture
def witness(tmp_path):
    make(tmp_path / "w", "ombudsman.example/naru")
    one = Witness(tmp_path / "w")
    one.trust(str(LOG.verifier))
    return one


def refused(result):
    assert isinstance(result, Refusal), result
    return result.code


def test_what_continues_is_cosigned_and_remembered(witness):
    for old, size in ((0, 5), (5, 5), (5, 9), (9, 200)):
        result = witness.add_checkpoint(request(old, size), SEEN_AT)
        text, lines = notes.read_note(result.note)
        assert notes.signed_by(LOG.verifier, text, lines)
        assert notes.cosigned_at(witness.verifier, text, lines[-1]) == SEEN_AT
    ((_log, seen),) = witness.logs()
    assert seen.size == 200


def test_a_log_that_was_set_back_is_refused(witness):
    witness.add_checkpoint(request(0, 9), SEEN_AT)
    assert refused(witness.add_checkpoint(request(5, 7), SEEN_AT)) == "witness.rollback"
    assert refused(witness.add_checkpoint(request(7, 12), SEEN_AT)) == "witness.stale"


def test_another_past_is_refused_and_kept_as_evidence(witness, tmp_path):
    witness.add_checkpoint(request(0, 9), SEEN_AT)
    forked = request(9, 12, tree(12, "forged"))
    assert refused(witness.add_checkpoint(forked, SEEN_AT)) == "witness.fork"
    assert refused(witness.add_checkpoint(request(9, 9, tree(9, "x")), SEEN_AT)) == "witness.fork"
    kept = [path.read_text() for path in tmp_path.glob("w/*/refused/*")]
    assert len(kept) == 2
    assert forked.partition("\n\n")[2] in kept


def test_strangers_and_forgers_are_refused(witness):
    other = notes.new_signer("other.example/log", notes.PLAIN)
    unknown = request(0, 3, signer=other, origin="other.example/log")
    assert refused(witness.add_checkpoint(unknown, SEEN_AT)) == "witness.log_unknown"
    forged = notes.new_signer(LOG.verifier.name, notes.PLAIN)
    signed = witness.add_checkpoint(request(0, 3, signer=forged), SEEN_AT)
    assert refused(signed) == "witness.unsigned"
    with pytest.raises(notes.NoteError):
        witness.trust(str(forged.verifier))


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_request_with_any_byte_changed_is_refused_in_words(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("witness") / "w"
    make(folder, "w.example")
    one = Witness(folder)
    one.trust(str(LOG.verifier))
    one.add_checkpoint(request(0, 5), SEEN_AT)
    body = bytearray(request(5, 11).encode())
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= data.draw(st.integers(1, 255))
    assert refused(one.add_checkpoint(body.decode(errors="replace"), SEEN_AT))


def test_a_folder_without_a_witness_says_so(tmp_path):
    with pytest.raises(WitnessError, match="naru witness init"):
        Witness(tmp_path)


@contextmanager
def served(witness):
    door = witness_server.server(witness, "127.0.0.1", 0)
    thread = threading.Thread(target=door.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.server_port}", door.server_port
    finally:
        door.shutdown()
        thread.join()
        door.server_close()


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body.encode() if isinstance(body, str) else body)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read().decode()
    finally:
        connection.close()


def test_over_http_it_answers_as_the_protocol_says(witness):
    forged = notes.new_signer(LOG.verifier.name, notes.PLAIN)
    other = notes.new_signer("other.example/log", notes.PLAIN)
    with served(witness) as (url, port):
        line = submitting.submit(url, request(0, 9))
        assert notes.read_note(request(0, 9).partition("\n\n")[2] + line)
        post = ("POST", "/add-checkpoint")
        assert ask(port, *post, request(5, 12))[1:] == ("text/x.tlog.size", "9\n")
        assert ask(port, *post, request(5, 12))[0] == 409
        assert ask(port, *post, request(9, 12, tree(12, "x")))[0] == 422
        assert ask(port, *post, request(0, 3, signer=forged))[0] == 403
        unknown = request(0, 3, signer=other, origin="other.example/log")
        assert ask(port, *post, unknown)[0] == 404
        assert ask(port, *post, "old 12\n\nnonsense")[0] == 400
        assert ask(port, *post, b"\xff" * 10)[0] == 400
        assert ask(port, *post, b"x" * 70_000)[0] == 400
        origin = notes.sha256(LOG.verifier.name.encode()).hexdigest()
        assert ask(port, "GET", f"/{origin}/checkpoint")[2].endswith(line)
        assert ask(port, "GET", "/../w/witness.key")[0] == 404
        with pytest.raises(submitting.SeenError) as seen:
            submitting.submit(url, request(3, 12))
        assert seen.value.size == 9


@pytest.mark.parametrize(
    ("host", "fits"),
    [
        ("127.0.0.1", True),
        ("192.168.0.7", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("8.8.8.8", False),
        ("witness.example", False),
    ],
)
def test_a_witness_listens_and_is_asked_only_nearby(host, fits):
    assert witness_server.near(host) is fits
    if not fits:
        with pytest.raises(submitting.SubmitError):
            submitting.submit(f"http://{host}:1", "x")


def test_the_command_cosigns_files_and_refuses_in_both_languages(tmp_path, capsys):
    folder, asked, out = tmp_path / "w", tmp_path / "request", tmp_path / "cosigned"
    assert main(["witness", "init", str(folder), "--name", "w.example/naru"]) == 0
    assert main(["witness", "init", str(folder), "--name", "w.example/naru"]) == 1
    assert main(["witness", "trust", str(folder), str(LOG.verifier)]) == 0
    asked.write_text(request(0, 9))
    assert main(["witness", "sign", str(folder), str(asked), "-o", str(out)]) == 0
    assert out.read_text().count("\N{EM DASH}") == 2
    asked.write_text(request(0, 4))
    capsys.readouterr()
    assert main(["witness", "sign", str(folder), str(asked), "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert "되돌림" in said
    assert "Rollback" in said
    assert main(["witness", "show", str(folder), "--json"]) == 0
    assert '"size": 9' in capsys.readouterr().out
    assert main(["witness", "serve", str(folder), "--host", "0.0.0.0"]) == 1  # noqa: S104


def test_a_witness_needs_neither_django_nor_a_centre():
    code = (
        "import sys; import naru.cli.witness, naru.ground.ledger.witnessing as w,"
        "naru.ground.ledger.witness_server, naru.ground.ledger.submitting;"
        "loaded = {name.partition('.')[0] for name in sys.modules};"
        "print(sorted(loaded & {'django', 'segno', 'typst', 'PIL', 'psycopg', 'rich'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
