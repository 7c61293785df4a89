"""Names on file within running text: every spelling on file, and what isn't a name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.names.within import Within

PEOPLE = {
    1: ["김가람", "Kim Ka-ram", "金加藍"],
    2: ["박이슬 (朴이슬)", "Pak I-sŭl"],
    3: ["Nguyễn Văn An"],
    4: ["Петров Иван"],
    5: ["علي حسن"],
}


def told(text, **but):
    return [(text[a:b], who) for a, b, who in Within(PEOPLE.items(), **but).spans(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("어제 김가람이 왔습니다.", [("김가람", 1)]),
        ("“김 가람”씨와 박이슬에게", [("김 가람", 1), ("박이슬", 2)]),
        ("with KIM KARAM and Ka-ram Kim", [("KIM KARAM", 1), ("Ka-ram Kim", 1)]),
        ("我叫金加藍，她叫别人", [("金加藍", 1)]),
        ("Van An Nguyen", []),
        ("met Văn An Nguyễn's son", [("Văn An Nguyễn", 3)]),
        ("видел Ивана, и Иван Петров тоже", [("Иван Петров", 4)]),
        ("رأيت علي حسن هناك", [("علي حسن", 5)]),
        ("새김가람은 다른 말", []),
        ("kim karam in small letters, Kimkarams", []),
        ("", []),
    ],
)
def test_every_spelling_on_file_is_found_where_a_word_begins(text, found):
    assert told(text) == found


def test_ones_own_names_are_left_alone_also_where_another_bears_them():
    people = {**PEOPLE, 6: ["김가람"]}
    assert Within(people.items(), but=["김가람"]).spans("김가람") == []
    assert told("Kim Karam", but=["김가람"]) == [("Kim Karam", 1)]


names = st.text(st.sampled_from("가나다 abcXYZ-ıßİ金"), min_size=1, max_size=8)


@given(st.lists(names, max_size=5), st.lists(names, max_size=12))
def test_spans_lie_within_the_text_in_order_and_apart(on_file, words):
    text = unicodedata.normalize("NFC", " ".join(words))
    spans = Within([(0, on_file)]).spans(text)
    edges = [edge for begin, end, _who in spans for edge in (begin, end)]
    assert edges == sorted(edges)
    assert all(0 <= begin < end <= len(text) for begin, end, _who in spans)


@given(names.filter(lambda one: sum(map(str.isalnum, one)) > 1))
def test_a_name_by_itself_is_found_whole(name):
    found = Within([(0, [name.title()])]).spans(name.title())
    assert found
