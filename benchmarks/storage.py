"""How our SQLite engine writes beside Django's own, in one run: `python -m benchmarks.storage`.

Eight writers (one process of eight threads, then two of four) do what an act does: read a case,
insert a movement, change the case, insert a ledger row, in one transaction. The engines take turns,
so that what else the machine does falls on both; figures are medians over the turns, and ratios.
"""

import argparse
import json
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.attack.storage.centre import OURS, STOCK, configure, make_acts

SECONDS, TURNS = 3.0, 5
SHAPES = ((1, 8), (2, 4))
GOAL_MS = 150
THINK = 0.005
"""Seconds that a writer does other things between two acts."""


def main() -> int:
    """Print a table or JSON; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.storage")
    parser.add_argument("--json", action="store_true", help="for a program")
    parser.add_argument("--turns", type=int, default=TURNS)
    args = parser.parse_args()
    rows = [_compare(shape, args.turns) for shape in SHAPES]
    if args.json:
        sys.stdout.write(json.dumps(rows, indent=1) + "\n")
    else:
        for row in rows:
            sys.stdout.write(_line(row) + "\n")
    return (
        0 if all(row["ours"]["p99_ms"] <= GOAL_MS and row["ours"]["fewest"] for row in rows) else 1
    )


def _line(row: dict) -> str:
    ours, stock = row["ours"], row["stock"]
    return (
        f"{row['processes']} x {row['threads']} writers: "
        f"{ours['per_s']:g} acts/s ({row['times_as_many']:g} times the stock engine's "
        f"{stock['per_s']:g}); p50 {ours['p50_ms']:g} ms, p99 {ours['p99_ms']:g} ms "
        f"({row['p99_of_stock']:g} of its {stock['p99_ms']:g}), worst {ours['worst_ms']:g} ms "
        f"(its {stock['worst_ms']:g}); fewest acts of a writer {ours['fewest']:g} of "
        f"{ours['mean']:g} on average (its {stock['fewest']:g} of {stock['mean']:g})"
    )


def _compare(shape: tuple[int, int], turns: int) -> dict:
    found: dict[str, list[dict]] = {OURS: [], STOCK: []}
    for turn in range(turns):
        for engine in (OURS, STOCK) if turn % 2 else (STOCK, OURS):
            found[engine].append(_turn(engine, shape))
    ours, stock = (_middle(found[engine]) for engine in (OURS, STOCK))
    return {
        "processes": shape[0],
        "threads": shape[1],
        "ours": ours,
        "stock": stock,
        "times_as_many": round(ours["per_s"] / stock["per_s"], 2),
        "p99_of_stock": round(ours["p99_ms"] / stock["p99_ms"], 2),
    }


def _middle(turns: Sequence[dict]) -> dict:
    return {key: round(statistics.median(turn[key] for turn in turns), 1) for key in turns[0]}


def _turn(engine: str, shape: tuple[int, int]) -> dict:
    processes, threads = shape
    clean = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "kept.sqlite3")
        maker = clean.Process(target=make_acts, args=(engine, path))
        maker.start()
        maker.join()
        told, ready = clean.Queue(), clean.Barrier(processes)
        args = (engine, path, threads, ready, told)
        workers = [clean.Process(target=_work, args=args) for _one in range(processes)]
        for worker in workers:
            worker.start()
        waits = [wait for _worker in workers for wait in told.get()]
        for worker in workers:
            worker.join()
    return _figures(waits)


def _figures(waits: Sequence[Sequence[float]]) -> dict:
    every = sorted(wait * 1000 for one in waits for wait in one)
    counts = [len(one) for one in waits]
    return {
        "per_s": len(every) / SECONDS,
        "p50_ms": every[len(every) // 2],
        "p99_ms": every[len(every) * 99 // 100],
        "worst_ms": every[-1],
        "fewest": min(counts),
        "mean": statistics.mean(counts),
    }


def _work(engine: str, path: str, threads: int, ready, told) -> None:
    configure(engine, path)
    if engine == OURS:
        from naru.ground.storage import keep

        keep()
    waits: list[list[float]] = [[] for _thread in range(threads)]
    ready.wait()
    until = time.perf_counter() + SECONDS
    hands = [threading.Thread(target=_hand, args=(until, one)) for one in waits]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    told.put(waits)


def _hand(until: float, waits: list[float]) -> None:
    from django.db import connection

    connection.ensure_connection()
    while (start := time.perf_counter()) < until:
        _act(len(waits))
        waits.append(time.perf_counter() - start)
        time.sleep(THINK)
    connection.close()


def _act(turn: int) -> None:
    from django.db import connection, transaction

    case = (turn * 7919 + threading.get_ident()) % 1000
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT stage FROM person WHERE id = %s", [case])
        stage = cursor.fetchone()[0]
        cursor.execute("INSERT INTO movement (person, at) VALUES (%s, %s)", [case, time.time()])
        cursor.execute("UPDATE person SET stage = %s WHERE id = %s", [stage + 1, case])
        cursor.execute("INSERT INTO entry (body) VALUES (%s)", ["x" * 400])


if __name__ == "__main__":
    sys.exit(main())
