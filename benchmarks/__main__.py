"""Measures what the README promises, in one run: `python -m benchmarks [--json]`."""

import argparse
import gzip
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

RESIDENTS, TIMES, WARM = 2000, 30, 5
LIST = 2000


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its goal; `peer` is a system in the field."""

    name: str
    measured: float
    unit: str
    goal: float
    at_most: bool = True
    peer: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.measured <= self.goal if self.at_most else self.measured >= self.goal


def main() -> int:
    """Run everything; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--json", action="store_true", help="for a program")
    parser.add_argument("--profile", metavar="PATH", help="print where the time of a page goes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["NARU_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "naru.config.demo"
        import django

        django.setup()
        figures = _measure(args.profile)
    if args.json:
        sys.stdout.write(json.dumps([asdict(f) for f in figures], ensure_ascii=False, indent=1))
    else:
        table(figures, f"{RESIDENTS} residents, SQLite, one process")
    return 0 if all(figure.met for figure in figures) else 1


def _measure(profile: str | None) -> list[Figure]:
    from benchmarks import crowd
    from naru.web.home import set_up

    set_up(lambda text: None)
    staff = crowd.make(RESIDENTS)
    return [*_pages(staff, profile), *_weight(staff), _import(staff)]


def _pages(staff: dict, profile: str | None) -> list[Figure]:
    from naru.ground.pathway.models import CaseRow

    number = CaseRow.objects.select_related("person").order_by("opened_at", "pk")[7].person.number
    pages = (
        ("queue (nurse)", "nurse", "/", 25, "290 ms"),
        ("queue (caseworker)", "caseworker", "/", 25, "290 ms"),
        ("person list", "caseworker", "/people/", 25, "280 ms"),
        ("resident page", "caseworker", f"/p/{number}/", 40, ""),
        ("bed board, one building", "lodging", "/lodging/", 40, "2,000 ms"),
    )
    figures = []
    for name, who, path, goal, peer in pages:
        get = _getter(staff[who], path)
        if profile == path:
            _profile(get)
        figures.append(Figure(name, _cpu(get), "ms CPU", goal, peer=peer))
    return figures


def _getter(account: object, path: str) -> Callable[[], object]:
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(account)

    def get() -> object:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    return get


def _cpu(get: Callable[[], object]) -> float:
    """Median CPU time in milliseconds."""
    spent = []
    for turn in range(WARM + TIMES):
        start = time.process_time()
        get()
        if turn >= WARM:
            spent.append(time.process_time() - start)
    return round(statistics.median(spent) * 1000, 1)


def _profile(get: Callable[[], object]) -> None:
    import cProfile
    import pstats

    get()
    watch = cProfile.Profile()
    watch.runcall(lambda: [get() for _ in range(5)])
    pstats.Stats(watch).sort_stats("cumulative").print_stats(45)


def _weight(staff: dict) -> list[Figure]:
    """Bytes on the wire, compressed, as a browser's first and second visit fetch them."""
    from django.conf import settings

    html = gzip.compress(_getter(staff["caseworker"], "/")().content, 6)
    static = Path(settings.STATIC_ROOT)
    sheet = gzip.decompress(html).decode()
    cold = len(html)
    for path in set(re.findall(r'/static/([^"]+\.(?:css|js|svg|woff2))"', sheet)):
        packed = static / f"{path}.gz"
        cold += (packed if packed.exists() else static / path).stat().st_size
    return [
        Figure("queue page, cold", round(cold / 1024, 1), "KB", 150),
        Figure("queue page, warm", round(len(html) / 1024, 1), "KB", 30),
    ]


def _import(staff: dict) -> Figure:
    from uuid import UUID

    from django.utils import timezone

    from naru.rooms.reception import actions

    rows = "\n".join(
        f"한{chr(0xAC00 + n)}별,{1960 + n % 40}-0{1 + n % 9}-1{n % 9},여" for n in range(LIST)
    )
    data = ("성명,생년월일,성별\n" + rows).encode("cp949", errors="ignore")
    start = time.perf_counter()
    upload = actions.upload_list(by=staff["reception"], data=data, name="list.csv")
    given = {"upload_id": UUID(upload.subject), "expected_on": timezone.localdate()}
    done = actions.import_list(by=staff["reception"], **given)
    spent = time.perf_counter() - start
    assert not hasattr(done, "code"), done
    from naru.rooms.reception.models import Notice

    made = Notice.objects.count()
    return Figure("group import", round(made / spent), "persons/s", 500, at_most=False, peer="16/s")


def table(figures: list[Figure], title: str) -> None:
    """Print the figures beside their goals."""
    from rich.console import Console
    from rich.table import Table

    shown = Table(title=title)
    for head in ("what", "measured", "goal", "", "a peer in the field"):
        shown.add_column(head)
    for f in figures:
        sign = "≤" if f.at_most else "≥"
        met = "met" if f.met else "missed"
        shown.add_row(f.name, f"{f.measured:g} {f.unit}", f"{sign} {f.goal:g}", met, f.peer)
    Console().print(shown)


if __name__ == "__main__":
    sys.exit(main())
