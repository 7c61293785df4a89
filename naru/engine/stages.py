"""Reads the row of a stage, whether it stands alone or changes what a profile says."""

from naru.engine import quantities as q
from naru.engine.plan import Stage
from naru.engine.table import Table


def stage(row: Table, base: Stage | None = None) -> Stage:
    """A stage row; with `base`, what the row doesn't say stays as it is there."""
    base = base or Stage(id="")
    made = Stage(
        id=row.text("id"),
        name=row.text("name", base.name),
        resource=_none(row.text("resource", base.resource)),
        duration=row.read("duration", q.distribution, base.duration),
        share=row.number("share", base.share, 0.0, 1.0),
        visits=row.read("visits", q.count, base.visits),
        gap=row.read("gap", q.distribution, base.gap),
        takes=row.text("takes", base.takes),
        until=row.text("until", base.until),
        after=row.texts("after") if row.has("after") else base.after,
        patience=row.read("patience", q.distribution, base.patience),
        begins=row.texts("begins") or base.begins,
        ends=row.texts("ends") or base.ends,
    )
    row.seen.add("after")
    row.no_more()
    return made


def _none(resource: str) -> str:
    return "" if resource == "none" else resource
