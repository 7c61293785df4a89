"""Words that several pages of the shell share: stages, sexes, languages, events."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from naru.domain.profile import Profile
from naru.ground.pathway import profiles
from naru.ground.pathway.models import TaskRow
from naru.kit.languages import language_name


def lang() -> str:
    """The page's language as profiles know it: `ko` or `en`."""
    return "ko" if (translation.get_language() or "ko").startswith("ko") else "en"


def sex(code: str) -> str:
    """A person's sex in words."""
    return {"female": _("Female"), "male": _("Male"), "other": _("Other")}.get(code, "")


def language(code: str) -> str:
    """A language by its code."""
    return language_name(code)


def family_role(code: str) -> str:
    """Who somebody is within their family."""
    said = {
        "parent": _("Parent"),
        "spouse": _("Spouse or partner"),
        "child": _("Child"),
        "sibling": _("Brother or sister"),
        "grandparent": _("Grandparent"),
    }
    return said.get(code, _("Other relative")) if code else ""


def part(compartment: str) -> str:
    """A compartment of the record, as its owner would call it."""
    said = {
        "ops": _("Daily life"),
        "identity": _("Identity"),
        "kin": _("Family"),
        "health": _("Health"),
        "legal": _("Rights and decisions"),
        "inquiry": _("Inquiry"),
        "complaints": _("Complaints made"),
    }
    return said[compartment]


def purpose(reason: str) -> str:
    """What a part of the record was opened for."""
    return next((said() for codes, said in PURPOSES if reason in codes), _("Work on the file"))


def task(row: TaskRow, profile: Profile | None = None) -> str:
    """What a task asks for: its event or, failing that, its clock or stage."""
    rules = profile or profiles.current()
    rule = rules.events.get(row.event) or rules.clocks.get(row.clock) or rules.stages.get(row.stage)
    return rule.name[lang()] if rule else row.key


def action(event: str) -> str:
    """An act of the ledger by the name of its event; never its code."""
    rule = profiles.current().events.get(event)
    return rule.name[lang()] if rule else OTHER_ACTS.get(event, lambda: _("Another act"))()


OTHER_ACTS = {
    "notice": lambda: _("Expected arrival noted"),
    "register": lambda: _("Person registered"),
    "claim": lambda: _("Claim added"),
    "choose": lambda: _("Claim chosen"),
    "search": lambda: _("Search"),
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
    "cancel_notice": lambda: _("Expected arrival cancelled"),
    "give_mandate": lambda: _("Counsel given access"),
    "note_conflict": lambda: _("Not to be lodged together: noted"),
    "end_conflict": lambda: _("Not to be lodged together: ended"),
    "sign_room_inventory": lambda: _("Room inventory signed"),
    "review_search": lambda: _("Search reviewed"),
    "add_achievement": lambda: _("Line added to the learning record"),
    "add_passage": lambda: _("Question and answer written down"),
    "resume_interview": lambda: _("Interview resumed"),
    "say_misunderstood": lambda: _("Misunderstanding reported"),
    "put_doubt": lambda: _("Doubt put to the person"),
    "add_finding": lambda: _("Finding written"),
    "drop_finding": lambda: _("Finding withdrawn"),
    "break_glass": lambda: _("Record opened in an emergency"),
    "tell_of_break_glass": lambda: _("Person told of the emergency opening"),
    "review_break_glass": lambda: _("Emergency opening reviewed"),
    "declare_conflict": lambda: _("Conflict of interest declared"),
    "end_conflict_of_interest": lambda: _("Conflict of interest ended"),
    "enter_notice": lambda: _("Notice of a monitor’s sample"),
    "end_notice": lambda: _("Monitor’s sample ended"),
    "export_file": lambda: _("Copy taken of acts and accesses"),
    "tell_of_court_order": lambda: _("Person told of a court order"),
    "enter_consent": lambda: _("Consent to read the health record"),
    "end_consent": lambda: _("Consent taken back"),
    "file_complaint": lambda: _("Complaint filed"),
    "enter_court_order": lambda: _("Court order entered"),
    "open_for_court": lambda: _("Record opened by order of a court"),
    "erase": lambda: _("Records erased"),
}
PURPOSES: tuple[tuple[frozenset[str], Callable[[], str]], ...] = (
    (frozenset({"emergency"}), lambda: _("Opened in an emergency")),
    (frozenset({"court"}), lambda: _("By order of a court, with the keys of two people")),
    (frozenset({"review"}), lambda: _("To review an emergency opening or a decision")),
    (frozenset({"label", "photo", "card"}), lambda: _("To show who you are")),
    (frozenset({"expected", "import_list"}), lambda: _("To prepare your arrival")),
    (frozenset({"claims", "choose", "kin", "portrait"}), lambda: _("To record who you are")),
    (frozenset({"timeline", "own"}), lambda: _("To see what happened")),
    (frozenset({"complaint"}), lambda: _("Work on your complaint")),
    (frozenset({"handoff"}), lambda: _("To hand over a task")),
    (
        frozenset({"belongings", "custody", "inventory", "searches", "item photo"}),
        lambda: _("Your belongings"),
    ),
    (frozenset({"lodging"}), lambda: _("Your bed and room")),
    (frozenset({"learning", "attendance"}), lambda: _("Your learning")),
    (
        frozenset({"consent", "wishes", "copy", "receipt", "rights", "proof"}),
        lambda: _("Your rights and papers"),
    ),
    (frozenset({"needs", "triage"}), lambda: _("Your needs")),
    (
        frozenset({"medicines", "vitals", "round", "allergies", "conditions", "summary"}),
        lambda: _("Your health care"),
    ),
    (
        frozenset({"interview", "statement", "findings", "inquiry_file", "exhibit", "reply"}),
        lambda: _("Your inquiry"),
    ),
    (frozenset({"ruling", "letter", "remedy", "objection", "serve"}), lambda: _("Your decision")),
    (
        frozenset({"departure", "depart", "closure", "departure receipt"}),
        lambda: _("Your departure"),
    ),
)
