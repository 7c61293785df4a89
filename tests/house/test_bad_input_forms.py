"""Whatever is typed into a form: the answer is a page in words, and what was typed stays on it."""

from collections.abc import Iterator
from itertools import count

import pytest
from django.http import HttpResponse

from naru.kit import text
from tests.house import centre
from tests.house.centre import Centre, Found, Said

pytestmark = pytest.mark.django_db

ANSWERS = {200, 303, 403, 404, 409, 422}
REFUSED = {409, 422}
TYPED = {"text", "textarea", "numeric", "decimal", "date", "datetime-local"}
LONG = "가" * 10_001
CONTROLS = "\x00\x07\u202e\u200f\ud800\udfff가\x1b[2J"
HUGE = "9" * 400
FOREIGN = "6a0d6a36-3f0e-4f0e-9d7e-000000000000"
TEXTS = (LONG, CONTROLS, "\u200f", "<b>'\"%s{{x}}`;--", "٣-٣-٣")
NUMBERS = (HUGE, "-1", "1e999999999", "NaN", "Infinity", "0", "²", "1/3", "99999999999999999999")
DATES = ("9999-99-99", "0000-00-00", "٣-٣-٣", "0001-01-01", "9999-12-31", "2026-02-30")
MOMENTS = (*DATES, "0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T25:61")
CHOICES = (FOREIGN, "no such choice", HUGE, "-1", CONTROLS)
KINDS = {
    "text": TEXTS,
    "textarea": TEXTS,
    "numeric": (*NUMBERS, *TEXTS),
    "decimal": (*NUMBERS, *TEXTS),
    "date": DATES,
    "datetime-local": MOMENTS,
}


@pytest.fixture(scope="module")
def lived_in(django_db_setup, django_db_blocker) -> Iterator[Centre]:
    """A centre in which people live, and its forms."""
    with django_db_blocker.unblock(), centre.lived_in() as made:
        yield made


def post(lived_in: Centre, one: Found, said: Said) -> HttpResponse:
    """The answer to a form: always one of those that a page of words goes with."""
    response = lived_in.post(one, said)
    assert response.status_code in ANSWERS, one
    return response


def lost(one: Found, said: Said, response: HttpResponse) -> list[str]:
    """The boxes whose text isn't on the page any more."""
    if response.status_code not in REFUSED:
        return []
    boxes = {
        field.name: field.value
        for _action, fields in centre.read(one.page, response).forms
        for field in fields
    }
    typed = [field.name for field in one.fields if field.kind in TYPED and field.name in said]
    return [name for name in typed if boxes.get(name) != shown(said[name][0])]


def shown(typed: str) -> str:
    """What may be shown of a text: a browser's bytes that are no text come as question marks."""
    return text.clean(typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def test_a_form_sent_empty_says_what_is_missing(lived_in):
    for one in lived_in.forms:
        response = post(lived_in, one, {})
        if response.status_code == 422:
            assert b"govuk-error-summary" in response.content, one


@pytest.mark.parametrize("bad", [LONG, CONTROLS, HUGE], ids=["long", "controls", "huge"])
def test_the_same_nonsense_in_every_box(lived_in, bad):
    for one in lived_in.forms:
        said = {name: [bad] for name in one.names if name != "heeded"}
        assert lost(one, said, post(lived_in, one, said)) == [], one


def test_one_bad_box_in_a_form_that_is_well_filled_in(lived_in):
    serial = count()
    for one in lived_in.forms:
        usual = centre.filled_in(one)
        for field in one.fields:
            kinds = KINDS.get(field.kind, CHOICES)
            said = {**usual, field.name: [kinds[next(serial) % len(kinds)]]}
            assert lost(one, said, post(lived_in, one, said)) == [], (one, field)
