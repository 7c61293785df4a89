"""What Naru never does (domain.md 6, N1 to N17): each held by a test that somebody would break.

Personal values are sealed as plain mappings, so a forbidden field would show in no model: the
words are looked for in every name and every key of the source, and in the profiles.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from naru import profiles
from naru.domain.duties import Access, Duty
from naru.domain.guards import facts_of
from naru.domain.profile import Profile
from naru.ground import people

ROOT = Path(__file__).resolve().parents[2] / "naru"
KEEPING = [
    path
    for folder in ("domain", "ground", "rooms", "web", "demo")
    for path in (ROOT / folder).rglob("*.py")
    if not {"tests", "migrations"} & set(path.parts)
]
WORDS = {
    "N1 scores": r"credib|spy|loyal|trustworth|(risk|suspicion|threat)_(score|level)",
    "N2 recognition": r"face_(id|recog|match)|voiceprint|gait|emotion|polygraph|lie_detect"
    r"|biometr|dialect",
    "N3 extraction": r"phone_(dump|extract)|(^|_)imei|social_media|contacts_list",
    "N4 routes": r"escape_route|crossing_point|border_point|broker|smuggl|safe_house|helper_name",
    "N5 places of relatives": r"(kin|relative)s?_(address|place|city|town|village|phone|contact)",
    "N6 transfers": r"third_state|foreign_(agency|service)|origin_state",
    "N13 marks": r"religio|faith|political|party_member|sexual|ethnic",
    "N14 cameras": r"camera|cctv",
    "N15 machine translation": r"machine_transl|auto_?transl",
    "N16 automatic decisions": r"auto_?(reject|extend|isolat|approv|decid)",
    "N17 telemetry": r"telemetr|analytics|tracking_id|sentry",
}
# what the words mean where they may stand
INNOCENT = {
    ("domain/guarding.py", "credibility"): "the warning that free text gets",
    ("ground/pathway/pages.py", "credibility"): "the same, in words",
}
INQUIRY = frozenset({Duty.INTERVIEWER, Duty.INTERPRETER, Duty.INQUIRY_REVIEWER})
LOADED = [profiles.load(name) for name in profiles.NAMES]
each = pytest.mark.parametrize("profile", LOADED, ids=profiles.NAMES)


def names_in(path: Path) -> Iterator[str]:
    """Every identifier of a module, and every text that could be the key of a mapping."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name
            case ast.keyword(arg=str(name)) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Constant(value=str(text)) if re.fullmatch(r"\w{3,40}", text):
                yield text


@pytest.mark.parametrize("rule", WORDS)
def test_no_name_or_key_for_what_is_never_kept(rule: str) -> None:
    forbidden = re.compile(WORDS[rule], re.IGNORECASE)
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in KEEPING
        for name in names_in(path)
        if forbidden.search(name)
    }
    assert found - INNOCENT.keys() == set()


@pytest.mark.parametrize("rule", WORDS)
def test_no_profile_has_a_word_for_it(rule: str) -> None:
    forbidden = re.compile(WORDS[rule], re.IGNORECASE)
    for name in profiles.NAMES:
        ids = re.findall(r'^id = "(\w+)"', profiles.text_of(name), re.MULTILINE)
        assert [each_id for each_id in ids if forbidden.search(each_id)] == []


def test_of_a_relative_only_the_country_is_asked() -> None:
    """N5: a parameter more would be a place, a number or a name to come by."""
    asked = set(inspect.signature(people.add_kin).parameters) - {"by", "now", "person_id"}
    assert asked == {"relation", "alive", "country", "wish"}


@each
def test_the_inquiry_sees_no_health_and_no_complaint(profile: Profile) -> None:
    """N8: fit or not, and nothing of why."""
    assert INQUIRY & profile.duties.keys()
    for duty in INQUIRY & profile.duties.keys():
        sees = profile.duties[duty].sees
        assert sees["complaints"].access is Access.NONE
        assert sees["health"].access in {Access.NONE, Access.MINIMUM}
        shown = {fact.id for fact in profile.facts.values() if duty in fact.seen_by}
        health = {fact.id for fact in profile.facts.values() if fact.room == "infirmary"}
        assert shown & health <= {"fit_for_interview"}


@each
def test_nothing_to_live_on_waits_for_the_inquiry(profile: Profile) -> None:
    """N9: no bed, medicine, book, call or complaint asks how somebody spoke."""
    inquiry = {fact.id for fact in profile.facts.values() if fact.room == "inquiry"}
    for event in profile.events.values():
        if event.room in {"lodging", "infirmary", "settlement", "belongings", "rights"}:
            stage = profile.stages[event.stage].guards if event.stage else ()
            asked = {fact for guard in (*stage, *event.guards) for fact in facts_of(guard)}
            assert not asked & inquiry, event.id
    living = {s.id for s in profile.stages.values() if s.room in {"lodging", "settlement"}}
    asking = {s.id for s in profile.stages.values() if s.room in {"inquiry", "ruling"}}
    for stage in living:
        assert not set(profile.stages[stage].after) & asking, stage


@each
def test_nobody_interviews_finds_and_decides(profile: Profile) -> None:
    """N11, and N12: what wasn't put to the person can't be found against them."""
    if not profile.modules.get("inquiry"):
        assert "start_interview" not in profile.events
        return
    apart = {
        event.id: {arg for g in event.guards if g.name == "not_earlier_actor" for arg in g.args}
        for event in profile.events.values()
    }
    assert {"start_interview", "draft_findings"} <= apart["sign_findings"]
    assert {"start_interview", "draft_findings", "sign_findings"} <= apart["draft_ruling"]
    assert {"start_interview", "draft_findings", "sign_findings", "draft_ruling"} <= apart["decide"]
    assert "doubts_unanswered" in {
        fact for g in profile.events["draft_findings"].guards for fact in facts_of(g)
    }


@each
def test_every_act_is_a_persons(profile: Profile) -> None:
    """N16: nothing rejects, extends or isolates by itself; a clock only tells and locks."""
    machine = {Duty.SYSTEM_ADMINISTRATOR, Duty.STATISTICIAN}
    for event in profile.events.values():
        assert event.by, event.id
        assert not machine & set(event.by), event.id
    for clock in profile.clocks.values():
        assert clock.extension is None or clock.extension.body not in set(profile.duties)


@each
def test_what_was_said_or_decided_has_no_undo(profile: Profile) -> None:
    """N10."""
    kept = re.compile(r"wish|statement|complain|counsel|review|serve|decide|ruling|search_person")
    assert [e.id for e in profile.events.values() if e.undo and kept.search(e.id)] == []


CALLS_OUT = re.compile(
    r"^\s*(?:from|import) (requests|httpx|aiohttp|urllib3|urllib\.request|http\.client|smtplib"
    r"|ftplib|telnetlib|paramiko|socket\b|socketserver|boto3|websockets)",
    re.MULTILINE,
)
REACHING = {
    "engine/spread.py": "whether the cluster that a planner names listens",
    "kit/uploads.py": "the virus scanner of the same machine, through a file",
    "ground/vault/custody/client.py": "the key agent of the same machine, through a file",
    "ground/vault/custody/frames.py": "the same",
    "ground/vault/custody/agent.py": "the same",
    "ground/ledger/submitting.py": "a witness that the centre names, a checkpoint and nothing else",
    "ground/staff/oidc.py": "the house's own identity provider",
    "web/management/commands/serve.py": "whether the port is free",
}


def test_nothing_calls_out() -> None:
    """N7, N17: a module that could reach a network is named here with its reason."""
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "tests" not in path.parts and CALLS_OUT.search(path.read_text())
    }
    assert found - REACHING.keys() == set()
