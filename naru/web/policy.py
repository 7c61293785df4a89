"""What browsers refused to run: kept as counts by rule and kind of page, nothing of anybody."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import Resolver404, resolve

from naru.web.models import PolicyBreach

LARGEST = 8 * 1024
MOST_KINDS, MOST_AT_ONCE = 200, 20
RECENT = timedelta(days=7)
_FETCHED = "default script style img font connect frame manifest media object worker"
_PARTS = {f"{kind}-src-{part}" for kind in ("script", "style") for part in ("elem", "attr")}
_OTHERS = {"form-action", "base-uri", "frame-ancestors", "trusted-types"}
RULES = frozenset(
    {f"{kind}-src" for kind in _FETCHED.split(" ")}
    | _PARTS
    | _OTHERS
    | {"require-trusted-types-for"}
)
INLINE = frozenset({"inline", "eval", "wasm-eval", "trusted-types-sink", "trusted-types-policy"})


def parse(body: bytes, host: str) -> list[tuple[str, str, str]]:
    """Rule, what was blocked and the kind of page of each report; ValueError for nonsense.

    What a report tells besides (addresses, numbers of people, samples of text) is dropped here.
    """
    said = json.loads(body.decode())
    rows = list(_reports(said))
    if not rows or len(rows) > MOST_AT_ONCE:
        raise ValueError("not a report")
    found = [_row(row, host) for row in rows]
    return [row for row in found if row is not None]


def _reports(said: Any) -> Iterator[Mapping[str, Any]]:
    """The reports of either form (`report-uri` sends one, the Reporting API a list)."""
    if isinstance(said, dict) and isinstance(said.get("csp-report"), dict):
        yield said["csp-report"]
    elif isinstance(said, list):
        yield from (row["body"] for row in said if isinstance(row, dict) and _has_body(row))


def _has_body(row: Mapping[str, Any]) -> bool:
    return row.get("type") == "csp-violation" and isinstance(row.get("body"), dict)


def _row(row: Mapping[str, Any], host: str) -> tuple[str, str, str] | None:
    rule = _first(row, "effective-directive", "effectiveDirective", "violated-directive")
    page = urlsplit(_first(row, "document-uri", "documentURL"))
    rule = rule.partition(" ")[0]
    if rule not in RULES or page.netloc != host:
        return None
    blocked = _first(row, "blocked-uri", "blockedURL")
    return rule, _kind(blocked, host), _route(page.path)


def _first(row: Mapping[str, Any], *names: str) -> str:
    return next((str(row[name]) for name in names if isinstance(row.get(name), str)), "")


def _kind(blocked: str, host: str) -> str:
    if blocked in INLINE:
        return blocked
    where = urlsplit(blocked)
    if where.scheme in {"data", "blob"}:
        return where.scheme
    return "own" if where.netloc == host else "elsewhere"


def _route(path: str) -> str:
    try:
        return "/" + resolve(path).route
    except Resolver404:
        return "?"


def note(rows: list[tuple[str, str, str]], now: datetime) -> None:
    """Count them; new kinds are kept only up to a number."""
    for rule, blocked, page in rows:
        same = PolicyBreach.objects.filter(rule=rule, blocked=blocked, page=page)
        if same.update(count=F("count") + 1, last_at=now):
            continue
        if PolicyBreach.objects.count() >= MOST_KINDS:
            return
        try:
            with transaction.atomic():
                given = {"rule": rule, "blocked": blocked, "page": page, "count": 1}
                PolicyBreach.objects.create(**given, first_at=now, last_at=now)
        except IntegrityError:  # another process was first
            same.update(count=F("count") + 1, last_at=now)


def lately(now: datetime) -> list[PolicyBreach]:
    """What was refused in the last seven days, the most frequent first."""
    return list(PolicyBreach.objects.filter(last_at__gt=now - RECENT).order_by("-count"))
