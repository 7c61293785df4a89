"""Shows a profile: as text, as the table of its duties, and as a state diagram (SVG)."""

from collections.abc import Iterator, Sequence

from naru.domain import graph, labels
from naru.domain.clocks import ClockRule
from naru.domain.drawing import svg
from naru.domain.duties import Access, Duty
from naru.domain.labels import SAID
from naru.domain.pen import width_of
from naru.domain.profile import EventRule, Need, Profile, StageRule

__all__ = ["duty_matrix", "svg", "text"]
INDENT = " " * 5
GAP = "  "


def text(profile: Profile, lang: str) -> str:
    """The pathway as plain text: stages in order, then what runs beside them, then how it ends."""
    lines = [f"{profile.name[lang]} ({profile.id} {profile.version})", ""]
    leads = graph.edges(profile)
    for stage in graph.ordered(profile):
        after = [edge.target for edge in leads if edge.source == stage.id]
        lines += [*_stage(profile, stage, after, lang), ""]
    for key, rows in _beside(profile, lang).items():
        lines += [SAID[key][lang], *(f"{INDENT}{row}" for row in rows), ""]
    return "\n".join(lines).rstrip()


def duty_matrix(profile: Profile, lang: str) -> str:
    """Who performs which stage, who sees how much of what, and which duties never meet."""
    stages = graph.ordered(profile)
    parts = list(dict.fromkeys(part for rule in profile.duties.values() for part in rule.sees))
    duty = SAID["duty"][lang]
    rules = profile.duties.values()
    acts = [[r.name[lang], *(_share(profile, r.id, stage) for stage in stages)] for r in rules]
    sees = [[r.name[lang], *(_access(r.sees.get(part)) for part in parts)] for r in rules]
    blocks = (
        [*_table([[duty, *(stage.id for stage in stages)], *acts]), SAID["performs"][lang]],
        [*_table([[duty, *parts], *sees]), SAID["access"][lang]],
        [SAID["incompatible"][lang], *_incompatible(profile, lang)],
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def _stage(profile: Profile, stage: StageRule, after: Sequence[str], lang: str) -> Iterator[str]:
    marks = [SAID[mark][lang] for mark in ("parallel", "on_request") if getattr(stage, mark)]
    yield f"{stage.id:4} {' · '.join([stage.name[lang], *marks])}"
    performer = profile.duties[stage.duty].name[lang]
    rows = {
        "performer": [f"{performer} ({labels.room(stage.room, lang)})"],
        "needs": [*(f"done({earlier})" for earlier in stage.after), *map(str, stage.guards)],
        "steps": [_step(profile, event, lang) for event in graph.events_of(profile, stage.id)],
        "clocks": [_clock(clock, lang) for clock in graph.clocks_of(profile, stage.id)],
        "leads": [", ".join(after) or SAID["end"][lang]],
    }
    width = max(width_of(SAID[key][lang]) for key in rows)
    for key, items in rows.items():
        for number, item in enumerate(items):
            head = "" if number else SAID[key][lang]
            yield f"{INDENT}{_pad(head, width)}{GAP}{item}"


def _beside(profile: Profile, lang: str) -> dict[str, list[str]]:
    return {
        "anytime": [_step(profile, event, lang) for event in graph.events_of(profile, "")],
        "beside": [_clock(clock, lang) for clock in graph.clocks_of(profile, "")],
        "branches": [
            f"{branch.id:4} {branch.name[lang]}: {branch.effect[lang]}"
            for branch in profile.branches.values()
        ],
        "outcomes": [f"{o.name[lang]} ({o.id})" for o in profile.outcomes.values()],
    }


def _step(profile: Profile, event: EventRule, lang: str) -> str:
    who = ", ".join(profile.duties[duty].name[lang] for duty in event.by)
    return f"{event.name[lang]}: {who}"


def _clock(clock: ClockRule, lang: str) -> str:
    unsure = "" if clock.verified else f", {SAID['unverified'][lang]}"
    return f"{clock.id:4} {clock.name[lang]}: {labels.length(clock, lang)} ({clock.basis}{unsure})"


def _share(profile: Profile, duty: Duty, stage: StageRule) -> str:
    if stage.duty == duty:
        return "●"
    events = graph.events_of(profile, stage.id)
    return "○" if any(duty in event.by for event in events) else ""


def _access(need: Need | None) -> str:
    return f"{need.access} {need.scope}".strip() if need else str(Access.NONE)


def _incompatible(profile: Profile, lang: str) -> Iterator[str]:
    for duty, rule in profile.duties.items():
        others = {other for pair in profile.incompatible if duty in pair for other in pair - {duty}}
        names = [profile.duties[other].name[lang] for other in profile.duties if other in others]
        if names:
            yield f"{INDENT}{rule.name[lang]}: {', '.join(names)}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows in aligned columns; the first of them is the head."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = (_pad(cell, width) for cell, width in zip(row, widths, strict=True))
        yield GAP.join(cells).rstrip()
        if not number:
            yield GAP.join("-" * width for width in widths)


def _pad(said: str, width: int) -> str:
    return said + " " * (width - width_of(said))
