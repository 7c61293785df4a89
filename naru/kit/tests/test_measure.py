"""A measure with its unit, a list of nothing, a language in words."""

from django import forms
from django.test import RequestFactory
from django.utils import translation

from naru.kit.fields import ChoiceField, LanguageChoice, QuantityField
from naru.kit.forms import KitForm
from naru.kit.templatetags.kit import field


class Form(KitForm):
    """Both kinds of measure, and empty lists."""

    pulse = QuantityField(label="Pulse", units=[("/min", "/min")], required=False)
    sugar = QuantityField(
        label="Glucose", units=[("mg/dL", "mg/dL"), ("mmol/L", "mmol/L")], required=False
    )
    lot = ChoiceField(label="Lot", choices=[], widget=forms.Select)
    dose = ChoiceField(label="Dose", choices=[])
    spoken = LanguageChoice(label="Language", required=False)


def test_a_unit_without_choice_is_text_and_counts_all_the_same():
    shown = field(Form(RequestFactory().get("/"))["pulse"])
    assert "<select" not in shown
    assert "/min" in shown
    given = {"pulse_value": "72", "sugar_value": "5.4", "sugar_unit": "mmol/L"}
    form = Form(RequestFactory().post("/", given))
    form.is_valid()
    assert form.cleaned_data["pulse"] == {"value": "72", "unit": "/min"}
    assert form.cleaned_data["sugar"] == {"value": "5.4", "unit": "mmol/L"}
    assert "<select" in field(form["sugar"])


def test_a_list_of_nothing_says_so():
    form = Form(RequestFactory().get("/"))
    for name in ("lot", "dose"):
        assert "선택할 수 있는 항목이 없습니다" in field(form[name])
    assert "항목이 없습니다" not in field(form["sugar"])


def test_a_language_is_shown_in_words_and_read_in_either_language():
    form = Form(RequestFactory().get("/"), initial={"spoken": "ko-KP"})
    shown = field(form["spoken"])
    assert 'value="한국어(북한) · 조선말"' in shown
    assert "ko-KP" not in shown
    with translation.override("en"):
        for typed in ("한국어(북한) · 조선말", "Korean (North) · 조선말", "ko-KP", "KO-kp"):
            assert LanguageChoice().clean(typed) == "ko-KP"
