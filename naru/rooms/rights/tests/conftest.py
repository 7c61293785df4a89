"""People and accounts that the tests of the rights room share."""

from typing import Any

import pytest

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.vault import keyring


@pytest.fixture(autouse=True)
def _fresh_keys(db: Any) -> None:
    """The centre's own keys go with each test's transaction; forget those of the last one."""
    keyring.drop_unkept()


@pytest.fixture
def officer(db: Any) -> Any:
    return make_account(Duty.HUMAN_RIGHTS_OFFICER)


@pytest.fixture
def caseworker(db: Any) -> Any:
    return make_account(Duty.CASEWORKER)


@pytest.fixture
def director(db: Any) -> Any:
    return make_account(Duty.DIRECTOR)


@pytest.fixture
def row(db: Any) -> Any:
    return make_case(facts={"minor": False})


@pytest.fixture
def resident(row: Any) -> Any:
    return make_account(Duty.RESIDENT, person_id=row.person_id)
