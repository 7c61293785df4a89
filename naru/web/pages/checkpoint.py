"""The ledger's checkpoint of the day, to print and to hand out, and the verifiers to check with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naru.ground.ledger import bundles, checkpoints, signing, verifiers
from naru.ground.ledger.models import Checkpoint
from naru.ground.staff.access import signed_in
from naru.kit.labels import qr_svg
from naru.kit.pages import show

STALE = timedelta(days=2)


@dataclass(frozen=True)
class Seen:
    """A witness and when it cosigned this checkpoint."""

    name: str
    at: datetime


@dataclass(frozen=True)
class CheckpointPage:
    """What the sheet prints; nothing of it tells anything about anybody."""

    title: str
    at: datetime | None = None
    size: int = 0
    note: str = ""
    key: str = ""
    qr: SafeString | str = ""
    seen: tuple[Seen, ...] = ()
    last_seen: datetime | None = None
    is_stale: bool = False


@signed_in
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The sheet of today, for everybody: whoever keeps one can show what the log held."""
    return show(request, "web/checkpoint.html", _page())


def _page() -> CheckpointPage:
    now, title = timezone.now(), _("Checkpoint of the ledger")
    kept = checkpoints.of_day(now)
    if kept is None:
        return CheckpointPage(title)
    last = checkpoints.last_witnessed()
    return CheckpointPage(
        title,
        at=kept.at,
        size=kept.size,
        note=checkpoints.cosigned(kept),
        key=str(signing.log_signer().verifier),
        qr=qr_svg(bundles.printed(kept), title),
        seen=_seen(kept),
        last_seen=last,
        is_stale=last is None or now - last > STALE,
    )


def _seen(kept: Checkpoint) -> tuple[Seen, ...]:
    rows = checkpoints.cosignatures(kept.size)
    return tuple(Seen(row.vkey.partition("+")[0], row.at) for row in rows)


@signed_in
def bundle(request: HttpRequest) -> HttpResponse:
    """The checkpoint as a file for the verifiers."""
    kept = checkpoints.of_day(timezone.now())
    if kept is None:
        raise Http404
    name = f"checkpoint-{kept.size}{bundles.ENDING}"
    return _file(bundles.printed(kept).encode(), bundles.MEDIA_TYPE, name)


@signed_in
def verifier(request: HttpRequest, kind: str) -> HttpResponse:
    """A verifier to take along: `html` for a browser, `python` for a command line."""
    found = verifiers.FILES.get(kind)
    if found is None:
        raise Http404
    return _file(found.read_bytes(), "application/octet-stream", found.name)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
