"""Uploaded pictures made safe to keep: decoded in a child within limits and encoded afresh."""

import base64
import binascii
import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

from naru.domain.refusals import Refusal, Text, add
from naru.kit import reencode
from naru.kit.reencode import MEGAPIXELS, Why, jpeg

FILE_BYTES = 10 * 1024 * 1024
SECONDS = 60
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
    if not _looks_like_a_picture(data):
        return NO_PICTURE
    made = in_child("photo", data)
    if made is Why.TOO_MANY_PIXELS:
        return Refusal("photo.too_many_pixels", {"limit": MEGAPIXELS})
    return NO_PICTURE if isinstance(made, Why) else made


def thumbnail(safe: bytes, side: int = 320) -> bytes:
    """A small copy, at most `side` px wide and high, of a photo that is already safe."""
    with Image.open(io.BytesIO(safe), formats=("JPEG",)) as image:
        image.draft("RGB", (side, side))
        return jpeg(image.convert("RGB"), side)


def signature_png(data_url: str) -> bytes | Refusal:
    """A signature from the pad (a PNG data URL) as a small grey PNG, cropped to its ink."""
    try:
        data = base64.b64decode(data_url.partition("base64,")[2], validate=True)
    except (binascii.Error, ValueError):
        return NO_SIGNATURE
    made = in_child("signature", data) if data.startswith(PNG) else Why.NO_PICTURE
    return NO_SIGNATURE if isinstance(made, Why) else made


def in_child(kind: str, data: bytes) -> bytes | Why:
    """What `reencode.py` makes of a picture, in a process of its own that can harm nobody.

    It has its own limits of memory, processor time and files, no environment, no way back but its
    output; whatever ends it otherwise means that there is no picture.
    """
    command = [sys.executable, "-I", "-B", str(Path(reencode.__file__)), kind]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=SECONDS, env={}, cwd="/", check=False
        )
    except subprocess.TimeoutExpired:
        return Why.NO_PICTURE
    if done.returncode == 0 and done.stdout:
        return done.stdout
    known = done.returncode in list(Why)
    return Why(done.returncode) if known else Why.NO_PICTURE


def _looks_like_a_picture(data: bytes) -> bool:
    return data.startswith((JPEG, PNG)) or (data[:4] == RIFF and data[8:12] == WEBP)
