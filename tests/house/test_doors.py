"""Every page says who may open it, and opens for nobody else."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from naru.domain.duties import Duty
from naru.ground.pathway import profiles, rooms
from naru.ground.staff.access import door_of, performs
from naru.profiles import NAMES

ROOT = Path(__file__).resolve().parents[2]
OPEN_TO_ALL = {
    "healthz",
    "sign_in",
    "use_link",
    "policy_report",
    "set_language",
    "set_theme",
    "guide",
    "follow",
    "complaint_receipt",
    "passkey_ask",
    "passkey_use",
    "oidc_start",
    "oidc_back",
}
SAMPLES = {"uuid": "6a0d6a36-3f0e-4f0e-9d7e-000000000000", "int": "1", "str": "K7Q29XMA"}


def patterns(found=None, prefix=""):
    for pattern in get_resolver().url_patterns if found is None else found:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path, pattern


PAGES = sorted(patterns(), key=lambda pair: pair[0])


def address(path):
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1] or "str", "x"), path)


def test_every_page_declares_a_door():
    missing = [path for path, pattern in PAGES if door_of(pattern.callback) is None]
    assert missing == []


def test_few_pages_are_open_to_strangers():
    figures = "naru.planning."  # the published figures: nothing of the live centre
    public = {
        pattern.name
        for _path, pattern in PAGES
        if door_of(pattern.callback).public and not pattern.callback.__module__.startswith(figures)
    }
    assert public <= OPEN_TO_ALL


def test_the_public_figures_read_no_database():
    planning = ROOT / "naru/planning"
    public = [planning / f"{name}.py" for name in ("shelf", "card", "export", "urls")]
    public += (planning / "sections").glob("*.py")
    names = ("claims", "common", "downloads", "feeds", "figures")
    public += [planning / f"pages/{name}.py" for name in names]
    centre = re.compile(
        r"\.objects\b|django\.db|naru\.rooms|naru\.planning\.(models|saving|forecast|present)"
    )
    for path in public:
        assert not centre.search(path.read_text()), path


def test_the_planner_reaches_into_no_room():
    for path in (ROOT / "naru/planning").rglob("*.py"):
        if "tests" not in path.parts:
            assert "naru.rooms" not in path.read_text(), path


@pytest.mark.django_db
def test_strangers_get_to_no_other_page(client):
    for path, pattern in PAGES:
        if not door_of(pattern.callback).public:
            assert client.get(address(path)).status_code == 303, path


@pytest.mark.parametrize("profile", NAMES)
def test_every_event_of_a_profile_has_a_page_for_each_duty_that_may(profile, settings):
    settings.NARU_PROFILE = profile
    steps = {event: url for room in rooms.installed() for event, url in room.steps.items()}
    by_name = {f"{_app(p)}:{p.name}": p for _path, p in PAGES}
    for event in profiles.current().events.values():
        if event.id == "arrive":  # its page is about somebody who has no number yet
            continue
        assert event.id in steps, f"no page for {event.id}"
        door = door_of(by_name[steps[event.id]].callback)
        assert not door.duties or set(event.by) <= door.duties, event.id


def test_a_step_that_a_centre_does_not_have_opens_for_nobody(settings):
    view = next(p.callback for _path, p in PAGES if p.name == "decide_objection")
    settings.NARU_PROFILE = "de"
    assert door_of(view).duties == {Duty.CASEWORKER, Duty.COUNSEL}
    assert not door_of(view).shut
    assert door_of(performs("no_such_step")(lambda request: None)).shut


def _app(pattern):
    module = pattern.callback.__module__
    return module.split(".rooms.")[-1].split(".")[0]
