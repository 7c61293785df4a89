"""The key agent as a process of its own, and the whole shell served through it."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from naru.cli import main
from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.ledger.reading import happened
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff import keys, session_keys
from naru.ground.vault import CENTRE, SYSTEM, keeper, recovery
from naru.ground.vault.custody import frames
from naru.ground.vault.custody.agent import Agent
from naru.ground.vault.custody.client import Client
from naru.ground.vault.custody.core import Custodian
from naru.ground.vault.custody.errors import AgentAwayError, CustodyError
from naru.ground.vault.custody.parts import Member, Seal
from naru.ground.vault.epochkeys import Wrapped
from naru.ground.vault.tests.test_members import kept
from naru.web import searching

PASSWORD = "a long enough password"
STAFF = (
    Duty.CASEWORKER,
    Duty.NURSE,
    Duty.INTERVIEWER,
    Duty.HUMAN_RIGHTS_OFFICER,
)


@pytest.fixture
def process(tmp_path):
    """`naru agent` on a folder of its own; ended afterwards by its id."""
    (tmp_path / "budgets.toml").write_text("kin = 3\n")
    run = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from naru.cli import main; sys.exit(main(sys.argv[1:]))",
            *("agent", "--home", str(tmp_path), "--budgets", str(tmp_path / "budgets.toml")),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[4],
    )
    assert b"Made the key file" in run.stdout.readline()
    assert b"listens" in run.stdout.readline()
    yield run
    run.terminate()
    run.wait(10)
    run.stdout.close()
    run.stderr.close()


@pytest.fixture
def served(process, tmp_path, settings, db):
    """This process keeps no key: it asks the agent."""
    settings.NARU_AGENT = tmp_path / "agent" / "socket"
    keeper.forget_keeper()
    yield settings.NARU_AGENT
    keeper.forget_keeper()


def sign_in(account) -> Browser:
    browser = Browser()
    said = {"username": account.username, "password": PASSWORD}
    assert browser.post("/staff/sign-in/", said).status_code == 303
    return browser


def staffed():
    """Two of each duty have signed in, the sheets are made, the members have taken over."""
    staff = {duty: [make_account(duty) for _ in range(2)] for duty in STAFF}
    for account in [one for pair in staff.values() for one in pair]:
        sign_in(account)
    recovery.make(timezone.now())
    with kept():
        done = keys.hand_over(by=SYSTEM, now=timezone.now())
    assert isinstance(done, Done), done
    return staff


def test_the_shell_works_through_the_agent_and_says_in_words_what_is_closed(served, process):
    number = make_case().person.number
    staff = staffed()
    nurse = sign_in(staff[Duty.NURSE][0])
    page = nurse.get(f"/p/{number}/")
    assert page.status_code == 200
    assert "김가람" in page.content.decode()
    assert "암호키가 이 프로그램 안에" not in page.content.decode()
    officer = sign_in(make_account(Duty.LODGING_OFFICER))
    closed = officer.get(f"/p/{number}/")
    assert closed.status_code == 403
    assert "동료에게 요청" in closed.content.decode()
    before = ledger.head()[0]
    assert session_keys.drain() > 0
    (entry,) = happened(SYSTEM, CENTRE, ["ops"], 1)
    assert (entry.action, ledger.head()[0]) == ("unwrap_batches", before + 1)
    assert any(line["what"] == "unwrap" for line in entry.body["lines"])
    assert session_keys.drain() == 0
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    away = nurse.get(f"/p/{number}/")
    assert away.status_code == 403
    assert "응답하지 않습니다" in away.content.decode()


def test_names_are_searched_in_the_agent_and_never_come_out_of_it(served, monkeypatch):
    monkeypatch.setattr(searching, "AT_ONCE", 60.0)  # a slow machine would ask again
    names = [{"text": "리정아", "kind": "own"}]
    number = make_case(names=names).person.number
    staff = staffed()
    desk = sign_in(staff[Duty.CASEWORKER][0])
    for typed in ("리정아", "Lee Jung-ah", "李貞雅", "Li Zhenya", "Ли Чжон А"):  # noqa: RUF001
        page = desk.post("/search/", {"q": typed}, follow=True)
        assert f'href="/p/{number}/"' in page.content.decode(), typed
    other = make_case(names=[{"text": "황보꽃", "kind": "own"}]).person.number
    assert other in desk.post("/search/", {"q": "Hwangbo Kkot"}, follow=True).content.decode()
    assert keeper._embedded.cache_info().currsize == 0  # nothing of it in this process
    interviewer = sign_in(staff[Duty.INTERVIEWER][0])
    assert number not in interviewer.post("/search/", {"q": "리정아"}, follow=True).content.decode()
    officer = sign_in(make_account(Duty.LODGING_OFFICER))
    assert officer.post("/search/", {"q": "리정아"}, follow=True).status_code == 403
    assert "리정아" not in str(list(keeper.keeper().waiting()))


def test_locked_keys_lead_to_sign_in_and_a_locked_account_opens_nothing_at_once(served):
    make_case()
    staff = staffed()
    first, second = staff[Duty.NURSE]
    one, two = sign_in(first), sign_in(second)
    with kept():
        keys.leaver(by=SYSTEM, now=timezone.now(), account_id=first.pk)
    gone = one.get("/people/")
    assert gone.status_code == 303
    assert gone["Location"].startswith("/staff/sign-in/")
    assert two.get("/people/").status_code == 200
    assert two.get("/staff/lock-everything/").status_code == 200
    assert two.post("/staff/lock-everything/").status_code == 303
    assert two.get("/people/").status_code == 303
    assert ledger.Entry.objects.filter(action="lock_everything").exists()
    assert sign_in(second).get("/people/").status_code == 200


def test_signing_out_and_a_new_password(served):
    account = make_account(Duty.NURSE)
    browser = sign_in(account)
    token = browser.session[session_keys.SESSION]["token"]
    said = {"current": PASSWORD, "new": "another long sentence of mine"}
    assert browser.post("/staff/password/", said).status_code == 303
    assert browser.post("/staff/sign-out/").status_code == 303
    with pytest.raises(CustodyError, match="locked"):
        keeper.keeper().holds(token)
    assert session_keys.open_session(account, "password", PASSWORD.encode()) is None
    assert session_keys.open_session(account, "password", said["new"].encode()) is not None


def test_the_agent_cannot_be_read_by_its_own_user_and_reaches_no_network(process, tmp_path, capsys):
    status = Client(tmp_path / "agent" / "socket").status()
    assert status["fences"]["no core dump"]
    assert status["fences"]["not readable by its own user"]
    assert status["fences"]["no network"]
    limits = Path(f"/proc/{process.pid}/status").read_text()
    assert "NoNewPrivs:\t1" in limits
    assert "Seccomp:\t2" in limits
    assert Path(f"/proc/{process.pid}/mem").stat().st_uid == 0
    assert main(["agent", "status", "--home", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sessions"] == 0
    assert main(["agent", "lock", "--home", str(tmp_path)]) == 0
    assert main(["agent", "journal", "--home", str(tmp_path)]) == 0
    assert main(["agent", "--home", str(tmp_path)]) == 1
    assert "listens" in capsys.readouterr().err


def test_no_network_within_the_fence():
    """In a child: after the fence, a unix socket can be made and no other."""
    code = (
        "import socket; from naru.ground.vault.custody import fences; print(fences.build());"
        "socket.socket(socket.AF_UNIX).close()\n"
        "for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):\n"
        "    try: socket.socket(family)\n"
        "    except PermissionError: print('denied')\n"
    )
    run = [sys.executable, "-c", code]
    out = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert out.count("denied") == 3


def test_a_process_of_another_user_is_turned_away(tmp_path):
    custodian = Custodian(bytes(32))
    agent = Agent(tmp_path / "socket", custodian, tmp_path, {os.getuid() + 1})
    agent.users = frozenset({os.getuid() + 1})
    thread = threading.Thread(target=agent.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        with pytest.raises(AgentAwayError):
            Client(tmp_path / "socket").status()
    finally:
        agent.shutdown()
        thread.join()
        agent.server_close()
    assert {line["what"] for line in custodian.journal.waiting()} == {"stranger"}


@pytest.mark.parametrize(
    "call",
    [
        {"call": "_session", "args": [""]},
        {"call": "__class__", "args": []},
        {"call": "journal", "args": []},
        {"call": "unwrap", "args": []},
        {"call": "unlock", "args": [1, 2, 3]},
        {"call": None, "args": []},
        {"args": "x"},
        [],
        "nonsense",
        None,
    ],
)
def test_nothing_but_the_listed_calls_is_reachable(tmp_path, call):
    agent = Agent(tmp_path / "socket", Custodian(bytes(32)), tmp_path, {os.getuid()})
    try:
        assert agent.answer(call)["error"] == "refused"
    finally:
        agent.server_close()


@given(st.binary(max_size=60))
def test_nonsense_over_the_socket_is_no_call(raw):
    here, there = socket.socketpair()
    with here, there:
        there.sendall(raw)
        there.close()
        with pytest.raises((frames.FrameError, EOFError, AgentAwayError)):
            frames.receive(here)


numbers, digits = st.integers(0, 9), st.uuids().map(lambda one: one.hex)
ids, texts, contents = st.uuids(), st.text(max_size=8), st.binary(max_size=80)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | texts
    | contents
    | ids
    | st.builds(Wrapped, digits, texts, numbers, numbers, st.booleans(), contents)
    | st.builds(Seal, texts, st.integers(0, 9), contents)
    | st.builds(Member, ids, contents, contents),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)


@given(values)
def test_what_is_sent_is_received(value):
    here, there = socket.socketpair()
    with here, there:
        frames.send(there, value)
        assert frames.receive(here) == value


def test_budgets_come_from_a_file_and_a_wrong_one_is_named(tmp_path, capsys):
    path = tmp_path / "budgets.toml"
    for said in ("kni = 3\n", "kin = -1\n", 'kin = "3"\n', "kin = \n"):
        path.write_text(said)
        assert main(["agent", "--home", str(tmp_path), "--budgets", str(path)]) == 1
        assert capsys.readouterr().err.startswith("naru: ")
