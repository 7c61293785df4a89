"""An answer in words: what breaks first and when, why, and what would prevent it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from naru.engine.results import Estimate
from naru.planning import naming
from naru.planning.answers import Answer, Side
from naru.planning.courses import Break
from naru.planning.preventing import Remedy, busiest
from naru.planning.settings import main_limit

STRAINED = 0.9
SELDOM = 0.02


@dataclass(frozen=True)
class Finding:
    """A sentence, what stands behind it, and how much it presses: calm, late."""

    said: str
    detail: str
    tone: str


def findings(side: Side, replications: int) -> list[Finding]:
    """What the courses of one scenario say: the breaks of beds and limit, the first one first."""
    told = [_told(side, one, replications) for one in side.breaks if one.kind in {"beds", "limit"}]
    if not any(one.expected for one in side.breaks if one.kind in {"beds", "limit"}):
        return [_calm(side), *told]
    return told


def _calm(side: Side) -> Finding:
    high = float(side.curves["in use"].values[4].max())
    said = _("Beds and limit hold over %(days)s days.") % {"days": naming.number(side.plan.horizon)}
    detail = _("At the most %(high)s of %(places)s beds are in use (19 of 20 courses).") % {
        "high": naming.number(min(high, side.places)),
        "places": naming.number(side.places),
    }
    return Finding(said, detail, "calm")


def _told(side: Side, one: Break, replications: int) -> Finding:
    if one.median is None:
        return _seldom(side, one)
    day = naming.day(side.day(one.median))
    if one.kind == "beds":
        said = _("Beds run out on %(day)s.") % {"day": day}
    else:
        name = naming.limit(side.plan, main_limit(side.plan).id)
        said = _("From %(day)s too many people are over the limit “%(limit)s”.") % {
            "day": day,
            "limit": name,
        }
    return Finding(said, _range(side, one, replications), "late")


def _range(side: Side, one: Break, replications: int) -> str:
    """How sure the day is."""
    words = {"n": naming.number(replications), "share": naming.share(one.share)}
    if one.early is not None and one.late is not None:
        words |= {
            "early": naming.day(side.day(one.early)),
            "late": naming.day(side.day(one.late)),
        }
        return _(
            "By this day in half of %(n)s simulated courses; nine of ten lie between %(early)s and "
            "%(late)s."
        ) % (words)
    return _(
        "By this day in half of %(n)s simulated courses; it happens in %(share)s of them at all."
    ) % (words)


def _seldom(side: Side, one: Break) -> Finding:
    words = {"share": naming.share(one.share)}
    if one.kind == "beds":
        said = _("Beds suffice.") if one.share < SELDOM else _("Beds suffice in most courses.")
        detail = _("They run out in %(share)s of the simulated courses.") % words
    else:
        said = _("The limit is kept.") if one.share < SELDOM else _("The limit is mostly kept.")
        detail = _("Too many people are over it in %(share)s of the simulated courses.") % words
    return Finding(said, detail, "calm")


def first_break(side: Side) -> Break | None:
    """The first expected break of beds or limit."""
    return next((b for b in side.breaks if b.kind in {"beds", "limit"} and b.expected), None)


def cause(side: Side) -> str:
    """What most is asked of, where it is nearly too much; empty otherwise."""
    one = busiest(side.plan)
    if one.share < STRAINED:
        return ""
    return _("The bottleneck: %(who)s. %(share)s of what they can do is asked of them.") % {
        "who": naming.resource(one.resource),
        "share": naming.share(float(one.share)),
    }


def remedy(side: Side, found: Remedy, profile: str) -> str:
    """What would prevent the breaks, and its cost."""
    if not found.added:
        return _(
            "Adding staff or beds doesn't prevent it: durations or arrivals would have to change."
        )
    added = _(" and ").join(naming.more(name, count) for name, count in found.added)
    words = {
        "added": added,
        "cost": naming.money(profile, found.cost),
        "share": naming.share(found.share),
    }
    if found.holds:
        return _("%(added)s prevent it; that costs %(cost)s a month.") % words
    said = _(
        "Even %(added)s (%(cost)s a month) don't prevent it: beds or limit still break in "
        "%(share)s of the courses."
    )
    if found.bounds:
        why = _("More than that can't be entered here: %(most)s.")
        words["most"] = ", ".join(naming.resource(name) for name in found.bounds)
    else:
        why = _(
            "Nobody would be busy for more than a third of the time then: durations or arrivals "
            "would have to change."
        )
    return f"{said % words} {why % words}"


def paired(answer: Answer) -> Sequence[str]:
    """The second scenario against the first one: the differences that are sure, in words."""
    if answer.second is None:
        return []
    plan, figures = answer.first.plan, answer.figures
    places, limit = next(iter(figures)), main_limit(plan).id
    beds, late = figures[places].difference, figures[f"{limit}.late_share"].difference
    return [_people(beds), _late(late)] if beds and late else []


def _people(change: Estimate) -> str:
    mean, half = change.mean, change.half_width
    if abs(mean) <= half:
        return _("As many people in the house as in the first one (the difference isn't sure).")
    words = {"n": naming.number(abs(mean), 1), "half": naming.number(half, 1)}
    if mean < 0:
        return _("On average %(n)s (±%(half)s) fewer people in the house.") % words
    return _("On average %(n)s (±%(half)s) more people in the house.") % words


def _late(change: Estimate) -> str:
    mean, half = 100 * change.mean, 100 * change.half_width
    if abs(mean) <= half:
        return _("As many over the limit as in the first one (the difference isn't sure).")
    words = {"n": naming.number(abs(mean), 1), "half": naming.number(half, 1)}
    if mean < 0:
        return _("%(n)s (±%(half)s) percentage points fewer end after the limit.") % words
    return _("%(n)s (±%(half)s) percentage points more end after the limit.") % words
