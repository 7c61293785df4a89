"""docs/asvs.md says nothing that isn't there: every test it names exists, every requirement has a
line, and cryptography is used only where its inventory says."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/asvs.md").read_text()
NARU = ROOT / "naru"
LINE = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(?:[\w/]+/)?(test_\w+\.py)::(test_\w+)`")
STATES = {"met", "**partly**", "**not met**", "not applicable", "the installation's"}
SECTIONS = {  # how many requirements of our levels each chapter has, counted in ASVS 5.0.0
    "1": 27, "2": 11, "3": 19, "4": 10, "5": 9, "6": 47, "7": 19, "8": 13, "9": 7, "10": 29,
    "11": 24, "12": 9, "13": 21, "14": 13, "15": 13, "16": 17,
}  # fmt: skip
LIBRARIES = re.compile(
    r"^\s*(?:from|import) (cryptography|argon2|pyrage|shamir_mnemonic|joserfc|fido2)", re.MULTILINE
)


def test_no_requirement_is_left_out_or_told_twice():
    numbers = [number for number, *_rest in LINE.findall(PAGE)]
    assert len(numbers) == len(set(numbers))
    assert Counter(number.split(".")[0] for number in numbers) == SECTIONS


def test_each_has_a_state_and_the_sums_at_the_top_are_right():
    states = Counter(state for _number, _words, state, _why in LINE.findall(PAGE))
    assert set(states) <= STATES
    told = re.search(r"(\d+) are met, (\d+) partly, (\d+) not; (\d+) don't apply, (\d+)", PAGE)
    counted = ["met", "**partly**", "**not met**", "not applicable", "the installation's"]
    assert [int(number) for number in told.groups()] == [states[state] for state in counted]


def test_every_test_that_it_names_exists():
    there = {
        (path.name, name)
        for path in [*NARU.rglob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
        for name in re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
    }
    named = set(NAMED.findall(PAGE))
    assert len(named) > 100
    assert named - there == set()


def test_cryptography_is_used_where_the_inventory_says():
    listed = set(re.findall(r"`(\w+/[\w/]+(?:\.py)?)`", PAGE.split("## Keys and algorithms")[1]))
    for path in NARU.rglob("*.py"):
        if "tests" in path.parts or not LIBRARIES.search(path.read_text()):
            continue
        name = str(path.relative_to(NARU)).removeprefix("ground/")
        assert name in listed or str(Path(name).parent) in listed, name
