"""Django's own fields speak our Korean."""

from django import forms
from django.test import RequestFactory
from django.utils import translation

from naru.kit.fields import DateField, IntegerField, TextField
from naru.kit.forms import KitForm


class Form(KitForm):
    """What Django checks itself."""

    name = TextField(max_length=5)
    age = IntegerField()
    day = DateField()
    kind = forms.ChoiceField(choices=[("a", "A")])


def test_what_django_checks_is_said_as_an_office_says_it():
    given = {"name": "가" * 9, "age": "x", "day": "내일", "kind": "b"}
    with translation.override("ko"):
        errors = Form(RequestFactory().post("/", given)).errors
        assert errors["name"] == ["5자까지 입력할 수 있습니다(현재 9자)."]
        said = " ".join(text for field in errors.values() for text in field)
    assert "세요" not in said
    assert said.count("십시오") == 3
