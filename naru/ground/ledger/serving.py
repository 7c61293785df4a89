"""Sends a paper to who may have it or, where they ask for it, its proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from naru.domain.refusals import Refusal
from naru.ground.ledger import bundles, papers
from naru.ground.vault.compartments import SYSTEM
from naru.ground.vault.files import read_file

PDF = "application/pdf"


@dataclass(frozen=True)
class Issued:
    """A paper as it goes out, and the number of the entry that proves it.

    `opened` are that entry's documents where its owner brings them, so that nothing is unsealed.
    """

    content: bytes
    media_type: str
    entry: int | None
    opened: Sequence[papers.Opened] = ()


def issued(viewer: Any, file_id: UUID, reason: str) -> Issued:
    """A sealed file that an entry proves; SealedFile.DoesNotExist if there is no such file."""
    content, media_type = read_file(viewer, file_id, reason)
    return Issued(content, media_type, papers.entry_of(file_id))


def send(request: HttpRequest, paper: Issued, name: str) -> HttpResponse:
    """The paper, or with `proof` in the request the bundle that proves it (Http404 if none)."""
    if "proof" in request.GET or "proof" in request.POST:
        return _sent(_bundle(request, paper), bundles.MEDIA_TYPE, f"entry-{paper.entry}")
    return _sent(paper.content, paper.media_type, name)


def _bundle(request: HttpRequest, paper: Issued) -> bytes:
    viewer = request.user if request.user.is_authenticated else SYSTEM
    bundle = _proof(viewer, paper.entry, paper.opened) if paper.entry else None
    if bundle is None or isinstance(bundle, Refusal):
        raise Http404
    return bundle.encode()


def _proof(viewer: Any, entry: int, opened: Sequence[papers.Opened]) -> str | Refusal:
    return bundles.proof(viewer, entry, timezone.now(), opened=opened)


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep, which no browser opens within a page of ours."""
    how, ending = ("inline", "pdf") if media_type == PDF else ("attachment", "txt")
    ending = ending if media_type != bundles.MEDIA_TYPE else bundles.ENDING.strip(".")
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'{how}; filename="{name}.{ending}"',
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
