"""A folder to plant claims in."""

import pytest

from naru.evidence.tests.folders import Folder


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)
