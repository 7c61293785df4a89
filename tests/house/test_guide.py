"""The staff handbook: every picture shown exists in both languages, and none lies unused."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/guide"
SHOWN = re.compile(r"\(pictures/([a-z_]+)\.png\)")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_picture_is_shown_and_there(lang):
    shown = SHOWN.findall((GUIDE / lang / "README.md").read_text(encoding="utf-8"))
    there = {path.stem for path in (GUIDE / lang / "pictures").glob("*.png")}
    assert set(shown) == there


def test_the_journey_takes_every_picture():
    journey = (ROOT / "tests/system/test_newcomer.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'picture\("([a-z_]+)"\)', journey))
    assert taken == {path.stem for path in (GUIDE / "en/pictures").glob("*.png")}
