"""How often something may be tried in a while: counted in the database, so for all processes."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from naru.domain.refusals import Refusal, Text, add
from naru.ground.staff.models import Tries

add(
    {
        "limits.too_often": Text(
            "시도 횟수가 너무 많아 잠시 잠겼습니다.",
            "That was tried too often and is locked for a while.",
            "{minutes}분 뒤에 다시 시도하십시오.",
            "Try again in {minutes} minutes.",
        )
    }
)


KEPT_FOR = timedelta(days=2)
"""Longer than any window; what is older counts for nothing."""


def spend(what: str, whose: str, *, most: int, minutes: int) -> Refusal | None:
    """Count one try; a refusal once more than `most` were made within `minutes`."""
    key = hashlib.sha256(f"{what}|{whose}".encode()).hexdigest()
    now = timezone.now()
    with transaction.atomic():
        late = Tries.objects.filter(key=key, began__lte=now - timedelta(minutes=minutes))
        late.update(count=0, began=now)
        if not Tries.objects.filter(key=key).update(count=F("count") + 1):
            _begin(key)
        count = Tries.objects.get(key=key).count
    return Refusal("limits.too_often", {"minutes": minutes}) if count > most else None


def forget(what: str, whose: str) -> None:
    """Start again from nothing, after a success."""
    Tries.objects.filter(key=hashlib.sha256(f"{what}|{whose}".encode()).hexdigest()).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind proxies, what the outermost trusted one saw."""
    behind = settings.NARU_PROXIES
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if behind and len(seen) >= behind and seen[-behind]:
        return seen[-behind]
    return request.META.get("REMOTE_ADDR", "")


def _begin(key: str) -> None:
    Tries.objects.filter(began__lt=timezone.now() - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            Tries.objects.create(key=key, began=timezone.now(), count=1)
    except IntegrityError:  # another process was first
        Tries.objects.filter(key=key).update(count=F("count") + 1)
