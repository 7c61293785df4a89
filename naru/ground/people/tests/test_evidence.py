"""What family and country say of two records (pure)."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from naru.ground.people.evidence import ELSEWHERE, RELATIVES, TOGETHER, Traits, weigh

HOME, ELSE = UUID(int=1), UUID(int=2)
traits = st.builds(Traits, st.sampled_from([None, HOME, ELSE]), st.sampled_from(["", "KP", "CN"]))


@given(traits, traits, st.booleans())
def test_it_is_the_same_both_ways_round(one, other, alike):
    assert weigh(one, other, relatives_alike=alike) == weigh(other, one, relatives_alike=alike)


def test_members_of_one_family_are_two_people():
    assert weigh(Traits(HOME), Traits(HOME), relatives_alike=True)[0] == TOGETHER


def test_two_families_that_are_alike_speak_for_one_person():
    nats, why = weigh(Traits(HOME), Traits(ELSE), relatives_alike=True)
    assert (nats, [one.code for one in why]) == (RELATIVES, ["family.alike"])


def test_another_country_speaks_against_and_an_unknown_one_says_nothing():
    assert weigh(Traits(None, "KP"), Traits(None, " cn "))[0] == ELSEWHERE
    for unknown in ("", "unknown", "other", "KP"):
        assert weigh(Traits(None, "KP"), Traits(None, unknown)) == (0.0, ())
