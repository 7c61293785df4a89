"""QR codes for labels and cards, drawn in the page itself."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4


def qr_svg(text: str, label: str = "") -> SafeString:
    """A QR code that fills its box; `label` is what a screen reader says instead of the text."""
    code = segno.make(text, error="m", micro=False)
    # White under the modules, so that the code can be scanned from a dark page too.
    drawn = code.svg_inline(border=QUIET_ZONE, omitsize=True, light="white", svgclass="kit-qr")
    named = format_html('<svg role="img" aria-label="{}" ', label or text)
    return mark_safe(drawn.replace("<svg ", named, 1))  # noqa: S308 (segno writes paths only)
