import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.names import BadRecord, Index, explain, likeness, scan
from naru.names.bench import measure, people, queries, report
from naru.names.why import codes, reason

MARY = {"id": "mary", "sex": "f", "dob": "1989-06-06", "names": ["리정아"]}
CROWD = [
    MARY,
    {"id": "kim", "sex": "m", "dob": date(1990, 5, 3), "names": ["김성은", "金成恩"]},
    {"id": "latin", "sex": "m", "dob": 1980, "names": ["Pak Chol Su"]},
    {"id": "paper", "sex": "f", "dob": "1975-02", "names": ["Piao Yingxi"]},
    {"id": "reza", "sex": "m", "dob": None, "names": ["محمدرضا کریمی"]},
    {"id": "olena", "sex": "f", "dob": "1971-01-01", "names": ["Олена Шевченко"]},
    {"id": "two", "sex": "m", "dob": "1966-09-09", "names": ["남궁옥분"]},
    {"id": "one", "sex": "f", "dob": "1999-12-31", "names": ["이솔"]},
    {"id": "four", "sex": "f", "dob": "2001-03-03", "names": ["박하늘별님"]},
    {"id": "mixed", "sex": "f", "dob": "2003-03-03", "names": ["張하나"]},
]


@pytest.fixture(scope="module")
def crowd() -> Index:
    return Index(CROWD)


def ask(index: Index, name: str, dob: object = None, sex: str | None = None, limit: int = 3):
    return index.search({"name": name, "dob": dob, "sex": sex}, limit)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("리정아", "name.same"),
        ("이정아", "name.law"),
        ("리정야", "name.jamo"),
        ("Ri Jong A", "name.northern"),
        ("Lee Jung-ah", "name.passport"),
        ("Yi Chŏng-a", "name.mccune"),
        ("Li Ceng-a", "name.yale"),
        ("李貞雅", "name.han_reading"),
        ("Li Zhenya", "name.pinyin"),
        ("Ли Чжон А", "name.cyrillic"),
        ("LEE, JUNGAH", "order.comma"),
        ("Jungah, Lee", "order.last"),
        ("leejungah", "order.joined"),
        ("Jeong-a Ri", "order.last"),
        ("flwjddk", "name.keyboard"),
    ],
)
def test_six_papers_and_more_name_one_person(crowd, name, rule):
    best = ask(crowd, name)[0]
    assert best.person_id == "mary"
    assert rule in {one.code for one in best.why}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        (unicodedata.normalize("NFD", "김성은"), "kim"),
        ("ﾡￂ".replace("ￂ", "ￜ") + "ﾱ성은", "kim"),
        ("ㄱㅣㅁㅅㅓㅇㅇㅡㄴ", "kim"),
        ("\uf90a成恩", "kim"),
        ("金성은", "kim"),
        ("rlatjddms", "kim"),
        ("Jin Cheng'en", "kim"),
        ("K\u200bim Seong\u200d-eun", "kim"),
        ("Кіm Seong-eun", "kim"),
        ("박철수", "latin"),
        ("Pak Cheol-su", "latin"),
        ("박영희", "paper"),
        ("Mohammad-Reza Karimi", "reza"),
        ("Olena Shevchenko", "olena"),
        ("Namgoong Ok-bun", "two"),
        ("Nam Gung Okbun", "two"),
        ("이솔", "one"),
        ("Lee Sol", "one"),
        ("박하늘별님", "four"),
        ("Zhang Hana", "mixed"),
        ("장하나", "mixed"),
        ("Jang Hana", "mixed"),
    ],
)
def test_outside_the_generator(crowd, name, who):
    assert ask(crowd, name)[0].person_id == who


@pytest.mark.parametrize(
    ("dob", "rule"),
    [
        ("1989-06-06", "date.exact"),
        (date(1989, 6, 6), "date.exact"),
        ("주체78(1989)년 6월 6일", "date.exact"),
        ("Juche 78.6.6", "date.exact"),
        ("1989-05-03", "date.lunar"),
        ("1990-06-06", "date.age"),
        ("1989-06-08", "date.digit"),
        ("1989-01-01", "date.new_year"),
        ("1989", "date.partial"),
        (1989, "date.partial"),
        ("1989-06", "date.partial"),
        ("2011-11-11", "date.other"),
        (None, "date.none"),
        ("", "date.none"),
    ],
)
def test_a_date_is_explained(crowd, dob, rule):
    best = ask(crowd, "리정아", dob)[0]
    assert best.person_id == "mary"
    assert rule in {one.code for one in best.why}


def test_a_part_of_a_name_is_called_a_part(crowd):
    found = ask(crowd, "박성은", "1990-05-03")[0]
    assert found.person_id == "kim"
    assert [one.code for one in found.why][:2] == ["name.part", "piece.other"]
    by_surname = ask(crowd, "남궁")[0]
    assert by_surname.person_id == "two"
    assert "order.only" in {one.code for one in by_surname.why}


def test_day_and_month_exchanged_and_a_leap_month():
    index = Index([{"id": 1, "names": ["김철수"], "dob": "1990-03-04", "sex": "m"}])
    assert "date.swap" in {one.code for one in ask(index, "김철수", "1990-04-03")[0].why}
    # the fifth month of 1990 had a leap twin: 23 June to 21 July
    index.add({"id": 2, "names": ["박철수"], "dob": "1990-07-02", "sex": "m"})
    assert "date.lunar" in {one.code for one in ask(index, "박철수", "1990-05-10")[0].why}


@pytest.mark.parametrize(
    "dob", ["1990-13-01", "1990-02-31", "31/31/1990", "yesterday", 5.5, "3000"]
)
def test_no_date_is_refused_in_words(crowd, dob):
    with pytest.raises(BadRecord, match=r"\w+ \w+"):
        ask(crowd, "김성은", dob)


@pytest.mark.parametrize(
    ("on_file", "asked"),
    [
        ("황보민", "Huangfu Min"),
        ("남궁옥분", "Nangong Yufen"),
        ("علی رضا کریمی", "Alireza Karimi"),
        ("Alireza Karimi", "Ali Reza Karimi"),
        ("Альбіна Коваль", "Albina Koval"),
        ("Elizaveta Petrova", "Елизавета Петрова"),
        ("محمد الحسن", "Mohamed Alhassan"),
    ],
)
def test_written_otherwise_and_still_found(on_file, asked):
    with_one = Index([{"id": "new", "names": [on_file], "dob": "1970-02-03"}, *CROWD])
    assert with_one.search({"name": asked, "dob": "1970"}, 1)[0].person_id == "new"


def test_several_dates_of_one_person_are_all_found():
    dates = ["1989-05-03", "1989-06-06", "1990-06-06"]
    index = Index([{"id": 1, "names": ["리정아"], "dob": dates}, {"id": 2, "names": ["리정아"]}])
    for dob in dates:
        found = index.search({"name": "", "dob": dob}, 2)
        assert [found[0].person_id, found[0].why[-1].code] == [1, "date.exact"]
    index.change({"id": 1, "names": ["리정아"], "dob": "1950-01-02"})
    assert index.search({"name": "", "dob": "1990-06-06"}, 1)[0].why[-1].code != "date.exact"


def test_only_these_are_answered():
    index = Index({"id": i, "names": ["리정아"]} for i in range(9))
    found = index.search({"name": "리정아"}, 9, among=[3, 5, "nobody"])
    assert {one.person_id for one in found} == {3, 5}


def test_records_that_cannot_be_read():
    index = Index()
    for record in ({"names": ["김"]}, {"id": [], "names": []}, {"id": 1, "names": [7]}):
        with pytest.raises(BadRecord):
            index.add(record)
    assert ask(index, "김성은") == []
    with pytest.raises(BadRecord):
        index.search({"name": 5})


@pytest.mark.parametrize(
    "name",
    ["", " ", "ㄱ", "김" * 200, "k" * 100_000, "김" * 100_000, "😀👍", "\u202e김성은\u202c abc", "\u0000", "-,-", "A", "'''",
     "a " * 50_000, "(((((", "ㅏ" * 300, "Jin-" * 60, "金" * 300, "\ufdfa" * 100],
)  # fmt: skip
def test_odd_input_is_answered(crowd, name):
    assert len(ask(crowd, name, "1990-05-03")) <= 3
    index = Index([{"id": 1, "names": [name], "dob": None, "sex": None}])
    ask(index, name)


WRITTEN = st.text(max_size=60) | st.text(
    alphabet="김이박정성은리ㄱㅏkimseongulh 'ŏ-,.金成恩李张Кимсон محمدعلی", max_size=30
)


@given(name=WRITTEN, dob=st.none() | st.dates(date(1900, 1, 1), date(2050, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered(crowd, name, dob):
    found = ask(crowd, name, dob, limit=4)
    assert len(found) <= 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.why for one in found)


KOREAN = st.tuples(
    st.sampled_from("김이박최정강조윤장임"),
    st.text(alphabet="영철수미경희순옥성은혁진하나", min_size=2, max_size=2),
).map("".join)


@given(name=KOREAN)
@settings(max_examples=60, deadline=None)
def test_found_after_add_and_forgotten_after_remove(crowd, name):
    crowd.add({"id": "new", "sex": "m", "dob": "1966-06-16", "names": [name]})
    try:
        assert ask(crowd, name, "1966-06-16", "m")[0].person_id == "new"
        crowd.change({"id": "new", "sex": "m", "dob": "1977-07-17", "names": [name]})
        assert ask(crowd, name, "1977-07-17", "m")[0].person_id == "new"
    finally:
        crowd.remove("new")
    assert "new" not in {one.person_id for one in ask(crowd, name, limit=20)}


@given(name=KOREAN)
@settings(max_examples=60, deadline=None)
def test_the_form_of_the_letters_does_not_matter(crowd, name):
    usual = [(one.person_id, one.score) for one in ask(crowd, name)]
    decomposed = unicodedata.normalize("NFD", name)
    assert [(one.person_id, one.score) for one in ask(crowd, decomposed)] == usual


@given(one=KOREAN, other=WRITTEN)
@settings(max_examples=60, deadline=None)
def test_explaining_is_the_same_both_ways(one, other):
    assert explain(one, other) == explain(other, one)


def test_an_id_is_entered_once(crowd):
    with pytest.raises(KeyError):
        crowd.add(MARY)
    with pytest.raises(KeyError):
        crowd.remove("nobody")


def test_a_change_that_cannot_be_read_changes_nothing():
    index = Index([MARY])
    with pytest.raises(BadRecord):
        index.change({**MARY, "dob": "1989-99-99"})
    assert ask(index, "리정아")[0].person_id == "mary"


def test_a_common_name_says_less_than_a_rare_one():
    common = [{"id": n, "names": ["김영숙"], "dob": None, "sex": "f"} for n in range(60)]
    index = Index([*common, {"id": "rare", "names": ["팽슬옹"], "dob": None, "sex": "f"}])
    assert ask(index, "팽슬옹")[0].score > ask(index, "김영숙")[0].score + 3


def test_many_people_of_one_name():
    index = Index({"id": n, "names": ["김성은"], "dob": None, "sex": "m"} for n in range(3000))
    assert len(ask(index, "Kim Song Un", limit=5)) == 5


def test_sex_is_evidence_and_never_a_filter(crowd):
    right, wrong = ask(crowd, "리정아", sex="f")[0], ask(crowd, "리정아", sex="m")[0]
    assert wrong.person_id == "mary"
    assert wrong.score < right.score
    assert "sex.other" in {one.code for one in wrong.why}


def test_duplicates_are_found_once_and_twins_are_only_offered():
    index = Index(
        [*CROWD, {"id": "again", "sex": "f", "dob": "1989-05-03", "names": ["Li Zhenya"]}]
    )
    told = []
    pairs = list(scan(index, progress=lambda done, of: told.append((done, of))))
    assert {pairs[0].one, pairs[0].other} == {"mary", "again"}
    assert len(pairs) == 1
    assert told[-1] == (len(index), len(index))


def test_two_records_are_compared_without_a_register():
    same = likeness(MARY, {"names": ["Ri Jong A"], "dob": "1989-06-06", "sex": "f"})
    other = likeness(MARY, {"names": ["Kim Song Un"], "dob": "1960-01-05", "sex": "m"})
    assert same.score > 10
    assert other.score < 0
    assert likeness(MARY, {"names": ["Ri Jong A"]}, among=1000).score < same.score


def test_every_reason_speaks_both_languages():
    for code in codes():
        said = reason(code)
        assert any("가" <= char <= "힣" for char in said.ko)
        assert said.en.isascii()


def test_most_invented_people_are_found_in_a_small_register():
    maker = people.Maker(7)
    register = maker.population(800)
    index = Index(one.record for one in register)
    asked = queries.questions(maker, register, 156)
    outcome = measure.run(
        lambda q, k: [(one.person_id, one.score) for one in index.search(q, k)], asked, []
    )
    assert measure.recall(outcome, 5, measure.findable) > 0.97
    assert measure.recall(outcome, 1, measure.findable) > 0.93


def test_the_measurement_makes_its_tables():
    setting = report.Setting(120, (3,), 52, 52, None)
    found = report.measure(setting, lambda text: None)
    assert set(found["methods"]) == {"naru", "wratio"}
    assert "| pinyin |" in report.text(found)
