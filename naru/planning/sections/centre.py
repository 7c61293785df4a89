"""What the centre found, with the lesson of the base rate; and the way in outline."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.evidence import book, wording
from naru.evidence.claims import Claim
from naru.kit import frames
from naru.kit.pictures import Field
from naru.planning import shelf
from naru.planning.sections import common
from naru.planning.sections.common import Section

MEASURES = ("investigated_total", "non_defectors_found", "spies_found")
PER_CELL = 10
RIGHT = 0.99


@dataclass(frozen=True)
class Stage:
    """A stage of the way in outline, and the claim that says so."""

    name: str
    text: str
    claim: Claim


def section() -> Section:
    """The part on what the centre found."""
    said = {row.claim.measure: row.claim for row in shelf.article()}
    everyone, others, agents = (said[measure] for measure in MEASURES)
    total, strangers, few = (claim.value or 0.0 for claim in (everyone, others, agents))
    title = _(
        "Of about %(total)s people, 1 in %(others)s was found not to be a refugee from the North, "
        "and 1 in %(few)s an agent"
    ) % {
        "total": wording.number(total),
        "others": wording.number(round(total / strangers)),
        "few": wording.number(round(total / few, -2)),
    }
    shares = [(few / PER_CELL, 1), (strangers / PER_CELL, 2)]
    claims = [c for c in book().claims if c.measure in MEASURES]
    drawn = frames.figure(
        "centre",
        title,
        Field(title, round(total / PER_CELL), shares).draw,
        legend=frames.legend(
            [(1, _("agents")), (2, _("found not to be refugees"))],
            _("One cell is %(people)s people") % {"people": PER_CELL},
        ),
        table=frames.table(
            title,
            [_("When"), _("What"), "#" + pgettext("number", "People"), _("Source"), _("Claim")],
            [_row(claim) for claim in claims],
        ),
        source=common.counted(claims),
    )
    lesson = _lesson(total, few)
    return Section(
        "centre", _("What the centre found"), [drawn], common.doubts(claims), note=lesson
    )


def _lesson(total: float, few: float) -> object:
    """What a nearly perfect test would do to so rare a thing."""
    wrongly = (total - few) * (1 - RIGHT)
    share = 100 * wrongly / (wrongly + few * RIGHT)
    return format_html(
        "<p><strong>{}</strong> {}</p>",
        _("The lesson of the base rate."),
        _(
            "Even a test that is right 99 times in 100, put to all %(total)s, would point at about "
            "%(wrongly)s innocent people to find %(few)s: %(share)s of every 100 it points at "
            "would be wronged. That is why Naru scores nobody."
        )
        % {
            "total": wording.number(total),
            "wrongly": wording.number(round(wrongly)),
            "few": wording.number(few),
            "share": round(share),
        },
    )


def _row(claim: Claim) -> list[object]:
    from naru.evidence import naming

    return [
        common.when(claim),
        naming.name("measure", claim.measure, common.lang()),
        wording.figure(claim, common.lang()),
        common.source_link(claim),
        common.claim_link(claim),
    ]


def stages() -> list[Stage]:
    """The way in outline: aggregate stages, no places."""
    lang = common.lang()
    return [
        Stage(row[lang], row[f"{lang}_text"], book().by_id[row["claim_id"]])
        for row in shelf.rows_of("stages")
    ]
