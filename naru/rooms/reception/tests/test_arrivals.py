"""`naru arrivals` from the command line."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.rooms.reception.models import Notice

GOOD = "성명,생년월일\n김가람,1990-03-02\n박나래,1985\n"
BAD = f"{GOOD},1970\n"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(GOOD.encode("cp949"))
    return path


def test_check_reads_the_file_alone(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("arrivals", "check", str(written), "--json")
    assert json.loads(capsys.readouterr().out) == {
        "encoding": "cp949",
        "columns": ["성명", "생년월일"],
        "unread": [],
        "rows": 2,
        "good": 2,
        "bad": [],
    }


def test_check_names_bad_rows(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written.write_text(BAD, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("arrivals", "check", str(written), "--json")
    assert stopped.value.code == 1
    bad = json.loads(capsys.readouterr().out)["bad"][0]
    assert (bad["line"], bad["column"]) == (4, "성명")
    assert bad["reason_ko"].startswith("성명이 없습니다.")
    assert bad["reason"].startswith("There is no name.")
    with pytest.raises(SystemExit):
        call_command("arrivals", "check", str(written))
    assert "4" in capsys.readouterr().out


def test_a_column_that_is_not_read_is_named(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written.write_text("성명,입소 예정일,좋아하는 색\n김가람,2026-12-01,파랑\n", encoding="utf-8")
    call_command("arrivals", "check", str(written))
    assert "columns that are not read: 좋아하는 색\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "code"), [(None, 2), (b"\xd0\xcf\x11\xe0", 1), (b"a,b\nKim,x\n", 1)]
)
def test_what_cannot_be_read(tmp_path: Path, content: bytes | None, code: int) -> None:
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError) as stopped:
        call_command("arrivals", "check", str(path))
    assert stopped.value.returncode == code


@pytest.mark.django_db
def test_import_once(written: Path) -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    call_command("arrivals", "import", str(written), "--dry-run")
    assert not Notice.objects.exists()
    call_command("arrivals", "import", str(written), "--by", officer.username)
    assert Notice.objects.count() == 2
    with pytest.raises(SystemExit):
        call_command("arrivals", "import", str(written))
    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_the_machine_itself_may_import(written: Path) -> None:
    call_command("arrivals", "import", str(written), "--expected", "2026-12-24")
    assert {str(day) for day in Notice.objects.values_list("expected_on", flat=True)} == {
        "2026-12-24"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [["--by", "nobody"], ["--expected", "soon"]])
def test_wrong_usage(written: Path, wrong: list[str]) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("arrivals", "import", str(written), *wrong)
    assert stopped.value.returncode == 2
