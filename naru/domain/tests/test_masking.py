"""Masking: found places are replaced, everything else stays, and the original can be proven."""

from hypothesis import given
from hypothesis import strategies as st

from naru.domain.masking import BY_HAND, by_hand, commitment, masked

texts = st.text(st.sampled_from("ab가 X"), max_size=12)
values = st.recursive(
    texts | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)


def by_word(*words):
    return lambda texts: [by_hand(words, text) for text in texts]


@given(st.lists(values, max_size=4))
def test_without_anything_found_nothing_changes(some):
    assert masked(some, by_word()) == (some, [0] * len(some))


@given(st.lists(values, max_size=4), st.sampled_from("abX"))
def test_a_masked_word_is_nowhere_in_what_it_says(some, word):
    def said(value):
        if isinstance(value, dict):
            return "".join(map(said, value.values()))
        return "".join(map(said, value)) if isinstance(value, list) else str(value or "")

    told, counts = masked([["X", *some]], by_word(word))
    left = said([one for one in told[0] if not isinstance(one, bool | int)])
    assert word not in left.replace(BY_HAND, "").replace("None", "").replace("True", "").replace(
        "False", ""
    )
    assert counts[0] == said([told[0]]).count(BY_HAND)


def test_overlapping_places_become_one():
    find = [[(0, 4, "[1]"), (2, 6, "[2]"), (6, 7, "[3]")]]
    assert masked(["abcdefgh"], lambda _texts: find) == (["[1][3]h"], [2])


def test_longer_words_go_first_and_case_does_not_matter():
    assert masked(["KIM and Kim Karam"], by_word("kim", "kim karam"))[0] == [
        f"{BY_HAND} and {BY_HAND}"
    ]


def test_a_commitment_is_of_the_value_and_the_salt():
    value = {"b": ["가", 1], "a": None}
    assert commitment(b"s", value) == commitment(b"s", {"a": None, "b": ["가", 1]})
    assert len({commitment(b"s", value), commitment(b"t", value), commitment(b"s", ["가"])}) == 3
