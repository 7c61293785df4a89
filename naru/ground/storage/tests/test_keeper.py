"""The one checkpointer: the log stays short, behind the gate, and nothing deleted stays in it."""

import os
import sqlite3
import subprocess
import sys
import threading

import pytest

from naru.ground.storage.sqlite import keeper
from naru.ground.storage.sqlite.gate import gate_of

LONG = 30
ADD = "INSERT INTO kept (n) VALUES (%s)"


def add(connection, times=1):
    with connection.cursor() as cursor:
        for n in range(times):
            cursor.execute(ADD, [n])


@pytest.fixture
def little(monkeypatch):
    """Little is much already."""
    monkeypatch.setattr(keeper, "MUCH", 20_000)
    monkeypatch.setattr(keeper, "TOO_MUCH", 60_000)


@pytest.fixture
def own(path, connect, monkeypatch):
    """This process's keeper."""
    monkeypatch.setattr(keeper, "LOOK", 0.01)
    made = keeper.keep(str(path))
    assert keeper.keep(str(path)) is made
    yield made
    made.end()
    keeper._keepers.clear()
    assert not made.is_alive()


def until(true):
    clock = threading.Event()
    for _turn in range(LONG * 100):
        if true():
            return True
        clock.wait(0.01)
    return False


def test_without_a_keeper_whoever_writes_much_carries_it_over(connect, path, little):
    one = connect()
    sizes = []
    for _turn in range(60):
        add(one)
        sizes.append(keeper.log_size(str(path)))
    assert max(sizes) < 30_000
    assert 0 in sizes


def test_a_keeper_elsewhere_does_it_unless_it_is_far_too_much(connect, path, little):
    one = connect()
    with keeper._election(str(path)) as won:
        assert won
        add(one, 10)
        assert 20_000 < keeper.log_size(str(path)) < 60_000
        sizes = set()
        for _turn in range(20):
            add(one)
            sizes.add(keeper.log_size(str(path)))
        assert max(sizes) < 70_000
        assert 0 in sizes


def test_the_keeper_is_elected_woken_and_stands_down(connect, path, own, little):
    assert until(lambda: own.elected)
    with keeper._election(str(path)) as won:
        assert not won
    one = connect()
    add(one, 12)
    assert until(lambda: keeper.log_size(str(path)) < keeper.MUCH)
    add(one)
    own.end()
    assert keeper.log_size(str(path)) == 0
    with keeper._election(str(path)) as won:
        assert won


def test_the_keeper_waits_for_its_turn(connect, path, own):
    one = connect()
    add(one)
    gate = gate_of(str(path))
    gate.enter("somebody", LONG)
    turning = threading.Thread(target=own.turn)
    turning.start()
    assert keeper.log_size(str(path)) > 0
    gate.leave("somebody")
    turning.join(LONG)
    assert keeper.log_size(str(path)) == 0


def test_a_reader_is_not_waited_for_long(connect, path, own, monkeypatch):
    monkeypatch.setattr(keeper, "READERS", 0.01)
    one = connect()
    add(one)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM kept").fetchall()
    add(one)
    assert not own.turn()
    reader.close()
    assert own.turn()
    assert keeper.log_size(str(path)) == 0


def test_a_second_process_takes_over_when_the_first_dies(connect, path):
    command = (
        "import sys; from naru.ground.storage.sqlite import keeper\n"
        "k = keeper.keep(sys.argv[1])\n"
        "while not k.elected: pass\n"
        "print('in', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout.readline() == "in\n"
        with keeper._election(str(path)) as won:
            assert not won
        first.kill()
        first.wait()
    with keeper._election(str(path)) as won:
        assert won


def test_closing_carries_over_what_is_left(connect, path):
    one, other = connect(), connect()
    add(one)
    add(other)
    assert keeper.log_size(str(path)) > 0
    one.close()
    assert keeper.log_size(str(path)) == 0


def test_what_was_deleted_is_in_no_file_after_the_keepers_turn(connect, path, own):
    one = connect()
    with one.schema_door(), one.cursor() as cursor:
        cursor.execute("CREATE TABLE words (said TEXT)")
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES ('grandmother in Hoeryong')")
        cursor.execute("DELETE FROM words")
    assert own.turn()
    for file in path.parent.iterdir():
        assert b"Hoeryong" not in file.read_bytes(), file


def test_a_fork_takes_no_office(connect, path, own):
    assert until(lambda: own.elected)
    connect().close()
    child = os.fork()
    if not child:
        with keeper._election(str(path)) as won:
            os._exit(int(won) + int(bool(keeper._keepers)))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert until(lambda: own.elected)
