"""Decodes a hostile picture and encodes its pixels afresh, in a process of its own with limits.

Run as a file by `naru.kit.images` (`reencode.py photo|signature`): the picture comes in by stdin,
goes out by stdout, and the exit code says why there is none. Imports nothing of Naru.
"""

import io
import resource
import sys
from enum import IntEnum

from PIL import Image, ImageOps

MEGAPIXELS = 40
SIDE = 1600
QUALITY = 85
SIGNATURE_SIZE = (600, 200)
SIGNATURE_MARGIN = 8
WHITE, INKED_BELOW = 255, 200
FORMATS = ("JPEG", "PNG", "WEBP")
MEMORY, CPU_SECONDS, FILES = 1536 * 1024**2, 10, 8


class Why(IntEnum):
    """Why there is no picture, as an exit code."""

    NO_PICTURE = 10
    TOO_MANY_PIXELS = 11
    EMPTY = 12


class UnfitError(Exception):
    """A picture that can't be used."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.name)
        self.why = why


def photo(data: bytes) -> bytes:
    """The photo upright, as a fresh JPEG of at most 1600 px a side; UnfitError."""
    image = _opened(data)
    try:
        image.draft("RGB", (SIDE, SIDE))
        return jpeg(_on_white(ImageOps.exif_transpose(image)), SIDE)
    except Exception as error:  # a decoder given hostile bytes may raise anything
        raise UnfitError(Why.NO_PICTURE) from error


def signature(data: bytes) -> bytes:
    """A signature as a small grey PNG, cropped to its ink; UnfitError."""
    image = _opened(data)
    try:
        return _cropped(_on_white(image).convert("L"))
    except UnfitError:
        raise
    except Exception as error:  # as above
        raise UnfitError(Why.NO_PICTURE) from error


def jpeg(image: Image.Image, side: int) -> bytes:
    """The picture, at most `side` px wide and high."""
    image.thumbnail((side, side))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    """The picture with only its header read, so that its size is known before it is decoded."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnfitError(Why.TOO_MANY_PIXELS) from error
    except Exception as error:  # as above
        raise UnfitError(Why.NO_PICTURE) from error
    if image.width * image.height > MEGAPIXELS * 1_000_000:
        raise UnfitError(Why.TOO_MANY_PIXELS)
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """The pixels alone, on a new white sheet: nothing else of the file comes along."""
    drawn = image.convert("RGBA")
    sheet = Image.new("RGB", drawn.size, "white")
    sheet.paste(drawn, mask=drawn.getchannel("A"))
    return sheet


def _cropped(image: Image.Image) -> bytes:
    ink = image.point(lambda grey: WHITE if grey < INKED_BELOW else 0).getbbox()
    if ink is None:
        raise UnfitError(Why.EMPTY)
    drawn = ImageOps.expand(image.crop(ink), SIGNATURE_MARGIN, WHITE)
    drawn.thumbnail(SIGNATURE_SIZE)
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(kind: str) -> int:
    """Read, decode under limits, write; an exit code instead of words."""
    Image.preinit()
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        out = {"photo": photo, "signature": signature}[kind](data)
    except UnfitError as unfit:
        return unfit.why
    sys.stdout.buffer.write(out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
