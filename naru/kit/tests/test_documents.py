"""Receipts and letters: one real sheet, read back from its PDF."""

import base64
import io
from datetime import date
from pathlib import Path

import pytest
import typst
from PIL import Image, ImageDraw
from pypdf import PdfReader

from naru.kit import documents, images

TEMPLATE = """#import "/naru.typ": *
#show: sheet
#words("promise")
#fields(("guest", given.guest), ("on", given.on), ("note", given.note), ("none", none))
#items((no: auto, what: 1fr, count: auto), given.rows)
#picture(given.photo, "photo", width: 4cm)
#signatures((key: "guest", name: given.guest, image: given.signature), (key: "staff"))
"""
TEXTS = {
    "ko": {
        "centre": "나루 난민지원센터",
        "title": "물품 보관증",
        "promise": "아래 물품을 안전하게 보관하며, 요청하시면 언제든지 돌려드립니다.",
        "guest": "입소자",
        "staff": "담당자",
        "on": "보관일",
        "note": "비고",
        "none": "퇴소일",
        "no": "번호",
        "what": "물품",
        "count": "수량",
        "photo": "물품 사진",
    },
    "zh": {
        "centre": "纳鲁难民接待中心",
        "title": "物品保管单",
        "promise": "下列物品由我们妥善保管。您可以随时要求归还。",
        "guest": "入住者",
        "what": "物品",
        "count": "数量",
    },
}
HOSTILE = '#eval("1") \\ " ] } $x$ *b* _i_ @ref <tag> // /* `r` = -'
needs_chinese = pytest.mark.skipif(
    not documents.printable("物品保管单", "zh"), reason="this machine has no Chinese typeface"
)


def pen_stroke() -> bytes:
    pad, out = Image.new("RGBA", (800, 240), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(pad).line([(100, 100), (300, 60), (420, 150)], fill="#14262a", width=3)
    pad.save(out, "PNG")
    url = "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
    png = images.signature_png(url)
    assert isinstance(png, bytes)
    return png


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    return out.getvalue()


def given(**changed: object) -> dict[str, object]:
    rows = [{"no": no, "what": f"여행용 가방 {no}호", "count": 1} for no in range(1, 61)]
    return {
        "number": "K7Q2-9XMA",
        "entry": "L-20260301-17",
        "guest": "김보기 王小明",
        "on": date(2026, 3, 1),
        "note": HOSTILE,
        "rows": rows,
        "photo": photo(),
        "signature": pen_stroke(),
        **changed,
    }


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "receipt.typ"
    path.write_text(TEMPLATE)
    return path


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(pdf))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


@needs_chinese
def test_a_receipt_reads_back(template: Path) -> None:
    pdf = documents.render(template, given(), texts=TEXTS, lang="ko", second="zh")
    reader, text = read(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "물품 보관증 K7Q2-9XMA"
    assert len(reader.pages) == 3
    assert "物品保管单" in text
    for said in ("나루 난민지원센터", "김보기 王小明", "2026-03-01", "L-20260301-17", "1 / 3"):
        assert said in text
    assert "여행용 가방 60호" in text
    assert text.count("K7Q2-9XMA") == len(reader.pages) + 1
    assert text.count("수량") == 2, "the heading stands on each page of the table"


def test_pictures_and_tags_are_inside(template: Path) -> None:
    pdf = documents.render(template, given(), texts=TEXTS, lang="ko", second="zh")
    reader, _text = read(pdf)
    assert sum(len(page.images) for page in reader.pages) == 2
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.trailer["/Root"]["/Lang"] == "ko"


def test_hostile_text_stays_text(template: Path) -> None:
    _reader, text = read(documents.render(template, given(rows=[]), texts=TEXTS, lang="ko"))
    assert HOSTILE in " ".join(text.split())


def test_korean_breaks_between_words_only(template: Path) -> None:
    words = [f"{'가나다라마바사아자차'[: 3 + no % 7]}{no}" for no in range(60)]
    note = given(note=" ".join(words), rows=[])
    _reader, text = read(documents.render(template, note, texts=TEXTS, lang="ko"))
    assert set(words) <= set(text.split())


def test_no_picture_leaves_room_for_a_pen(template: Path) -> None:
    bare = given(photo=None, signature=None)
    reader, text = read(documents.render(template, bare, texts=TEXTS, lang="ko"))
    assert not any(page.images for page in reader.pages)
    assert "담당자" in text


def test_the_same_data_give_the_same_bytes(template: Path) -> None:
    one, other = (documents.render(template, given(), texts=TEXTS, lang="ko") for _ in range(2))
    assert one == other


def test_a_language_without_a_typeface_is_left_out(template: Path) -> None:
    unheard = {**TEXTS, "tlh": {**TEXTS["zh"], "title": "\U00010fff"}}
    _reader, text = read(
        documents.render(template, given(), texts=unheard, lang="ko", second="tlh")
    )
    assert "物品" not in text
    assert "물품 보관증" in text
    assert documents.printable("물품 보관증", "ko")
    assert not documents.printable("\U00010fff", "tlh")


def test_a_name_without_a_typeface_still_gives_a_sheet(template: Path) -> None:
    named = given(guest="\U00010fff")
    assert documents.render(template, named, texts=TEXTS, lang="ko").startswith(b"%PDF")


def test_a_wrong_template_is_an_error(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.typ"
    wrong.write_text("#nothing-of-the-kind()")
    with pytest.raises(typst.TypstError, match="unknown variable"):
        documents.render(wrong, {}, texts=TEXTS, lang="ko")


def test_a_template_reaches_no_other_file(tmp_path: Path) -> None:
    curious = tmp_path / "curious.typ"
    curious.write_text('#read("/../documents.py")')
    with pytest.raises(typst.TypstError):
        documents.render(curious, {}, texts=TEXTS, lang="ko")
