"""QR codes: inline, named for screen readers, and holding exactly the text."""

from xml.etree import ElementTree

import segno
from django.utils.safestring import SafeString

from naru.kit import labels, numbers


def drawn(text: str, label: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(labels.qr_svg(text, label))  # noqa: S314 (our own)


def test_the_code_scales_and_is_named() -> None:
    svg = drawn("NARU:K7Q29XMA", "Bag 3")
    assert {"role": "img", "aria-label": "Bag 3", "class": "kit-qr"}.items() <= svg.attrib.items()
    assert svg.get("viewBox") == "0 0 29 29", "21 modules and the quiet zone"
    assert not {"width", "height", "style"} & set(svg.attrib)


def test_without_a_label_the_text_is_said() -> None:
    assert drawn("NARU:K7Q29XMA").get("aria-label") == "NARU:K7Q29XMA"


def test_a_label_cannot_break_out() -> None:
    hostile = '"><script>alert(1)</script>'
    assert drawn("x", hostile).get("aria-label") == hostile
    assert isinstance(labels.qr_svg(hostile), SafeString)
    assert "<script" not in labels.qr_svg(hostile)


def test_every_number_is_the_smallest_ordinary_code() -> None:
    code = segno.make(numbers.scan(numbers.new_number()), error="m", micro=False)
    assert code.version == 1
