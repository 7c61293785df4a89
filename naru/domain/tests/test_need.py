"""Need to know: the gate answers as the matrix says, for every duty, module and tie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru import profiles
from naru.domain import emergency, need, need_sayings
from naru.domain.duties import Access, Duty
from naru.domain.refusals import catalogue, say

KR = profiles.load("kr")
MODULES = st.sampled_from(sorted(need.MODULES))
DUTIES = st.sets(st.sampled_from(list(Duty)), max_size=3)
REASONS = st.sampled_from(["label", "claims", "conditions", "interview", "lodging", "kin"])
TIES = st.sets(st.tuples(st.sampled_from(list(Duty)), st.sampled_from(sorted(need.TIES))))


@pytest.mark.parametrize("name", profiles.NAMES)
def test_every_profile_speaks_of_known_modules_the_same_for_every_duty(name):
    rules = list(profiles.load(name).duties.values())
    for rule in rules:
        assert set(rule.sees) <= set(need.MODULES), rule.id
        assert set(rule.sees) == set(rules[0].sees), rule.id


@given(DUTIES, MODULES, REASONS, TIES)
def test_it_opens_exactly_where_a_cell_of_the_matrix_lets_it(duties, module, reason, ties):
    def opens(duty):
        cell = KR.duties[duty].sees[module]
        tied = cell.scope not in need.TIES or (duty, cell.scope) in ties
        if cell.access is Access.NONE or cell.note == need.META:
            return False
        least = reason in need.minimum(duty, module) and cell.scope not in need.ALWAYS_TIED
        return least or (cell.access is not Access.MINIMUM and tied)

    refusal = need.refused(KR, duties, module, reason, lambda duty, scope: (duty, scope) in ties)
    assert (refusal is None) == any(map(opens, duties))
    if refusal is not None:
        for lang in ("ko", "en"):
            said = say(refusal, lang)
            assert said.why
            assert "{" not in said.why + said.next_step


def test_no_duty_opens_everything():
    for duty in Duty:
        closed = [m for m in need.SEALED if need.refused(KR, {duty}, m, "x", lambda *_: True)]
        assert closed or duty in {Duty.RESIDENT, Duty.CHILD_GUARDIAN, Duty.COUNSEL}, duty


def test_every_scope_of_a_profile_has_a_sentence():
    for scope in need.TIES:
        assert f"need.{scope}" in catalogue()
    assert need_sayings


def test_who_administers_or_counts_opens_nothing():
    for duty in (Duty.SYSTEM_ADMINISTRATOR, Duty.STATISTICIAN, Duty.DATA_PROTECTION_OFFICER):
        for module in need.SEALED:
            assert need.refused(KR, {duty}, module, "label", lambda *_: True)


WHY = "경련 중, 알레르기를 알아야 합니다"


@given(st.sets(st.sampled_from(list(Duty)), max_size=3), st.sampled_from(sorted(emergency.NEVER)))
def test_nobody_breaks_the_glass_of_inquiry_complaints_or_kin(duties, compartment):
    refusal = emergency.refused(duties, compartment, "life", WHY)
    assert refusal.code == "emergency.never"
    assert "두 사람이 각자의 열쇠로" in say(refusal, "ko").next_step
    assert "keys of two" in say(refusal, "en").next_step


@given(st.sampled_from(list(Duty)), st.sampled_from(emergency.OPENS))
def test_three_roles_break_it_with_a_reason(duty, compartment):
    refusal = emergency.refused({duty}, compartment, "life", WHY)
    assert (refusal is None) == (duty in emergency.ROLES)
    for reason in ("", "급함", "          ", "aaaaaaaaaaaaaaaa"):
        assert emergency.refused({Duty.NURSE}, compartment, "life", reason)
    assert emergency.refused({Duty.NURSE}, compartment, "curiosity", WHY)
    assert emergency.refused({Duty.NURSE}, "legal", "life", WHY)
