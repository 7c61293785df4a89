"""The picture shown where the page is shared: drawn from the data, PNG of 1200 by 630 pixels."""

import io
from functools import cache
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from naru import kit
from naru.evidence import book, query, wording
from naru.planning import shelf
from naru.planning.sections import cost

SIZE = (1200, 630)
DEEP, WHITE, PALE, SAND = "#08434a", "#ffffff", "#bcd9da", "#f0a06b"
FONTS = Path(kit.__file__).parent / "fonts"
MARGIN, FLOOR, CEILING = 72, 548, 330


@cache
def png(lang: str) -> bytes:
    """The card in a language, drawn once."""
    with translation.override(lang):
        image = Image.new("RGB", SIZE, DEEP)
        draw = ImageDraw.Draw(image)
        draw.text((MARGIN, 56), _("Naru"), font=_font("Regular", 30), fill=PALE)
        _title(draw, _("What an escape costs, and how many arrive"))
        low, high = cost.like_for_like()
        said = _("×%(low)s to ×%(high)s since 2011, not ×%(article)s") % {
            "low": round(low),
            "high": round(high),
            "article": round(cost.article_rise()),
        }
        draw.text((MARGIN, 226), said, font=_font("Bold", 40), fill=SAND)
        _bars(draw)
        _foot(draw)
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Pretendard-{weight}.otf"), size)


def _title(draw: ImageDraw.ImageDraw, said: str) -> None:
    """The title as large as one line allows."""
    size = 72
    while draw.textlength(said, font=_font("Bold", size)) > SIZE[0] - 2 * MARGIN:
        size -= 2
    draw.text((MARGIN, 112), said, font=_font("Bold", size), fill=WHITE)


def _bars(draw: ImageDraw.ImageDraw) -> None:
    """Arrivals by year, the last one in words."""
    years = {
        year: claim.value or 0.0
        for year, claim in query.by_year(book(), "arrivals_total", scope_end=False).items()
    }
    most, step = max(years.values()), (SIZE[0] - 2 * MARGIN) / len(years)
    for place, (year, value) in enumerate(years.items()):
        x = MARGIN + place * step
        top = FLOOR - (FLOOR - CEILING) * value / most
        draw.rounded_rectangle((x, top, x + step * 0.72, FLOOR), radius=3, fill=PALE)
        if year in {min(years), max(years)} or value == most:
            middle = x + step * 0.36
            draw.text(
                (middle, FLOOR + 8), str(year), font=_font("Regular", 22), fill=PALE, anchor="ma"
            )
            number = wording.number(value)
            draw.text((middle, top - 8), number, font=_font("Bold", 24), fill=WHITE, anchor="ms")


def _foot(draw: ImageDraw.ImageDraw) -> None:
    said = _("%(claims)s figures · %(sources)s sources · %(conflicts)s contradictions") % {
        "claims": len(book().claims),
        "sources": len(book().sources),
        "conflicts": len(shelf.found()),
    }
    draw.text((SIZE[0] - MARGIN, 60), said, font=_font("Regular", 26), fill=PALE, anchor="ra")
