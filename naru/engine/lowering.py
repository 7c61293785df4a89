"""A profile with its staffing becomes a plan: stages, their order and their clocks come from it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from naru import profiles
from naru.domain import graph
from naru.domain.clocks import ClockRule
from naru.domain.guards import facts_of
from naru.domain.lines import Unreadable
from naru.domain.profile import Guard, Profile, StageRule
from naru.domain.reading import read as read_profile
from naru.engine import quantities as q
from naru.engine.plan import Limit, Plan, Stage
from naru.engine.stages import stage as read_stage
from naru.engine.table import Book, Table


def from_profile(book: Book, plan: Plan) -> Plan:
    """The plan of a staffing over the profile it names."""
    profile = _profile(book)
    if profile is None:
        return plan
    rows = {str(row.raw.get("id")): row for row in book.rows("stages")}
    edges = graph.edges(profile)
    stages = [_stage(book, profile, rule, rows, edges) for rule in graph.ordered(profile)]
    added = [stage for stage in plan.stages if stage.id not in profile.stages]
    for stage in added:
        if not rows[stage.id].has("after"):
            reason = f"{stage.id!r} is no stage of {profile.id}; a stage of your own says `after`"
            book.wrong(rows[stage.id].path, reason)
    return replace(
        plan,
        stages=(*stages, *added),
        limits=_limits(book, profile, plan.limits),
        profile=profile,
        tz=profile.tz,
        country=profile.country,
        linear=False,
    )


def _profile(book: Book) -> Profile | None:
    """The profile that a staffing names: one that ships, or a TOML file."""
    name = str(book.raw["profile"])
    if name in profiles.NAMES:
        return profiles.load(name)
    try:
        return read_profile(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        book.wrong("profile", f"{name!r} is neither {', '.join(profiles.NAMES)} nor a file")
    except Unreadable as error:
        book.wrong("profile", f"{name!r} can't be used: {error}")
    return None


def _stage(
    book: Book,
    profile: Profile,
    rule: StageRule,
    rows: dict[str, Table],
    edges: Sequence[graph.Edge],
) -> Stage:
    """The profile's own load, with what the staffing says otherwise."""
    base = Stage(id=rule.id, name=rule.name["en"], after=after(profile, rule, edges))
    if rule.load is not None:
        try:
            duration = q.distribution(rule.load.duration)
        except ValueError as error:
            book.wrong("profile", f"{rule.id}: {error}")
            duration = q.NOTHING
        resource = "" if rule.load.resource == "none" else rule.load.resource
        base = replace(base, resource=resource, duration=duration, share=rule.load.share)
    if rule.id not in rows:
        return base
    row = rows[rule.id]
    return read_stage(Table(book, row.path, row.raw), base)


def after(
    profile: Profile, stage: StageRule, edges: Sequence[graph.Edge] | None = None
) -> tuple[str, ...]:
    """The stages that must be over before this one (`edges`: of the graph of the profile).

    Not those of which an earlier act already puts on record what this one asks for: a bed waits for
    the first look at the needs, not for the end of the screening.
    """
    known = graph.edges(profile) if edges is None else edges
    before = [edge for edge in known if edge.target == stage.id]
    return tuple(e.source for e in before if e.kind == "after" or not _early(profile, stage, e))


def _early(profile: Profile, stage: StageRule, edge: graph.Edge) -> bool:
    acts = graph.events_of(profile, edge.source)
    asked = [g for g in graph.guards_of(profile, stage) if g.name in {"is", "known", "positive"}]
    stated = {fact for act in acts for fact in (*act.facts, *act.sets)}
    facts = {fact for guard in asked for fact in facts_of(guard)} & stated
    soon = {f for act in acts if not act.completes for f in (*act.facts, *act.sets)}
    return bool(facts) and facts <= soon


def _limits(book: Book, profile: Profile, stated: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Every clock of the profile between two stages; a row that names one says more about it."""
    named = {limit.clock: limit for limit in stated if limit.clock}
    found = []
    for clock in profile.clocks.values():
        limit = _limit(profile, clock)
        if clock.id in named:
            said = named.pop(clock.id)
            limit = limit and _said_more(limit, said)
            if limit is None:
                book.wrong("limits", f"{clock.id} doesn't run between two stages")
        found += [limit] if limit else []
    for missing in named:
        book.wrong("limits", f"{missing!r} is no clock of {profile.id}")
    return (*found, *(limit for limit in stated if not limit.clock))


def _said_more(limit: Limit, said: Limit) -> Limit:
    locks = tuple(dict.fromkeys((*limit.locks, *said.locks)))
    return replace(limit, locks=locks, extended=said.extended)


def _limit(profile: Profile, clock: ClockRule) -> Limit | None:
    """The stages between which a clock runs; None when it doesn't, or has no length."""
    start = profile.events[clock.start_events[0]]
    ends = list(_ends(profile, clock))
    if clock.length is None or clock.renew_event or not start.completes or not ends:
        return None
    begins = "entry" if clock.id in profile.start_fact else start.stage
    locks = _locks(profile, clock) if begins == "entry" else ()
    return Limit(clock.id, begins, ends[0], 0.0, clock=clock.id, locks=locks)


def _locks(profile: Profile, clock: ClockRule) -> tuple[str, ...]:
    """The stages that may not begin any more once a clock has run out."""
    guard = Guard("not_expired", (clock.id,))
    acts = [event.stage for event in profile.events.values() if guard in event.guards]
    own = [stage.id for stage in profile.stages.values() if guard in stage.guards]
    return tuple(dict.fromkeys([*own, *(stage for stage in acts if stage)]))


def _ends(profile: Profile, clock: ClockRule) -> Iterator[str]:
    """The stage whose acts stop a clock; leaving stops nearly all, so it counts only if alone."""
    events = [profile.events[name] for name in clock.stop_events]
    leaving = {stage for event in profile.events.values() if event.ends for stage in
               profile.stages[event.stage].after}  # fmt: skip
    own = [event for event in events if not (event.completes and event.stage in leaving)]
    for event in own or events:
        if event.stage and event.stage != profile.events[clock.start_events[0]].stage:
            yield event.stage
