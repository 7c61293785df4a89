"""The write gate: one at a time, in order, and never for ever."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from naru.domain.refusals import say
from naru.ground.storage import StorageError
from naru.ground.storage.sqlite.gate import Gate, gate_of
from naru.ground.storage.sqlite.turnstile import Turnstile

SOON, LONG = 0.05, 30.0
HOLD = """
import sys
from pathlib import Path
from naru.ground.storage.sqlite.gate import Gate
gate = Gate(Path(sys.argv[1]))
gate.enter("other", 30)
print("in", flush=True)
sys.stdin.readline()
gate.leave("other")
print("out", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a-gate"


@pytest.fixture
def other(file):
    """Another process, which is inside the gate."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def say_on(process):
    process.stdin.write("\n")
    process.stdin.flush()


def test_first_come_first_served(file):
    gate, came = Gate(file), []
    gate.enter("me", LONG)

    def visit(number):
        gate.enter(number, LONG)
        came.append(number)
        gate.leave(number)

    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=visit, args=(number,)))
        threads[-1].start()
        while len(gate._line) < number + 2:
            pass
    gate.leave("me")
    for thread in threads:
        thread.join(LONG)
    assert came == list(range(8))


def test_a_long_wait_ends_in_a_refusal_in_both_languages(file):
    gate = Gate(file)
    gate.enter("me", LONG)
    refused = []

    def visit():
        with pytest.raises(StorageError) as caught:
            gate.enter("late", SOON)
        refused.append(caught.value.refusal)

    thread = threading.Thread(target=visit)
    thread.start()
    thread.join(LONG)
    assert [say(refused[0], lang).why.count("20") for lang in ("ko", "en")] == [1, 1]
    gate.leave("me")
    gate.enter("next", SOON)
    gate.leave("next")


def test_nobody_waits_for_oneself(file):
    gate = Gate(file)
    gate.enter("one", LONG)
    with pytest.raises(StorageError, match="would wait for itself"):
        gate.enter("another", LONG)
    gate.leave("one")


def test_only_who_is_inside_leaves(file):
    gate = Gate(file)
    gate.enter("one", LONG)
    with pytest.raises(RuntimeError):
        gate.leave("another")
    gate.leave("one")


def test_a_connection_that_is_gone_lets_go(file):
    gate = Gate(file)
    gate.enter("gone", LONG)
    gate.abandon("gone")
    gate.abandon("never came")
    gate.enter("next", SOON)


def test_one_process_at_a_time(file, other):
    gate = Gate(file)
    with pytest.raises(StorageError):
        gate.enter("me", SOON)
    say_on(other)
    gate.enter("me", LONG)
    gate.leave("me")


def test_the_order_holds_between_processes(file, other):
    """Whoever drew first goes first, though the second asks at the same time."""
    first, second = Turnstile(file), Turnstile(file)
    one, two = first.draw(LONG * 1e9), second.draw(LONG * 1e9)
    assert two.number == one.number + 1
    say_on(other)
    other.stdout.readline()
    with pytest.raises(TimeoutError):
        second.enter(two, 0)
    first.enter(one, LONG * 1e9)
    first.leave(one)
    second.enter(two, 0 if _free(second, two) else LONG * 1e9)


def _free(turnstile, ticket):
    return ticket.file == turnstile._file


def test_a_killed_process_lets_go(file, other):
    other.kill()
    other.wait()
    gate = Gate(file)
    gate.enter("me", LONG)
    gate.leave("me")


def test_who_sleeps_before_an_open_door_is_passed_by(file):
    asleep, awake = Turnstile(file), Turnstile(file)
    asleep.draw(LONG * 1e9)
    ticket = awake.draw(LONG * 1e9)
    awake.enter(ticket, LONG * 1e9)
    awake.leave(ticket)


def test_a_gate_whose_file_was_deleted_finds_the_new_one(file):
    gate, other = Gate(file), Gate(file)
    gate.enter("me", LONG)
    gate.leave("me")
    file.unlink()
    other.enter("other", LONG)
    with pytest.raises(StorageError):
        _in_a_thread(lambda: gate.enter("me", SOON))
    other.leave("other")
    gate.enter("me", LONG)
    gate.leave("me")


def _in_a_thread(run):
    raised = []

    def keep():
        try:
            run()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=keep)
    thread.start()
    thread.join(LONG)
    if raised:
        raise raised[0]


def test_a_nonsense_count_keeps_one_at_a_time(file):
    file.write_bytes(b"\xff" * 8)
    gate = Gate(file)
    gate.enter("me", LONG)
    with pytest.raises(StorageError):
        Gate(file).enter("other", SOON)
    gate.leave("me")


def test_a_forked_child_holds_nothing_of_its_parent(tmp_path):
    database = str(tmp_path / "a.sqlite3")
    gate = gate_of(database)
    gate.enter("parent", LONG)
    child = os.fork()
    if not child:
        try:
            gate_of(database).enter("child", SOON)
        except StorageError:
            os._exit(3)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    gate.leave("parent")
    child = os.fork()
    if not child:
        gate_of(database).enter("child", LONG)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    gate.enter("parent", LONG)
    gate.leave("parent")
    assert Path(f"{database}-gate").exists()
