"""`naru plan bench`: the reference workload W1 on this machine, without any other tool."""

import json
import statistics
import time
from dataclasses import replace

from naru.cli.output import say

ROUNDS, REPLICATIONS = 5, 20


def run(*, as_json: bool) -> int:
    """Median CPU time of a replication of the shipped `kr` plan and its parts; exit code 0."""
    from naru.engine import staffing
    from naru.engine.model import compile as compile_plan
    from naru.engine.model import run as run_model
    from naru.engine.reading import read

    found = {}
    for name in ("w1", "kr"):
        plan = read(staffing.text_of(name))
        model = compile_plan(replace(plan, warm_up=plan.warm_up or 0.0))
        run_model(model, replications=1)
        spent = []
        for turn in range(ROUNDS):
            started = time.process_time()
            result = run_model(model, replications=REPLICATIONS, seed=turn, threads=1)
            spent.append((time.process_time() - started) / REPLICATIONS)
        events = result.events / REPLICATIONS
        found[name] = {"ms": statistics.median(spent) * 1e3, "events": events}
    if as_json:
        say(json.dumps(found, indent=2))
        return 0
    for name, row in found.items():
        speed = row["events"] / row["ms"] / 1e3
        say(f"{name:4} {row['ms']:8.2f} ms a replication, {speed:6.1f} million events a second")
    return 0
