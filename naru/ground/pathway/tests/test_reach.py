"""Reach asked of other rows says the same as reach asked of cases, for every duty."""

import pytest
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway.models import TaskRow
from naru.ground.pathway.reach import reachable, reached
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff.conflicts import note_conflict
from naru.ground.staff.models import Conflict

pytestmark = pytest.mark.django_db


DUTIES = [*[{duty} for duty in Duty], {Duty.INTERVIEWER, Duty.NURSE}, set()]


def test_tasks_are_reached_exactly_through_their_cases():
    shut, own, _other = make_case(), make_case(), make_case()
    for some in DUTIES:
        viewer = make_account(*some, person_id=own.person_id if Duty.RESIDENT in some else None)
        note_conflict(viewer.pk, shut.person_id, Conflict.RELATION, timezone.now())
        cases = set(reachable(viewer))
        tasks = set(reached(viewer, TaskRow.objects.all()))
        assert tasks == set(TaskRow.objects.filter(case__in=cases)), some
        assert shut not in cases
