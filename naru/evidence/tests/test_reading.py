"""A folder with errors is refused with file, line and reason; harmless rows pass, others don't."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru import cli
from naru.evidence import DATA, book, export, harm
from naru.evidence.reading import CLAIM_COLUMNS, SOURCE_COLUMNS, look, read

SOURCES = ",".join(SOURCE_COLUMNS) + "\na,Paper,A page,2024,https://example.org/,en\n"
HEAD = ",".join(CLAIM_COLUMNS) + "\n"
GOOD = "A-1,a,arrivals_total,2020-01-01,2020-12-31,229,,,persons,,entries,,high\n"


def problems_of(tmp_path, *rows, sources=SOURCES, head=HEAD):
    (tmp_path / "sources.csv").write_text(sources, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(head + "".join(rows), encoding="utf-8")
    return [str(problem) for problem in look(tmp_path)[1]]


WRONG = [
    (GOOD.replace("229", "2 29"), "figures.csv:3: value: '2 29' is no number"),
    (GOOD.replace("229", "1e9"), "value: '1e9' is no number"),
    (GOOD.replace("2020-12-31", "2020-13-31"), "period_end: '2020-13-31' is no date"),
    (GOOD.replace("2020-12-31", "2019-12-31"), "period_end: the period ends before it starts"),
    (GOOD.replace(",a,", ",b,"), "source_id: sources.csv has no 'b'"),
    (GOOD.replace("high", "sure"), "confidence: 'sure' is none of high, medium, low"),
    (GOOD.replace("persons", ""), "unit: a figure needs a unit"),
    (GOOD.replace("229,,", "229,300,"), "value: is below its own low end"),
    (GOOD.replace("229,,", "229,,,"), "row: 14 cells where the header has 13"),
    (GOOD.replace(",,persons", ",200,persons"), "value: is above its own high end"),
    (GOOD.replace("A-1", "A-0"), "claim_id: A-0 stands already at figures.csv:2"),
    (GOOD.replace("A-1", "A 1"), "claim_id: must be letters, digits"),
    (GOOD.replace("persons,,", "persons,won,"), "currency: 'won' is no currency code"),
    (GOOD.replace("arrivals_total", "Arrivals"), "measure: 'Arrivals' must be small letters"),
    (GOOD.replace("entries", "ent\x07ries"), "scope: holds a control character"),
    ("A-1,a,x\n", "row: 3 cells where the header has 13"),
    ('A-1,"a\n', "figures.csv:3: CSV: unexpected end of data"),
]


@pytest.mark.parametrize(("row", "said"), WRONG, ids=[said[:40] for _row, said in WRONG])
def test_every_error_is_named_with_its_line(tmp_path, row, said):
    told = problems_of(tmp_path, GOOD.replace("A-1", "A-0"), row)
    assert any(said in one and one.startswith("figures.csv:3: ") for one in told), told


def test_a_source_that_is_none(tmp_path):
    bad = SOURCES + "a,Paper,A page,2024,ftp://x,en\nb,,T,2024,https://x.org/,en\n"
    told = problems_of(tmp_path, GOOD, sources=bad)
    assert told[0].startswith("sources.csv:3: a: the source stands already on line 2")
    assert told[1].startswith("sources.csv:4: b: publisher is empty")


def test_a_folder_that_is_none(tmp_path):
    assert "no such folder" in str(look(tmp_path / "none")[1][0])
    assert "no sources.csv" in str(look(tmp_path)[1][0])
    (tmp_path / "figures.csv").write_bytes(b"\xff\xfe\x00")
    assert any("isn't UTF-8" in str(each) for each in look(tmp_path)[1])


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_breaks_the_reader(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("text")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (folder / "figures.csv").write_text(HEAD + text, encoding="utf-8", errors="replace")
    look(folder)


def test_what_is_exported_reads_back_the_same(tmp_path):
    (tmp_path / "sources.csv").write_bytes((DATA / "sources.csv").read_bytes())
    (tmp_path / "all.csv").write_text(export.as_csv(book().claims), encoding="utf-8")
    again = read(tmp_path)
    plain = [claim._replace(file="", line=0) for claim in book().claims]
    assert [claim._replace(file="", line=0) for claim in again.claims] == plain


HARMFUL = [
    "they crossed at the shallow bend",
    "hidden in a safe house",
    "a guide named Nobody",
    "from Easttown to Westport by bus",
    "41.40123, 128.18012",
    "call 010-0000-0000",
    "아무개 씨",
    "아무개 목사",
]


@pytest.mark.parametrize("note", HARMFUL)
def test_harm_is_refused(tmp_path, note):
    row = GOOD.replace(",,high", f',"{note}",high')
    assert problems_of(tmp_path, row) == []
    found = harm.scan(read(tmp_path))
    assert found
    assert found[0].line == 2
    assert cli.main(["evidence", "check", "--data", str(tmp_path)]) == 1


def test_the_commands(tmp_path, capsys):
    assert cli.main(["evidence", "check"]) == 0
    assert "no problems" in capsys.readouterr().out
    assert cli.main(["evidence", "list", "--measure", "fx_rate", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["source"]["publisher"] for row in rows} >= {"Aju Press"}
    assert cli.main(["evidence", "conflicts", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all({"kind", "claim_ids", "reason", "reason_ko"} == set(one) for one in found)
    assert cli.main(["evidence", "export", "--format", "hxl", "--since", "2024"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("#meta+id+claim,#meta+source+id,#indicator+code,#date+start")
    out = tmp_path / "all.csv"
    assert cli.main(["evidence", "export", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").count("\n") > 600
    assert cli.main(["evidence", "show", "CO-003", "--lang", "ko"]) == 0
    assert "환율" in capsys.readouterr().out
    assert cli.main(["evidence", "headline"]) == 0
    assert "wrong year" in capsys.readouterr().out
    assert cli.main(["evidence", "show", "XX-1"]) == 1
    assert cli.main(["evidence", "conflicts", "--data", str(tmp_path / "none")]) == 1
    assert "no such folder" in capsys.readouterr().err
    with pytest.raises(SystemExit) as wrong:
        cli.main(["evidence", "list", "--since", "yesterday"])
    assert wrong.value.code == 2
