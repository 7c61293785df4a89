"""Checks a plan that reads well for what can't hold together; every error has its line."""

from collections.abc import Iterable, Iterator

from naru.engine.flux import intensity
from naru.engine.plan import Plan
from naru.engine.shifts import hours_a_week
from naru.engine.table import Book

MOST_PEOPLE = 500_000
MOST_STAGES, MOST_BLOCKS = 48, 16
Found = Iterator[tuple[str, str]]


def check(book: Book, plan: Plan) -> None:
    """Note everything in a plan that names what isn't there, or can never work."""
    for checks in (_resources, _stages, _limits, _others, _arrivals):
        for path, reason in checks(plan, _places(book)):
            book.wrong(path, reason)


def _places(book: Book) -> dict[tuple[str, str], str]:
    """Where in the file a thing is written, by section and id."""
    found = {}
    for section in ("resources", "stages", "limits", "blocks", "goals"):
        rows = book.raw.get(section, [])
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            found[section, str(row.get("id", row.get("limit", "")))] = f"{section}[{number}]"
    return found


Places = dict[tuple[str, str], str]


def _twice(section: str, names: Iterable[str]) -> Found:
    seen = set()
    for number, name in enumerate(names):
        if name in seen:
            yield f"{section}[{number}].id", f"{name!r} is there twice"
        seen.add(name)


def _unknown(path: str, names: Iterable[str], known: Iterable[str], kind: str) -> Found:
    known = set(known)
    for name in names:
        if name and name not in known:
            yield path, f"{name!r} is no {kind} of this plan"


def _resources(plan: Plan, places: Places) -> Found:
    yield from _twice("resources", (r.id for r in plan.resources))
    taken = {stage.takes for stage in plan.stages}
    for resource in plan.resources:
        path = places.get(("resources", resource.id), "resources")
        if resource.shifts and hours_a_week(resource) == 0:
            yield f"{path}.shifts", f"{resource.id} never opens: nobody works in any shift"
        if resource.beds and resource.shifts:
            yield f"{path}.shifts", "what is kept (beds) can't close"
        if resource.id in taken and not resource.beds:
            yield path, f"{resource.id} is taken and kept: write kept = true"


def _stages(plan: Plan, places: Places) -> Found:
    known = [stage.id for stage in plan.stages]
    if not known:
        yield "stages", "there must be at least one [[stages]]"
    if len(known) > MOST_STAGES:
        yield "stages", f"at most {MOST_STAGES} stages, not {len(known)}"
    yield from _twice("stages", known)
    for stage in plan.stages:
        path = places.get(("stages", stage.id), "stages")
        serving = [r.id for r in plan.resources if not r.beds]
        kept = [r.id for r in plan.resources if r.beds and not r.isolation]
        yield from _unknown(f"{path}.resource", [stage.resource], serving, "resource that serves")
        yield from _unknown(f"{path}.takes", [stage.takes], kept, "resource that is kept")
        yield from _unknown(f"{path}.until", [stage.until], known, "stage")
        yield from _unknown(f"{path}.after", stage.after, known, "stage")
        if bool(stage.takes) != bool(stage.until):
            yield path, "`takes` and `until` go together: what is kept, and until when"
        if stage.takes and (stage.resource or stage.share < 1):
            yield path, "a stage that takes a place has neither a resource nor a share"
        if stage.until and not _reaches(plan, stage.id, stage.until):
            yield f"{path}.until", f"{stage.until} doesn't come after {stage.id}"
    circle = [stage.id for stage in plan.stages if _reaches(plan, stage.id, stage.id)]
    if circle:
        path = next((places["stages", s] for s in circle if ("stages", s) in places), "stages")
        yield f"{path}.after", f"{', '.join(circle)}: each waits for the others, in a circle"


def _reaches(plan: Plan, start: str, end: str) -> bool:
    """Whether a way leads from the end of one stage to another."""
    after: dict[str, list[str]] = {}
    for stage in plan.stages:
        for earlier in stage.after:
            after.setdefault(earlier, []).append(stage.id)
    queue, seen = list(after.get(start, [])), set[str]()
    while queue:
        stage_id = queue.pop()
        if stage_id == end:
            return True
        if stage_id not in seen:
            seen.add(stage_id)
            queue += after.get(stage_id, [])
    return False


def _limits(plan: Plan, places: Places) -> Found:
    known = [stage.id for stage in plan.stages]
    yield from _twice("limits", (limit.id for limit in plan.limits))
    for limit in plan.limits:
        path = places.get(("limits", limit.id), "limits")
        yield from _unknown(f"{path}.start", [limit.start], ["arrival", "entry", *known], "stage")
        yield from _unknown(f"{path}.end", [limit.end], known, "stage")
        yield from _unknown(f"{path}.locks", limit.locks, known, "stage")
        if not limit.end:
            yield path, "end is missing: which stage ends it?"
        if limit.locks and limit.start not in {"arrival", "entry"}:
            yield f"{path}.locks", "only a limit that starts at the arrival or the entry can lock"


def _others(plan: Plan, places: Places) -> Found:
    known = [stage.id for stage in plan.stages]
    yield from _twice("blocks", (block.id for block in plan.blocks))
    if len(plan.blocks) > MOST_BLOCKS:
        yield "blocks", f"at most {MOST_BLOCKS} blocks, not {len(plan.blocks)}"
    for block in plan.blocks:
        path = places.get(("blocks", block.id), "blocks")
        yield from _unknown(f"{path}.at", [block.at], known, "stage")
        yield from _unknown(f"{path}.stops", block.stops, known, "stage")
    for goal in plan.goals:
        path = places.get(("goals", goal.limit), "goals")
        goals = [limit.id for limit in plan.limits] + [r.id for r in plan.resources if r.beds]
        yield from _unknown(f"{path}.limit", [goal.limit], goals, "limit")
    takers = [stage.id for stage in plan.stages if stage.takes]
    if len(takers) > 1 and len(plan.arrivals.families) > 1:
        yield "stages", f"families can take beds once only, not at {' and '.join(takers)}"
    if plan.leaving:
        yield from _unknown("leaving.stage", [plan.leaving.stage], known, "stage")


def _arrivals(plan: Plan, _places: Places) -> Found:
    if plan.horizon < 1:
        yield "horizon", "horizon must be at least a day"
        return
    if plan.warm_up is not None and plan.warm_up >= plan.horizon:
        yield "warm_up", f"warm_up ({plan.warm_up:g} d) must end before the horizon"
    surges = sum(surge.people for surge in plan.arrivals.surges)
    people = intensity(plan)[1][-1] * plan.arrivals.party + surges
    if people > MOST_PEOPLE:
        yield (
            "arrivals",
            (
                f"{people:,.0f} people in {plan.horizon:g} days are more than the {MOST_PEOPLE:,} "
                "that one replication holds: shorten the horizon or lower the rate"
            ),
        )
    if people <= 0:
        yield "arrivals", "nobody ever comes: give a rate, months or a surge"
