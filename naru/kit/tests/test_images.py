"""Uploaded pictures: what is refused, and that nothing but pixels survives."""

import base64
import io
import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from naru.domain.refusals import Refusal, say
from naru.kit import images, reencode
from naru.kit.reencode import UnfitError, Why

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
SECRET = b"a camera that knows too much"


def picture(kind: str = "JPEG", size: tuple[int, int] = (200, 100), **given: object) -> bytes:
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **given)
    return out.getvalue()


def opened(data: bytes | Refusal) -> Image.Image:
    assert isinstance(data, bytes)
    return Image.open(io.BytesIO(data))


def code(result: object) -> str:
    assert isinstance(result, Refusal)
    assert say(result, "ko").why != say(result, "en").why
    return result.code


def huge_png(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return images.PNG + chunk + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", 0x35AF061E)


def data_url(image: Image.Image) -> str:
    out = io.BytesIO()
    image.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def signed(size: tuple[int, int] = (800, 240)) -> Image.Image:
    pad = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(pad).line([(100, 100), (300, 60), (420, 150)], fill="#14262a", width=3)
    return pad


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_formats_come_out_as_jpeg(kind: str) -> None:
    photo = opened(images.safe_photo(picture(kind)))
    assert (photo.format, photo.size) == ("JPEG", (200, 100))


def test_a_large_photo_is_fitted_into_1600_px() -> None:
    assert opened(images.safe_photo(picture(size=(3200, 1000)))).size == (1600, 500)


def test_the_photo_stands_upright_without_metadata() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, SECRET.decode()
    exif.get_ifd(GPS)[1] = "N"
    safe = images.safe_photo(picture(exif=exif, comment=SECRET))
    photo = opened(safe)
    assert photo.size == (100, 200)
    assert not photo.getexif()
    assert SECRET not in safe
    red, green, _blue = photo.getpixel((50, 10))
    assert red > 200 > green, "the red half lies on top after turning"


def test_see_through_parts_become_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(images.safe_photo(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_every_colour_mode_is_understood(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (20, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(images.safe_photo(out.getvalue())).mode == "RGB"


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 named .jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"BM"],
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    assert code(images.safe_photo(data)) == "photo.not_an_image"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_photo_is_refused(kind: str) -> None:
    data = picture(kind, size=(900, 900))
    assert code(images.safe_photo(data[: len(data) // 2])) == "photo.not_an_image"


def test_a_file_over_ten_megabytes_is_refused() -> None:
    refused = images.safe_photo(picture() + bytes(images.FILE_BYTES))
    assert code(refused) == "photo.too_large"
    assert refused.facts == {"size": 10.0, "limit": 10}


@pytest.mark.parametrize("size", [(8000, 6000), (12_000, 9_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_from_the_header_alone(size: tuple[int, int]) -> None:
    assert code(images.safe_photo(huge_png(*size))) == "photo.too_many_pixels"


@settings(max_examples=60)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 400), st.binary(max_size=12))
def test_a_damaged_photo_never_raises(kind: str, place: int, rubbish: bytes) -> None:
    data = picture(kind)
    with suppress(UnfitError):
        reencode.photo(data[:place] + rubbish + data[place + len(rubbish) :])


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that claims to be small and unpacks to far more than it says."""
    raw = zlib.compress(bytes(side * (side * 3 + 1)), 9)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", raw)]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*parts, (b"IEND", b""))
    ]
    return images.PNG + b"".join(chunks)


def test_a_child_out_of_memory_or_time_is_no_picture(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    data = bomb(6000)
    assert len(data) < 200_000
    assert isinstance(images.safe_photo(data), bytes)
    small = Path(str(tmp_path)) / "reencode.py"
    text = Path(reencode.__file__).read_text()
    small.write_text(text.replace("1536 * 1024**2", "160 * 1024**2"))
    monkeypatch.setattr(reencode, "__file__", str(small))
    assert images.in_child("photo", data) is Why.NO_PICTURE
    small.write_text("while True: pass")
    monkeypatch.setattr(images, "SECONDS", 0.5)
    assert images.in_child("photo", data) is Why.NO_PICTURE


def test_the_child_knows_nothing_of_us(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    told = Path(str(tmp_path)) / "told.py"
    told.write_text("import os, sys; sys.stdout.write(repr((dict(os.environ), os.getcwd())))")
    monkeypatch.setattr(reencode, "__file__", str(told))
    os.environ["NARU_SECRET_FOR_TEST"] = "x"
    said = images.in_child("photo", b"")
    assert isinstance(said, bytes)
    assert b"NARU" not in said
    assert said.endswith(b"'/')")


def test_a_thumbnail_keeps_the_shape() -> None:
    jpeg = images.safe_photo(picture(size=(1600, 800)))
    assert isinstance(jpeg, bytes)
    assert opened(images.thumbnail(jpeg)).size == (320, 160)
    assert opened(images.thumbnail(jpeg, side=64)).size == (64, 32)


def test_a_signature_is_cropped_to_its_ink() -> None:
    png = opened(images.signature_png(data_url(signed())))
    assert (png.format, png.mode) == ("PNG", "L")
    assert png.width < 360
    assert png.height < 120


def test_a_signature_from_a_fine_screen_is_made_smaller() -> None:
    png = opened(images.signature_png(data_url(signed().resize((4000, 1200)))))
    assert png.width <= 600
    assert png.height <= 200


@pytest.mark.parametrize(
    "url",
    [
        "",
        "data:image/png;base64,",
        "data:image/png;base64,!!",
        "data:image/png;base64," + base64.b64encode(images.PNG + b"rubbish").decode(),
        "data:image/png;base64," + base64.b64encode(huge_png(60_000, 60_000)).decode(),
        "data:image/png;base64," + base64.b64encode(huge_png(60, 60)).decode(),
        "data:image/jpeg;base64," + base64.b64encode(picture()).decode(),
        data_url(Image.new("RGBA", (800, 240), (0, 0, 0, 0))),
        data_url(Image.new("RGB", (800, 240), "white")),
    ],
)
def test_an_empty_or_broken_signature_is_refused(url: str) -> None:
    assert code(images.signature_png(url)) == "signature.empty"
