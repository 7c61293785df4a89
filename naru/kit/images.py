"""Uploaded pictures made safe to keep: decoded within limits and encoded afresh."""

import base64
import binascii
import io

from PIL import Image, ImageOps

from naru.domain.refusals import Refusal, Text, add

FILE_BYTES = 10 * 1024 * 1024
MEGAPIXELS = 40
SIDE = 1600
QUALITY = 85
SIGNATURE_SIZE = (600, 200)
SIGNATURE_MARGIN = 8
WHITE, INKED_BELOW = 255, 200
FORMATS = ("JPEG", "PNG", "WEBP")
JPEG, PNG, RIFF, WEBP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"WEBP"
NO_PICTURE = Refusal("photo.not_an_image")
NO_SIGNATURE = Refusal("signature.empty")

add(
    {
        "photo.not_an_image": Text(
            "사진 파일이 아니거나 파일이 손상되었습니다.",
            "This is no photo, or the file is damaged.",
            "JPEG, PNG 또는 WebP 형식의 사진을 다시 선택하십시오.",
            "Choose a photo in JPEG, PNG or WebP format.",
        ),
        "photo.too_large": Text(
            "사진 파일의 크기가 {size} MB로, 최대 {limit} MB를 초과합니다.",
            "The photo has {size} MB; the most is {limit} MB.",
            "크기를 줄여 저장하거나 다시 촬영하십시오.",
            "Save it smaller, or take it again.",
        ),
        "photo.too_many_pixels": Text(
            "사진이 최대 {limit}메가픽셀을 초과합니다.",
            "The photo has more than {limit} megapixels.",
            "낮은 해상도로 다시 촬영하거나 크기를 줄여 저장하십시오.",
            "Take it at a lower resolution, or save it smaller.",
        ),
        "signature.empty": Text(
            "서명이 비어 있거나 서명을 읽을 수 없습니다.",
            "The signature is empty or can't be read.",
            "서명란을 지우고 다시 서명하십시오.",
            "Clear the pad and sign again.",
        ),
    }
)


def safe_photo(data: bytes) -> bytes | Refusal:
    """The photo upright, as a fresh JPEG of at most 1600 px a side without any metadata."""
    if len(data) > FILE_BYTES:
        size, limit = (round(count / 1024**2, 1) for count in (len(data), FILE_BYTES))
        return Refusal("photo.too_large", {"size": size, "limit": round(limit)})
    image = _opened(data) if _looks_like_a_picture(data) else NO_PICTURE
    return image if isinstance(image, Refusal) else _fresh(image)


def thumbnail(jpeg: bytes, side: int = 320) -> bytes:
    """A small copy, at most `side` px wide and high, of a photo that is already safe."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        image.draft("RGB", (side, side))
        return _jpeg(image.convert("RGB"), side)


def signature_png(data_url: str) -> bytes | Refusal:
    """A signature from the pad (a PNG data URL) as a small grey PNG, cropped to its ink."""
    try:
        data = base64.b64decode(data_url.partition("base64,")[2], validate=True)
    except (binascii.Error, ValueError):
        return NO_SIGNATURE
    image = _opened(data) if data.startswith(PNG) else NO_SIGNATURE
    if isinstance(image, Refusal):
        return NO_SIGNATURE
    try:
        return _cropped(_on_white(image).convert("L"))
    except Exception:  # a decoder given hostile bytes may raise anything
        return NO_SIGNATURE


def _looks_like_a_picture(data: bytes) -> bool:
    return data.startswith((JPEG, PNG)) or (data[:4] == RIFF and data[8:12] == WEBP)


def _opened(data: bytes) -> Image.Image | Refusal:
    """The picture with only its header read, so that its size is known before it is decoded."""
    too_many = Refusal("photo.too_many_pixels", {"limit": MEGAPIXELS})
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return too_many
    except Exception:  # as above
        return NO_PICTURE
    return too_many if image.width * image.height > MEGAPIXELS * 1_000_000 else image


def _fresh(image: Image.Image) -> bytes | Refusal:
    try:
        image.draft("RGB", (SIDE, SIDE))
        return _jpeg(_on_white(ImageOps.exif_transpose(image)), SIDE)
    except Exception:  # as above
        return NO_PICTURE


def _on_white(image: Image.Image) -> Image.Image:
    """The pixels alone, on a new white sheet: nothing else of the file comes along."""
    drawn = image.convert("RGBA")
    sheet = Image.new("RGB", drawn.size, "white")
    sheet.paste(drawn, mask=drawn.getchannel("A"))
    return sheet


def _jpeg(image: Image.Image, side: int) -> bytes:
    image.thumbnail((side, side))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _cropped(image: Image.Image) -> bytes | Refusal:
    ink = image.point(lambda grey: WHITE if grey < INKED_BELOW else 0).getbbox()
    if ink is None:
        return NO_SIGNATURE
    signature = ImageOps.expand(image.crop(ink), SIGNATURE_MARGIN, WHITE)
    signature.thumbnail(SIGNATURE_SIZE)
    out = io.BytesIO()
    signature.save(out, "PNG", optimize=True)
    return out.getvalue()
