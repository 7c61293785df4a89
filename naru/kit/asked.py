"""What somebody asked of a list: sent by POST, kept sealed for a while, and shown by GET.

So a name that is looked for stands in no address, no history of a browser and no log of a server,
while going back, loading the page again and leafing through the answer work as usual.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from naru.kit.pages import see_other
from naru.kit.text import clean, one_line

LONGEST = 200
KEPT_FOR = timedelta(minutes=30)


def typed(request: HttpRequest) -> str:
    """What was sent, on one line."""
    return one_line(clean(request.POST.get("q", "")))[:LONGEST]


def keep(request: HttpRequest, query: str = "") -> HttpResponse:
    """Keep what was sent for its writer (the shell seals it), and show the answer by GET (303)."""
    request.keeps = {"q": [typed(request)]}
    return see_other(f"{request.path}{query}")


def asked(request: HttpRequest) -> str:
    """What the viewer last asked here; empty once it is old."""
    kept = request.draft() if hasattr(request, "draft") else None
    if kept is None or timezone.now() - kept[1] > KEPT_FOR:
        return ""
    return str(next(iter(kept[0].get("q", [])), ""))
