"""The checkpoint as a QR code, which paper keeps when every disk is gone."""

from pathlib import Path

import segno

from naru.ground.ledger import bundles
from naru.ground.ledger.models import Checkpoint

KINDS = ("svg", "png", "pdf")
QUIET_ZONE, SCALE = 4, 8


def save(kept: Checkpoint, path: Path) -> None:
    """Write the QR code of a checkpoint; ValueError when the ending isn't one of KINDS."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        msg = f"{path} must end in one of: {', '.join(KINDS)}"
        raise ValueError(msg)
    code = segno.make(bundles.printed(kept), error="m", micro=False)
    code.save(str(path), kind=kind, border=QUIET_ZONE, scale=SCALE)
