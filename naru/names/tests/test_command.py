import json

import pytest

from naru.cli import main


def test_explain_speaks_both_languages(capsys):
    assert main(["names", "explain", "李貞雅", "Ri Jong A"]) == 0
    said = capsys.readouterr().out
    assert "한자의 한국어 독음" in said or "북한식 로마자 표기" in said
    assert "log odds +" in said


def test_explain_for_a_program(capsys):
    assert main(["names", "explain", "Lee Jung-ah", "리정아", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["log_odds"] > 5
    assert {"code", "ko", "en"} == set(found["why"][0])


def test_an_empty_name_is_refused(capsys):
    assert main(["names", "explain", " ", "리정아"]) == 1
    assert "letter" in capsys.readouterr().err


@pytest.mark.parametrize("size", ["0", "many", "5000000"])
def test_a_size_out_of_range_is_wrong_usage(size, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["names", "bench", "--people", size])
    assert stopped.value.code == 2
    assert "1,000,000" in capsys.readouterr().err


def test_bench_for_a_program(capsys):
    args = ["names", "bench", "--people", "150", "--queries", "52", "--baselines", "0", "--json"]
    assert main(args) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["methods"]["naru"]["r5"] > 0.9


def test_a_python_that_is_not_there_is_refused(capsys):
    args = ["names", "bench", "--people", "150", "--nomenklatura", "/nowhere/python"]
    assert main(args) == 1
    assert "isn't there" in capsys.readouterr().err
