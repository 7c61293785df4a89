"""House rules that no linter knows: sizes, texts in both languages, what never happens."""

import ast
import importlib
import pkgutil
import re
import subprocess
from pathlib import Path

import polib
import pytest
from django.apps import apps

from naru.domain.refusals import catalogue
from naru.ground.pathway import rooms

ROOT = Path(__file__).resolve().parents[2]
NARU = ROOT / "naru"
SOURCES = [p for p in NARU.rglob("*.py") if "migrations" not in p.parts]
OWN = [p for p in SOURCES if "tests" not in p.parts]
# the lawyer's verifier is one file by its nature
ALONE = NARU / "ground/ledger/verifiers"
TEMPLATES = [p for p in NARU.rglob("*.html") if "templates" in p.parts]
for found in pkgutil.walk_packages([str(NARU)], "naru."):
    if not re.search(r"\.(tests|migrations|config|conftest)\b", found.name):
        importlib.import_module(found.name)
FORBIDDEN = re.compile(
    r"credibility|spy|risk_score|loyalty|polygraph|face_recog|voiceprint|emotion|escape_route"
    r"|crossing_point|broker|smuggler|safe_house",
    re.IGNORECASE,
)


def test_files_are_short():
    files = [p for p in SOURCES if p.parent != ALONE]
    long = [(p.name, n) for p in files if (n := len(p.read_text().splitlines())) > 400]
    assert long == []


def test_functions_are_short():
    lengths = sorted(length for path in OWN for length in _functions(path))
    assert lengths[int(len(lengths) * 0.9)] <= 25
    assert lengths[-1] <= 60


def _functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body
            start = body[0].end_lineno if ast.get_docstring(node) else node.lineno - 1
            yield node.end_lineno - start


def test_every_module_says_what_it_is():
    bare = [p for p in OWN if p.read_text().strip() and not ast.get_docstring(_tree(p))]
    assert bare == []


def _tree(path):
    return ast.parse(path.read_text())


def test_no_field_for_what_must_never_be_kept():
    """Models and forms have no field whose name says what Naru must never store."""
    named = [
        (model.__name__, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if FORBIDDEN.search(field.name)
    ]
    assert named == []
    fields = re.compile(r"^\s+(\w+) = (?:\w+\.)*\w*Field\(", re.MULTILINE)
    for path in OWN:
        for name in fields.findall(path.read_text()):
            assert not FORBIDDEN.search(name), (path, name)


def test_every_refusal_says_why_and_what_to_do_in_both_languages():
    assert rooms.installed()
    for code, text in catalogue().items():
        for said in (text.ko_why, text.en_why, text.ko_next, text.en_next):
            assert said.strip(), code
        assert re.search(r"[가-힣]|^{\w+}$", text.ko_why), code
        assert set(re.findall(r"{(\w+)", text.ko_why)) == set(re.findall(r"{(\w+)", text.en_why))


def test_a_text_is_said_in_one_way_only():
    """Django reads all catalogues as one, so the words of one room would show in another."""
    said = {}
    for po in sorted(NARU.rglob("locale/ko/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(po)):
            ways = said.setdefault((entry.msgctxt, entry.msgid), {})
            ways.setdefault(entry.msgstr or str(entry.msgstr_plural), str(po.parents[3]))
    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}


def test_every_refusal_that_is_raised_is_in_the_catalogue():
    known = catalogue()
    used = re.compile(r"Refusal\(\s*\"([a-z_]+\.[a-z_]+)\"")
    missing = {c for p in OWN for c in used.findall(p.read_text()) if c not in known}
    assert missing == set()


@pytest.mark.parametrize("po", sorted(NARU.rglob("*.po")), ids=lambda p: p.parents[2].parent.name)
def test_korean_is_complete_and_compiled(po):
    catalogue_ = polib.pofile(str(po))
    gaps = [entry.msgid for entry in catalogue_ if not entry.translated() and not entry.obsolete]
    assert gaps == []
    assert [entry.msgid for entry in catalogue_ if "fuzzy" in entry.flags] == []
    compiled = {
        e.msgid: e.msgstr or e.msgstr_plural for e in polib.mofile(str(po.with_suffix(".mo")))
    }
    wanted = {e.msgid: e.msgstr or e.msgstr_plural for e in catalogue_ if not e.obsolete}
    assert compiled == wanted


def test_every_text_of_every_app_is_collected():
    """A string that isn't in its app's catalogue would show in English on a Korean page."""
    single = re.compile(r"""\b_\(\s*"((?:[^"\\]|\\.)*)"\s*[,)]|{% translate "([^"]+)\"""")
    for app in sorted(NARU.rglob("apps.py")):
        folder = app.parent
        po = folder / "locale/ko/LC_MESSAGES/django.po"
        texts = _texts(folder, single)
        if texts:
            assert po.exists(), f"{folder} has texts and no Korean"
            known = {entry.msgid for entry in polib.pofile(str(po))}
            assert texts <= known, (folder.name, sorted(texts - known)[:5])


def _texts(folder, single):
    files = [p for p in (*folder.rglob("*.py"), *folder.rglob("*.html")) if "tests" not in p.parts]
    found = {a or b for p in files for a, b in single.findall(p.read_text())}
    return {text.replace('\\"', '"') for text in found if text}


def test_pages_load_nothing_from_elsewhere_and_hold_no_script_or_style():
    for path in TEMPLATES:
        text = path.read_text()
        assert not re.search(r"(src|href)=[\"']?(https?:)?//", text), path
        assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)", text), path


def test_decisions_are_numbered_without_gap_or_clash():
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs/decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_command_line_door_is_complete():
    helped = subprocess.run(
        [ROOT / ".venv/bin/naru", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = {p.stem for p in NARU.rglob("management/commands/*.py")} - {"__init__"}
    assert all(command in helped for command in commands)
