"""Receipts and letters as PDF, in one language or two, typeset by Typst within this process."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext, override

HERE = Path(__file__).parent
LAYOUT = HERE / "typst"
FONTS = HERE / "fonts"
TYPEFACE = "Pretendard"
# Readable by screen readers: every sheet is tagged, titled and has its pictures described.
STANDARD = "ua-1"
CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei")
KOREAN = ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic")

Texts = Mapping[str, Mapping[str, str]]


def render(
    template: Path, data: Mapping[str, Any], *, texts: Texts, lang: str, second: str | None = None
) -> bytes:
    """The PDF of a room's template; nothing is written to disk.

    `texts` are the translated strings by language and key, at least `centre` and `title`; `data`
    holds `number`, perhaps `entry`, and whatever the template asks for, pictures as bytes. The
    second language is left out when this machine has no typeface for it: see `printable`.
    """
    also = [second] if second and printable(" ".join(texts[second].values()), second) else []
    spoken = [lang, *also]
    given = {
        "data": data,
        "texts": [{**_own_words(code), **texts[code]} for code in spoken],
        "faces": [_face(code) for code in spoken],
    }
    return _compiled(template.read_bytes(), given)


def picture(svg: str, width: int) -> bytes:
    """A picture in SVG as PNG, twice so many pixels wide; drawn within this process."""
    source = "#set page(width: auto, height: auto, margin: 0pt)\n"
    source += f'#image(bytes(sys.inputs.svg), format: "svg", width: {width}pt)'
    made = typst.compile(
        source.encode(),
        root=LAYOUT,
        font_paths=_fonts(),
        sys_inputs={"svg": svg},
        format="png",
        ppi=144,
    )
    return made if isinstance(made, bytes) else made[0]


def printable(said: str, lang: str) -> bool:
    """Whether this machine has typefaces for every character of a text."""
    source = b"#let given = json(bytes(sys.inputs.input))\n#set document(title: given.said)\n"
    source += b"#text(..given.face, given.said)"
    try:
        _typeset(source, {"said": said, "face": _face(lang)}, STANDARD)
    except typst.TypstError:
        return False
    return True


def _compiled(source: bytes, given: Mapping[str, Any]) -> bytes:
    try:
        return _typeset(source, given, STANDARD)
    except typst.TypstError:
        # A name in a script without a typeface breaks the standard, but not the sheet; whatever
        # else is wrong is raised again.
        return _typeset(source, given)


def _typeset(source: bytes, given: Mapping[str, Any], *standards: str) -> bytes:
    return typst.compile(
        source,
        root=LAYOUT,
        font_paths=_fonts(),
        sys_inputs={"input": json.dumps(given, default=_plain)},
        pdf_standards=list(standards),
        format="pdf",
    )


def _plain(value: object) -> object:
    """What JSON doesn't know: a picture as numbers, dates and lazy translations as text."""
    return list(value) if isinstance(value, bytes) else str(value)


def _own_words(lang: str) -> dict[str, str]:
    with override(lang):
        return {"number": gettext("Number"), "entry": gettext("Ledger entry")}


def _face(lang: str) -> dict[str, Any]:
    """How Typst shall set a language: ours first, then the machine's, else its own choice."""
    code = lang.partition("-")[0]
    wanted = CHINESE if code == "zh" else KOREAN
    installed = set(_fonts().families())
    return {"lang": code, "font": [TYPEFACE, *(name for name in wanted if name in installed)]}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
