"""What all rules share: a conflict as a value, and the book indexed by comparable questions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from naru.evidence import tables
from naru.evidence.claims import Book, Claim
from naru.evidence.money import Rate, rates
from naru.evidence.spans import Span, span

Key = tuple[str, str, str]  # measure, unit or currency, scope
Period = tuple[date, date]
T = TypeVar("T")


@dataclass(frozen=True)
class Conflict:
    """Claims that can't all hold: the kind of rule that says so, the claims, the facts it names."""

    kind: str
    claim_ids: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


def conflict(kind: str, claims: Iterable[Claim], **facts: Any) -> Conflict:
    """A conflict between claims, each named once, in the order given."""
    return Conflict(kind, tuple(dict.fromkeys(claim.id for claim in claims)), facts)


class Index:
    """The claims of a book that carry a figure, grouped by what they can be compared on."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.groups: dict[Key, dict[Period, list[Claim]]] = defaultdict(dict)
        self.by_source: dict[str, list[Claim]] = defaultdict(list)
        self.by_measure: dict[str, list[Claim]] = defaultdict(list)
        self.spans: dict[str, Span] = {}
        self._made: dict[str, Any] = {}
        for claim in book.claims:
            self.by_source[claim.source_id].append(claim)
            self.by_measure[claim.measure].append(claim)
            if claim.value is not None or claim.low is not None or claim.high is not None:
                self.spans[claim.id] = span(claim)
                periods = self.groups[self.key(claim)]
                periods.setdefault((claim.start, claim.end), []).append(claim)

    @cached_property
    def rates(self) -> Sequence[Rate]:
        """Every dated rate of the book."""
        return rates(self.book)

    @cached_property
    def _only_scope(self) -> Mapping[str, str]:
        """For a measure with one named scope: that scope, which bare period labels mean too."""
        named: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for claim in self.book.claims:
            scope = tables.scope_of(claim.scope)
            if scope:
                named[claim.measure][scope] += 1
        return {measure: max(found, key=lambda s: found[s]) for measure, found in named.items()}

    def once(self, name: str, make: Callable[["Index"], T]) -> T:
        """What `make` derives from this index, derived once."""
        if name not in self._made:
            self._made[name] = make(self)
        made: T = self._made[name]
        return made

    def about(self, prefix: str) -> list[Claim]:
        """The claims whose measure begins so, in file order within a measure."""
        named = (
            listed for measure, listed in self.by_measure.items() if measure.startswith(prefix)
        )
        return [claim for listed in named for claim in listed]

    def key(self, claim: Claim) -> Key:
        """The question a claim answers, its period left out."""
        scope = tables.scope_of(claim.scope)
        if not scope and claim.scope:
            scope = self._only_scope.get(claim.measure, "")
        return claim.measure, claim.currency or tables.unit_of(claim.unit), scope

    def kind(self, claim: Claim) -> str:
        """What sort of figure the claim gives."""
        return tables.kind_of(claim.measure, claim.unit, claim.file)

    def span(self, claim: Claim) -> Span:
        """The numbers that a claim with a figure allows."""
        return self.spans[claim.id]

    def of_kind(self, *kinds: str) -> Iterable[tuple[Key, dict[Period, list[Claim]]]]:
        """The groups whose figures are of one of these kinds."""
        for key, periods in self.groups.items():
            first = next(iter(periods.values()))[0]
            if self.kind(first) in kinds:
                yield key, periods

    def source_date(self, claim: Claim) -> str:
        """When the claim's source appeared, as its first date-like words: '2024-01', '2015'."""
        source = self.book.sources.get(claim.source_id)
        return source.date if source else ""


Rule = Callable[[Index], Iterable[Conflict]]
