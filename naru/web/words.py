"""Words that several pages of the shell share: stages, sexes, languages, events."""

from django.utils import translation
from django.utils.translation import gettext as _

from naru.domain.profile import Profile
from naru.ground.pathway import profiles
from naru.ground.pathway.models import TaskRow
from naru.kit.languages import LANGUAGES


def lang() -> str:
    """The page's language as profiles know it: `ko` or `en`."""
    return "ko" if (translation.get_language() or "ko").startswith("ko") else "en"


def sex(code: str) -> str:
    """A person's sex in words."""
    return {"female": _("Female"), "male": _("Male"), "other": _("Other")}.get(code, "")


def language(code: str) -> str:
    """A language by its code."""
    return str(dict(LANGUAGES).get(code, code))


def task(row: TaskRow, profile: Profile | None = None) -> str:
    """What a task asks for: its event or, failing that, its clock or stage."""
    rules = profile or profiles.current()
    rule = rules.events.get(row.event) or rules.clocks.get(row.clock) or rules.stages.get(row.stage)
    return rule.name[lang()] if rule else row.key


def action(event: str) -> str:
    """An act of the ledger by the name of its event."""
    rule = profiles.current().events.get(event)
    return rule.name[lang()] if rule else OTHER_ACTS.get(event, lambda: event)()


OTHER_ACTS = {
    "notice": lambda: _("Expected arrival noted"),
    "register": lambda: _("Person registered"),
    "claim": lambda: _("Claim added"),
    "choose": lambda: _("Claim chosen"),
    "set_photo": lambda: _("Photo taken"),
    "assign": lambda: _("Staff assigned"),
    "unassign": lambda: _("Assignment ended"),
    "undo": lambda: _("Taken back"),
    "join_household": lambda: _("Joined a family"),
    "leave_household": lambda: _("Left a family"),
    "add_kin": lambda: _("Relative noted"),
    "forget_kin": lambda: _("Relatives forgotten"),
    "propose_same": lambda: _("Same person proposed"),
    "decide_same": lambda: _("Same person decided"),
    "undo_same": lambda: _("Merge taken back"),
}
