"""People, accounts and things that the tests of the settlement room share."""

from typing import Any

import pytest

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account, make_case
from naru.rooms.settlement.models import Book, Course, Simulator


@pytest.fixture
def instructor(db: Any) -> Any:
    return make_account(Duty.INSTRUCTOR)


@pytest.fixture
def row(db: Any) -> Any:
    return make_case(facts={"minor": False})


@pytest.fixture
def resident(row: Any) -> Any:
    return make_account(Duty.RESIDENT, person_id=row.person_id)


@pytest.fixture
def novel(db: Any) -> Any:
    return Book.objects.create(
        code="K-1", title="토지 1", author="박경리", language="ko", level="B2"
    )


@pytest.fixture
def simulator(db: Any) -> Any:
    return Simulator.objects.create(name="1호기", place="교육동")


@pytest.fixture
def course(db: Any) -> Any:
    return Course.objects.create(name="한국어 기초", language="ko", place="201호")
