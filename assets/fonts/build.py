"""Cuts the interface's font: one small file for the syllables Naru's own texts use most.

Usage: build.py PRETENDARD_DIR STATIC_DIR. Writes `fonts/core.woff2`, the 92 parts of the dynamic
subset under short names, and `fonts.css`, which prefers the core. Pretendard is a reserved name
(OFL-1.1): the cut is named Naru Core.
"""

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

REPO = Path(__file__).resolve().parents[2]
TEXTS = ("naru/**/*.po", "naru/profiles/*.toml", "naru/**/templates/**/*.html")
SYLLABLES = 560
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
SIGNS = [ord(sign) for sign in "–—‘’“”…·•×→←↑↓°₩€✓"]
NAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문손양배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
    "가나다라마바사아자카타파하수영순희철호준서연민지현우예은혜경미숙자동건태승재훈규빈율윤아린솔별봄늘새"
)
WEIGHTS = (400, 700)


def main(source: Path, static: Path) -> None:
    """Build everything."""
    folder = static / "fonts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("OFL.txt"), folder / "OFL.txt")
    wanted = core_letters()
    cut(source / "woff2" / "PretendardVariable.woff2", wanted, folder / "core.woff2")
    faces = [face("Naru Core", "core", wanted)]
    css = (source / "pretendardvariable-dynamic-subset.css").read_text()
    for part, letters in re.findall(r"subset\.(\d+)\.woff2.*?unicode-range: ([^;]+);", css, re.S):
        name = f"PretendardVariable.subset.{part}.woff2"
        shutil.copy(source / "woff2-dynamic-subset" / name, folder / f"{part}.woff2")
        rest = spread(letters) - set(wanted)
        if rest:
            faces.append(face("Pretendard Variable", part, rest))
    notice = "/* Pretendard, Copyright (c) 2021 Kil Hyung-jin, OFL-1.1: see fonts/OFL.txt */\n"
    (static / "fonts.css").write_text(notice + "\n".join(faces) + "\n")


def core_letters() -> list[int]:
    """Latin, signs, and the syllables that our texts and common names use most."""
    counts: Counter[str] = Counter()
    for pattern in TEXTS:
        for path in REPO.glob(pattern):
            counts.update(re.findall(r"[가-힣]", path.read_text(errors="ignore")))
    ranked = [s for s, _n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    chosen = list(dict.fromkeys([*ranked[: SYLLABLES - 60], *NAMES, *ranked]))[:SYLLABLES]
    return sorted({*LATIN, *SIGNS, *map(ord, chosen)})


def cut(source: Path, letters: list[int], target: Path) -> None:
    """The font with these letters only, weights 400 to 700, under its own name."""
    font = TTFont(source)
    options = subset.Options(layout_features=["kern", "tnum", "mark", "mkmk", "ccmp", "locl"])
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.hinting, options.notdef_outline = False, True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 16}:
            record.string = "Naru Core"
        if record.nameID == 6:
            record.string = "NaruCore"
    font.flavor = "woff2"
    font.save(target)


def face(family: str, part: str, letters: set[int] | list[int]) -> str:
    """The rule that fetches a part only for the letters in it."""
    return (
        f'@font-face{{font-family:"{family}";font-weight:400 700;font-display:swap;'
        f"src:url(fonts/{part}.woff2) format('woff2');unicode-range:{ranges(letters)}}}"
    )


def spread(letters: str) -> set[int]:
    """A unicode-range as single code points."""
    found: set[int] = set()
    for piece in letters.replace("U+", "").split(","):
        low, _dash, high = piece.strip().partition("-")
        found.update(range(int(low, 16), int(high or low, 16) + 1))
    return found


def ranges(letters: set[int] | list[int]) -> str:
    """Code points as a unicode-range."""
    runs: list[list[int]] = []
    for letter in sorted(letters):
        if runs and letter == runs[-1][1] + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return ",".join(f"U+{low:x}" + (f"-{high:x}" if high > low else "") for low, high in runs)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
