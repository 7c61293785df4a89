"""The drawings of a profile show all of it, in both languages, and nothing runs into anything."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from unicodedata import east_asian_width
from xml.etree import ElementTree as Xml

import pytest

from naru import cli, profiles
from naru.domain import diagram, graph, layout, pen
from naru.domain.graph import Edge
from naru.domain.labels import PHASES, SAID, UNITS
from naru.domain.profile import Profile
from naru.domain.reading import read

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [(name, lang) for name in profiles.NAMES for lang in ("ko", "en")]
each = pytest.mark.parametrize(("name", "lang"), EVERY)
each_profile = pytest.mark.parametrize(
    "profile", [profiles.load(name) for name in profiles.NAMES], ids=profiles.NAMES
)


def drawn(name: str, lang: str) -> Xml.Element:
    return Xml.fromstring(diagram.svg(profiles.load(name), lang))  # noqa: S314


def texts(image: Xml.Element) -> list[str]:
    return [node.text or "" for node in image.iter(f"{SVG}text")]


# ---------------------------------------------------------------- what waits for what


def test_the_way_through_the_reference_centre() -> None:
    found = graph.edges(profiles.load("kr"))
    assert {(edge.source, edge.target) for edge in found} == {
        ("S00", "S01"),
        ("S01", "S02"),
        ("S01", "S04"),
        ("S02", "S03"),
        ("S02", "S05"),
        ("S02", "S06"),
        ("S03", "S15"),
        ("S04", "S07"),
        ("S05", "S09"),
        ("S06", "S07"),
        ("S07", "S08"),
        ("S08", "S09"),
        ("S08", "S14"),
        ("S09", "S10"),
        ("S10", "S11"),
        ("S11", "S12"),
        ("S12", "S13"),
        ("S12", "S15"),
        ("S13", "S15"),
        ("S15", "S16"),
    }
    assert Edge("S06", "S07", "fact") in found, "a bed waits for a first look at needs"
    assert Edge("S03", "S15", "fact") in found, "nobody leaves while belongings are held"


@each_profile
def test_every_stage_stands_behind_all_that_it_waits_for(profile: Profile) -> None:
    place = {stage.id: number for number, stage in enumerate(graph.ordered(profile))}
    assert place.keys() == profile.stages.keys()
    assert all(place[edge.source] < place[edge.target] for edge in graph.edges(profile))


@each_profile
def test_every_clock_and_every_act_is_shown_once(profile: Profile) -> None:
    rows = ["", *profile.stages]
    shown = [clock.id for row in rows for clock in graph.clocks_of(profile, row)]
    acts = [event.id for row in rows for event in graph.events_of(profile, row)]
    assert sorted(shown) == sorted(profile.clocks)
    assert sorted(acts) == sorted(profile.events)


# ---------------------------------------------------------------- the state diagram


@each
def test_the_image_shows_every_stage_branch_and_outcome(name: str, lang: str) -> None:
    profile = profiles.load(name)
    said = " ".join(texts(drawn(name, lang)))
    for stage in profile.stages.values():
        assert stage.id in said
        assert all(word in said for word in stage.name[lang].split())
        assert profile.duties[stage.duty].name[lang] in said
    for named in (*profile.branches.values(), *profile.outcomes.values()):
        assert all(word in said for word in named.name[lang].split())
    assert all(
        clock.id in said.replace("\N{NO-BREAK SPACE}", " ") for clock in profile.clocks.values()
    )


@each
def test_the_image_has_an_arrow_for_every_edge(name: str, lang: str) -> None:
    edges = graph.edges(profiles.load(name))
    arrows = [p for p in drawn(name, lang).iter(f"{SVG}path") if p.get("marker-end")]
    assert len(arrows) == len(edges) + 2, "and two in the legend"
    dashed = [arrow for arrow in arrows if arrow.get("stroke-dasharray")]
    assert len(dashed) == sum(edge.kind == "fact" for edge in edges) + 1


@each
def test_the_image_is_named_and_described(name: str, lang: str) -> None:
    image = drawn(name, lang)
    ids = {node.get("id") for node in image}
    assert image.get("role") == "img"
    assert image.get("lang") == lang
    assert set(str(image.get("aria-labelledby")).split()) <= ids
    assert profiles.load(name).name[lang] in str(image.findtext(f"{SVG}title"))


@each
def test_the_image_needs_nothing_from_elsewhere(name: str, lang: str) -> None:
    text = diagram.svg(profiles.load(name), lang)
    assert text.count("http") == 1, "the namespace only"
    assert not re.search(r"<(script|style|image|use|foreignObject)|@import|href", text)


@each
def test_text_takes_the_colour_of_its_page(name: str, lang: str) -> None:
    image = drawn(name, lang)
    assert image.get("fill") == "currentColor"
    assert all(node.get("fill") is None for node in image.iter(f"{SVG}text"))


@each
def test_no_line_of_text_leaves_the_image_or_its_box(name: str, lang: str) -> None:
    image = drawn(name, lang)
    width, height = (float(n) for n in str(image.get("viewBox")).split()[2:])
    for node in image.iter(f"{SVG}text"):
        size, x = float(str(node.get("font-size"))), float(str(node.get("x")))
        if node.get("text-anchor") != "end":
            assert x + pen.breadth(node.text or "", size) * 0.9 <= width, node.text
        assert 0 < float(str(node.get("y"))) < height
    for group in image.iter(f"{SVG}g"):
        (box,) = group.iter(f"{SVG}rect")
        low, high = (
            float(str(box.get("y"))),
            float(str(box.get("y"))) + float(str(box.get("height"))),
        )
        assert all(low < float(str(t.get("y"))) < high for t in group.iter(f"{SVG}text"))


@each
def test_lines_of_text_in_a_box_never_lie_on_one_another(name: str, lang: str) -> None:
    for group in drawn(name, lang).iter(f"{SVG}g"):
        heights = sorted({float(str(t.get("y"))) for t in group.iter(f"{SVG}text")})
        assert all(below - above >= 12 for above, below in pairwise(heights)), texts(group)


@each_profile
def test_boxes_stand_apart_and_phases_run_to_the_right(profile: Profile) -> None:
    places = layout.place(profile)
    spots = {(place.column, place.row) for place in places.values()}
    assert len(spots) == len(profile.stages)
    for edge in graph.edges(profile):
        source, target = places[edge.source], places[edge.target]
        assert (source.column, source.row) < (target.column, target.row)
    for one, other in combinations(places.values(), 2):
        assert (one.column < other.column) == (one.phase < other.phase)


@each_profile
def test_no_arrow_runs_through_a_box(profile: Profile) -> None:
    no_arrow_meets_a_box(profile)


def test_an_arrow_goes_round_a_box_in_its_own_column() -> None:
    text = profiles.text_of("ngo").replace('after = ["S08"]', 'after = ["S07"]')
    profile = read(text)
    assert Edge("S07", "S14", "after") in graph.edges(profile)
    no_arrow_meets_a_box(profile)


def no_arrow_meets_a_box(profile: Profile) -> None:
    places = layout.place(profile)
    for edge, route in layout.routes(profile, places):
        ends = {edge.source, edge.target}
        for (x1, y1), (x2, y2) in pairwise(route):
            assert x1 == x2 or y1 == y2, "right angles only"
            for name, spot in places.items():
                across = min(x1, x2) < spot.x + layout.BOX and max(x1, x2) > spot.x
                along = min(y1, y2) < spot.y + layout.HIGH and max(y1, y2) > spot.y
                assert name in ends or not (across and along), (edge, name)


def test_arrows_of_different_stages_share_no_track() -> None:
    for profile in map(profiles.load, profiles.NAMES):
        seen: dict[tuple[float, float], str] = {}
        for edge, route in layout.routes(profile, layout.place(profile)):
            for start, end in pairwise(route[1:-1]):
                if start[1] == end[1] and start[0] != end[0]:
                    assert seen.setdefault((start[1], start[0]), edge.source) == edge.source


def test_a_room_of_another_country_is_drawn_too() -> None:
    text = profiles.text_of("ngo").replace('room = "lodging"', 'room = "tents"')
    profile = read(text)
    assert "tents" in diagram.text(profile, "en")
    assert Xml.fromstring(diagram.svg(profile, "en")) is not None  # noqa: S314


# ---------------------------------------------------------------- text and table


@each
def test_the_text_names_stages_performers_acts_and_ends(name: str, lang: str) -> None:
    profile = profiles.load(name)
    text = diagram.text(profile, lang)
    for named in (
        *profile.stages.values(),
        *profile.events.values(),
        *profile.clocks.values(),
        *profile.branches.values(),
        *profile.outcomes.values(),
    ):
        assert named.name[lang] in text
    assert profile.version in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_the_text_says_that_no_lawyer_checked_a_clock() -> None:
    text = diagram.text(profiles.load("kr"), "en")
    assert text.count("not verified") == len(profiles.load("kr").unverified_clocks())


@each
def test_the_columns_of_the_duty_matrix_stand_under_one_another(name: str, lang: str) -> None:
    for block in diagram.duty_matrix(profiles.load(name), lang).split("\n\n")[:2]:
        head, rule, *rows = block.splitlines()[:-1]
        starts = [match.start() for match in re.finditer("-+", rule)]
        for row in (head, *rows):
            cells = "".join(c + "\0" * (east_asian_width(c) in "WF") for c in row)
            for start in starts[1:]:
                assert cells[start - 2 : start] in {"  ", " ", ""}, row


def test_the_duty_matrix_says_who_performs_and_who_never_meets() -> None:
    profile = profiles.load("kr")
    acts, sees, never = diagram.duty_matrix(profile, "en").split("\n\n")
    assert len(acts.splitlines()) == len(sees.splitlines()) == len(profile.duties) + 3
    (nurse,) = [line for line in acts.splitlines() if line.startswith("nurse")]
    assert (nurse.count("●"), nurse.count("○")) == (2, 1)
    assert "W own" in next(line for line in sees.splitlines() if line.startswith("caseworker"))
    assert "interviewer: property custodian, nurse" in never


# ---------------------------------------------------------------- the words around them


def test_every_label_is_there_in_both_languages() -> None:
    for words in (*SAID.values(), *UNITS.values(), *(phase.name for phase in PHASES)):
        assert set(words) == {"ko", "en"}
        assert all(words.values())
        assert words["ko"].count("{") == words["en"].count("{")


def test_show_writes_the_image_and_the_two_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kr.svg"
    assert cli.main(["profile", "show", "kr", "--lang", "ko", "--svg", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == diagram.svg(profiles.load("kr"), "ko")
    said = capsys.readouterr().out
    assert diagram.text(profiles.load("kr"), "ko") in said
    assert diagram.duty_matrix(profiles.load("kr"), "ko") in said


def test_show_refuses_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["profile", "show", "atlantis"]) == 1
    assert "neither a shipped profile" in capsys.readouterr().err
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("id = 1", encoding="utf-8")
    assert cli.main(["profile", "show", str(wrong)]) == 1
    assert "id must be a text" in capsys.readouterr().err
