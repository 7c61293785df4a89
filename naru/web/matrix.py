"""The tables of docs/access.md, written from the profile and from the doors of the pages."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from naru.domain import emergency
from naru.domain.duties import Access, Duty
from naru.domain.need import META, MINIMUM_VIEW, MODULES, SEALED, TIES, minimum
from naru.domain.profile import DutyRule, Need, Profile
from naru.ground.staff.access import Door, door_of

HEAD = """# Who may open what

Written by `naru matrix` from the profile `{profile}` (version {version}) and from the pages
themselves; a test compares this file with both, and asks every page as every duty. Change the
profile or a page's `@duty`, then run `naru matrix -o docs/access.md`.

Three doors, one behind the other: the page (`@duty`), the reach (does this person exist for this
account at all? 404), and the gate of the vault (`naru.ground.pathway.need`), which asks the first
table before any sealed part is opened, whoever calls. A refusal says why and whom to ask, in both
languages. Each opening is on record with its reason, and the person reads that list.
"""
SCOPES = {
    "own": "only of people they are put on; whom nobody of the duty is put on, all of it share",
    "today": "only of who arrived within the last 24 hours",
    "client": "only of who gave them a mandate",
    "ward": "only of their ward",
    "self": "only of themselves",
    "consent": "only with the person's consent on record",
    "notice": "only of a sample that was given notice",
    "sealed": "only what they wrote themselves (complaints: what was addressed to their office)",
}


def text(profile: Profile) -> str:
    """The whole page as Markdown."""
    parts = [
        HEAD.format(profile=profile.id, version=profile.version),
        "## Need to know\n",
        *_need(profile),
        "\n## What the vault's gate answers\n",
        *_gate(profile),
        "\n## Duties that never meet in one person\n",
        *_incompatible(profile),
        "\n## In an emergency\n",
        *_emergency(profile),
        "\n## Pages\n",
        *_pages(profile),
    ]
    return "\n".join(parts) + "\n"


def _need(profile: Profile) -> Iterator[str]:
    yield "R read, W write, A approve, m minimum, - none; then the scope, and what the minimum is."
    yield ""
    yield _row("duty", "직무", *MODULES)
    yield _rule(2 + len(MODULES))
    for rule in profile.duties.values():
        cells = [cell(rule.sees.get(module)) for module in MODULES]
        yield _row(rule.name["en"], rule.name["ko"], *cells)
    yield ""
    yield from (f"- **{scope}**: {SCOPES[scope]}" for scope in sorted(TIES))


def cell(need: Need | None) -> str:
    """One cell of the matrix, as the profile has it."""
    if need is None or need.access is Access.NONE:
        return "-"
    head = f"{need.access} {need.scope}".strip()
    return f"{head}: {need.note}" if need.note else head


def answer(rule: DutyRule, module: str) -> str:
    """What the gate answers a duty about a module: `open`, `if <tie>`, `minimum` or `closed`."""
    need = rule.sees.get(module, Need(Access.NONE))
    if need.access is Access.NONE or need.note == META:
        return "closed"
    if need.access is Access.MINIMUM:
        return "minimum" if minimum(rule.id, module) else "closed"
    return f"if {need.scope}" if need.scope in TIES else "open"


def _gate(profile: Profile) -> Iterator[str]:
    shown = sorted(SEALED)
    least = [
        f"{module}{_of(profile, duty)}: {', '.join(sorted(reasons))}"
        for (module, duty), reasons in MINIMUM_VIEW.items()
    ]
    yield f"`minimum` opens for these reasons only: {'; '.join(least)}."
    yield "A conflict of interest closes all.\n"
    yield _row("duty", *shown)
    yield _rule(1 + len(shown))
    for rule in profile.duties.values():
        yield _row(rule.name["en"], *(answer(rule, module) for module in shown))


def _of(profile: Profile, duty: Duty | None) -> str:
    return f" ({profile.duties[duty].name['en']})" if duty else ""


def _incompatible(profile: Profile) -> Iterator[str]:
    for rule in profile.duties.values():
        pairs = (pair for pair in profile.incompatible if rule.id in pair)
        others = {other for pair in pairs for other in pair - {rule.id}}
        if others:
            yield f"- {rule.name['en']}: {_names(profile, others)}"


def _emergency(profile: Profile) -> Iterator[str]:
    minutes = int(emergency.OPEN_FOR.total_seconds() // 60)
    hours = int(emergency.REVIEW_WITHIN.total_seconds() // 3600)
    yield f"- Who: {_names(profile, emergency.ROLES)}."
    yield f"- What: one of {', '.join(emergency.OPENS)}, of one person, for {minutes} minutes."
    yield f"- Never: {', '.join(sorted(emergency.NEVER))}, and a psychologist's own notes."
    yield f"- Reviewed within {hours} hours by: {_names(profile, emergency.OFFICES)}."
    yield "- Unreviewed after that, the account can't do it again; found improper, it is locked."


def _pages(profile: Profile) -> Iterator[str]:
    yield "`asks again`: who one is must have been proved within the last minutes.\n"
    yield _row("page", "who", "")
    yield _rule(3)
    for path, pattern in patterns():
        door = door_of(pattern.callback) or Door()
        yield _row(f"`/{path}`", who(profile, door), "asks again" if door.fresh else "")


def who(profile: Profile, door: Door) -> str:
    """Who a door opens for, in words."""
    if door.public:
        return "everybody"
    return _names(profile, door.duties) if door.duties else "everybody signed in"


def patterns() -> list[tuple[str, URLPattern]]:
    """Every page of the centre with its address pattern, in order."""
    return sorted(_walk(get_resolver(), ""), key=lambda pair: pair[0])


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, path)
        else:
            yield path, pattern


def _names(profile: Profile, duties: frozenset[Duty] | set[Duty] | tuple[Duty, ...]) -> str:
    known = [rule.name["en"] for rule in profile.duties.values() if rule.id in duties]
    return ", ".join(known)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return "|" + "---|" * columns
