"""What must not leave with somebody's record: other people named in its texts (pure)."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

Span = tuple[int, int, str]
"""Beginning and end within a text, and what is written in its place."""
Find = Callable[[Sequence[str]], Sequence[Sequence[Span]]]
BY_HAND = "[가린 부분 / masked]"


def masked(values: Sequence[Any], find: Find) -> tuple[list[Any], list[int]]:
    """The values with every found place replaced, and how many places each had.

    `find` is asked once for all texts, so that it can count one person once. Keys of mappings stay.
    """
    texts = [list(_texts(value)) for value in values]
    spans = iter(find([text for some in texts for text in some]))
    told = [[_apart(next(spans)) for _text in some] for some in texts]
    counts = [sum(map(len, some)) for some in told]
    return [_put(value, iter(some)) for value, some in zip(values, told, strict=True)], counts


def by_hand(words: Iterable[str], text: str) -> list[Span]:
    """Where a text holds words that somebody wants masked, whatever their case."""
    marks = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True) if word)
    found = re.finditer(marks, text, re.IGNORECASE) if marks else ()
    return [(one.start(), one.end(), BY_HAND) for one in found]


def commitment(salt: bytes, value: Any) -> str:
    """A salted SHA-256 (hex) of a value as it was before masking: proves it, and tells nothing."""
    said = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(salt + said.encode()).hexdigest()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _put(value: Any, spans: Iterator[Sequence[Span]]) -> Any:
    if isinstance(value, str):
        return _replaced(value, next(spans))
    if isinstance(value, Mapping):
        return {key: _put(one, spans) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_put(one, spans) for one in value]
    return value


def _replaced(text: str, spans: Sequence[Span]) -> str:
    for begin, end, mark in reversed(spans):
        text = text[:begin] + mark + text[end:]
    return text


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; those that overlap become one, under the first one's mark."""
    kept: list[Span] = []
    for begin, end, mark in sorted(spans):
        if kept and begin < kept[-1][1]:
            first, last, said = kept[-1]
            kept[-1] = first, max(last, end), said
        else:
            kept.append((begin, end, mark))
    return kept
