"""Recall, precision, false alarms and speed of a search over invented people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naru.names.bench.queries import UNFINDABLE, Question

Found = Sequence[tuple[Any, float]]
Search = Callable[[dict[str, Any], int], Found]
FULL = {"exact", "lunar", "age", "digit", "swap", "new_year"}
SHOWN = 10


@dataclass(slots=True)
class Outcome:
    """What one search answered to each question."""

    present: list[Question]
    absent: list[Question]
    answers: list[Found] = field(default_factory=list)
    absent_answers: list[Found] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


def run(search: Search, present: list[Question], absent: list[Question]) -> Outcome:
    """Ask every question, timing those for people on file."""
    out = Outcome(present, absent)
    for question in present:
        start = process_time()
        out.answers.append(list(search(question.asked, SHOWN)))
        out.milliseconds.append(1000 * (process_time() - start))
    out.absent_answers = [list(search(question.asked, SHOWN)) for question in absent]
    return out


def hit(question: Question, answer: Found, k: int) -> float:
    """Chance that the person is among the first k, ties drawn by lot."""
    scores = [score for person, score in answer if person == question.person_id]
    if not scores:
        return 0.0
    above = sum(score > scores[0] for _, score in answer)
    tied = sum(score == scores[0] for _, score in answer)
    return float(min(1.0, max(0.0, (k - above) / tied)))


def recall(outcome: Outcome, k: int, keep: Callable[[Question], bool]) -> float:
    """Mean recall at k over the questions that are kept."""
    hits = [hit(q, a, k) for q, a in zip(outcome.present, outcome.answers, strict=True) if keep(q)]
    return float(np.mean(hits)) if hits else float("nan")


def findable(question: Question) -> bool:
    """Whether text could find the person at all."""
    return question.kind != UNFINDABLE


def precision(outcome: Outcome, shown: float) -> float:
    """Share of true pairs among the best-scored ones, `shown` per query, absent people included."""
    pairs = [
        (score, person == q.person_id)
        for q, answer in zip(
            [*outcome.present, *outcome.absent],
            [*outcome.answers, *outcome.absent_answers],
            strict=True,
        )
        for person, score in answer
    ]
    pairs.sort(key=lambda pair: -pair[0])
    kept = pairs[: int(shown * (len(outcome.present) + len(outcome.absent)))]
    return float(np.mean([true for _, true in kept]))


def flagged(outcome: Outcome, keep_share: float, *, full_date: bool) -> float:
    """Share of absent people who see a candidate, at the threshold that keeps so many present."""

    def counts(question: Question) -> bool:
        return findable(question) and (not full_date or question.date_kind in FULL)

    true = _true_scores(outcome, counts)
    threshold = float(np.quantile(true, 1 - keep_share, method="lower"))
    tops = [
        answer[0][1] if answer else -np.inf
        for q, answer in zip(outcome.absent, outcome.absent_answers, strict=True)
        if counts(q)
    ]
    return (
        float(np.mean([top >= threshold and np.isfinite(threshold) for top in tops]))
        if np.isfinite(threshold)
        else 1.0
    )


def _true_scores(outcome: Outcome, counts: Callable[[Question], bool]) -> NDArray[np.float64]:
    rows = zip(outcome.present, outcome.answers, strict=True)
    return np.array([
        next((score for person, score in answer if person == q.person_id), -np.inf)
        for q, answer in rows if counts(q)
    ])  # fmt: skip
