"""The whole measurement: every table of the README, from one run."""

import platform
import resource
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from naru.names.bench import baselines, people, queries
from naru.names.bench.measure import FULL, Outcome, findable, flagged, precision, recall, run
from naru.names.bench.queries import Question
from naru.names.duplicates import WORTH_A_LOOK
from naru.names.index import Index

WARM, SCANNED = 100, 300
NAMED = {"naru": "Naru", "wratio": "WRatio + date", "logic_v2": "logic-v2 split"}
Rows = dict[str, Any]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What to measure. `baselines`: so many queries for each; `peer`: a Python with nomenklatura."""

    people: int
    seeds: tuple[int, ...]
    queries: int
    baselines: int
    peer: Path | None


def measure(setting: Setting, tell: Tell) -> Rows:
    """All seeds; the figures are means over them."""
    runs = [_seed(setting, seed, tell) for seed in setting.seeds]
    return {
        "people": setting.people,
        "seeds": list(setting.seeds),
        "queries": setting.queries,
        "baseline_queries": setting.baselines,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "measured": datetime.now(UTC).date().isoformat(),
        "methods": {name: _mean([one[name] for one in runs]) for name in runs[0]},
    }


def _seed(setting: Setting, seed: int, tell: Tell) -> Rows:
    tell(f"seed {seed}: inventing {setting.people:,} people")
    maker = people.Maker(seed)
    register = maker.population(setting.people)
    present = queries.questions(maker, register, setting.queries)
    absent = queries.absentees(maker, setting.queries)
    records = [one.record for one in register]
    tell(f"seed {seed}: searching")
    found = {"naru": _ours(records, present, absent)}
    if setting.baselines:
        found |= _others(setting, records, present, absent, tell)
    return found


def _ours(records: Sequence[Rows], present: list[Question], absent: list[Question]) -> Rows:
    start = process_time()
    index = Index(records)
    load = process_time() - start

    def search(asked: Rows, limit: int) -> list[tuple[Any, float]]:
        return [(match.person_id, match.score) for match in index.search(asked, limit)]

    for question in present[:WARM]:
        search(question.asked, 5)
    outcome = run(search, present, absent)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    extra = {
        "load_s": round(load, 1),
        "process_mb": round(memory),
        "scan_min": _scan(index),
        "change_ms": _change(index),
    }
    return {**figures(outcome), **extra}


def _scan(index: Index) -> float:
    """Minutes (CPU) to look through the whole register for duplicates, from a sample."""
    ids = index.ids()
    some = ids[:: max(1, len(ids) // SCANNED)]
    start = process_time()
    for person in some:
        index.like(person, WORTH_A_LOOK)
    return round((process_time() - start) / len(some) * len(ids) / 60, 2)


def _change(index: Index) -> float:
    """Milliseconds (CPU, median) from a changed record to its being found."""
    spent = []
    for turn in range(20):
        name = f"황보{'가나다라마바사아자차'[turn % 10]}꽃"
        start = process_time()
        index.add({"id": ("new", turn), "names": [name], "dob": None, "sex": None})
        found = index.search({"name": name, "dob": None, "sex": None}, 5)
        spent.append(1000 * (process_time() - start))
        if ("new", turn) not in {match.person_id for match in found}:
            return float("inf")
        index.remove(("new", turn))
    return round(statistics.median(spent), 1)


def _others(
    setting: Setting, records: Sequence[Rows], present: list[Question], absent: list[Question],
    tell: Tell,
) -> Rows:  # fmt: skip
    few = setting.baselines
    plain = baselines.WRatio(records)
    tell("WRatio + date")
    found = {"wratio": figures(run(plain.search, present[:few], absent[:few]))}
    if setting.peer is not None:
        tell("nomenklatura logic-v2")
        peer = baselines.LogicV2(setting.peer, plain)
        try:
            found["logic_v2"] = figures(run(peer.search, present[:few], absent[:few]))
            # its time is spent in the other Python, where it isn't measured
            found["logic_v2"] |= {"p50_ms": float("nan"), "p95_ms": float("nan")}
        finally:
            peer.close()
    return found


def figures(outcome: Outcome) -> Rows:
    """Every figure of one method."""

    def full(question: Question) -> bool:
        return findable(question) and question.date_kind in FULL

    times = outcome.milliseconds
    return {
        "r1": recall(outcome, 1, findable),
        "r5": recall(outcome, 5, findable),
        "r10": recall(outcome, 10, findable),
        "r5_full_date": recall(outcome, 5, full),
        "precision_at_0.5": precision(outcome, 0.5),
        "absent_flagged_full_r90": flagged(outcome, 0.9, full_date=True),
        "absent_flagged_full_r80": flagged(outcome, 0.8, full_date=True),
        "absent_flagged_any_r80": flagged(outcome, 0.8, full_date=False),
        "p50_ms": float(np.percentile(times, 50)),
        "p95_ms": float(np.percentile(times, 95)),
        "by_kind": {kind: recall(outcome, 5, _of_kind(kind)) for kind in queries.KINDS},
        "by_date": {kind: recall(outcome, 5, _of_date(kind)) for kind, _ in queries.DATES},
    }


def _of_kind(kind: str) -> Callable[[Question], bool]:
    return lambda question: question.kind == kind


def _of_date(kind: str) -> Callable[[Question], bool]:
    return lambda question: findable(question) and question.date_kind == kind


def _mean(runs: Sequence[Mapping[str, Any]]) -> Rows:
    out: Rows = {}
    for key, value in runs[0].items():
        values = [one[key] for one in runs]
        out[key] = _mean(values) if isinstance(value, dict) else round(float(np.mean(values)), 4)
    return out


def text(found: Rows) -> str:
    """The tables as Markdown."""
    methods = found["methods"]
    head = [NAMED[name] for name in methods]
    of = f"{found['people']:,} invented people; seeds {found['seeds']}"
    asked = f"{found['queries']:,} queries for people on file and as many for others"
    few = f"(baselines: {found['baseline_queries']:,})"
    lines = [
        f"{of}; {asked} {few}; {found['machine']}, {found['measured']}; CPU time",
        "",
        f"| | {' | '.join(head)} |",
        f"|---|{'---|' * len(head)}",
    ]
    single = [key for key, value in methods["naru"].items() if not isinstance(value, dict)]
    lines += [_line(key, [methods[name].get(key) for name in methods]) for key in single]
    for group in ("by_kind", "by_date"):
        lines.append(f"| **R@5 {group.replace('_', ' ')}** |{' |' * len(head)}")
        rows = methods["naru"][group]
        lines += [_line(key, [methods[name][group][key] for name in methods]) for key in rows]
    return "\n".join(lines)


def _line(name: str, values: Sequence[float | None]) -> str:
    cells = [
        ""
        if value is None or np.isnan(value)
        else f"{value:.3f}"
        if value < 1.5
        else f"{value:,.1f}"
        for value in values
    ]
    return f"| {name} | {' | '.join(cells)} |"
