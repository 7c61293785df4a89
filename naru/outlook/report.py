"""A run as lines for a terminal, in Korean or English."""

from collections.abc import Iterator

from naru.outlook.projecting import Run
from naru.outlook.tables import NOTES, costs, harm, years

OTHERS = (("female", "all"), ("male", "all"), ("all", "child"))
YEARS = {
    "en": "year   arrivals: median  50 % band  90 % band  women / men / children (medians)",
    "ko": "연도   입국자: 중앙값  50% 구간  90% 구간  여성 / 남성 / 미성년(중앙값)",
}
HARM = {
    "en": "Who never arrive (expected, 90 % band)",
    "ko": "입국하지 못하는 사람(기대 인원, 90% 구간)",
}
KINDS = {
    "sold": {"en": "sold or forced into marriage or trade", "ko": "인신매매·강제혼 피해"},
    "caught": {"en": "caught on the way", "ko": "이동 중 체포"},
    "returned": {"en": "sent back", "ko": "강제송환"},
}
COSTS = {
    "en": "Assumed, in December: median (90 % band)",
    "ko": "가정에 따른 12월 값: 중앙값(90% 구간)",
}
FIGURES = {
    "border": {"en": "border leg, dollars a person", "ko": "국경 구간 비용(1인당 달러)"},
    "onward": {"en": "onward leg, dollars a person", "ko": "중국 이후 구간 비용(1인당 달러)"},
    "brings.onward": {
        "en": "people the compared sum brings from China",
        "ko": "비교용 예산으로 중국에서 데려올 수 있는 인원",
    },
    "brings.whole": {
        "en": "people it brings on the whole way",
        "ko": "같은 예산으로 전 구간을 데려올 수 있는 인원",
    },
}
SEED = {"en": "seed", "ko": "난수 초기값"}


def report(run: Run, lang: str) -> list[str]:
    """The run's years, harm and costs, and what they can't say; `lang` is ko or en."""
    return [
        run.scenario.name[lang],
        run.scenario.summary[lang],
        "",
        YEARS[lang],
        *_arrivals(run),
        "",
        HARM[lang],
        *_harm(run, lang),
        "",
        COSTS[lang],
        *_costs(run, lang),
        "",
        NOTES[lang],
        f"{SEED[lang]} {run.seed}",
    ]


def _arrivals(run: Run) -> Iterator[str]:
    rows = {(row["year"], row["sex"], row["age"]): row for row in years(run)}
    for year in dict.fromkeys(year for year, _, _ in rows):
        row = rows[year, "all", "all"]
        others = " / ".join(f"{rows[year, *key]['p50']:,}" for key in OTHERS)
        narrow, wide = f"{row['p25']:,}-{row['p75']:,}", f"{row['p05']:,}-{row['p95']:,}"
        yield f"{year} {row['p50']:>12,}  {narrow:>14} {wide:>14}  {others}"


def _harm(run: Run, lang: str) -> Iterator[str]:
    rows = harm(run)
    for kind in run.harm:
        found = [row for row in rows if row["kind"] == kind]
        for row in (*found[:1], *found[1:][-1:]):
            yield f"  {row['year']} {row['p05']:>8,}-{row['p95']:<8,} {KINDS[kind][lang]}"


def _costs(run: Run, lang: str) -> Iterator[str]:
    rows = costs(run)
    for name in run.price:
        found = [row for row in rows if row["figure"] == name]
        for row in (*found[:1], *found[1:][-1:]):
            band = f"({row['p05']:,g}-{row['p95']:,g})"
            yield f"  {row['year']} {row['p50']:>10,g} {band:18} {FIGURES[name][lang]}"
