"""Widgets made of several boxes, each with its own label, and the signature pad."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, Any]]
UNKNOWN = "unknown"


class Boxes(forms.MultiWidget):
    """Several boxes side by side; `titles` are their labels in order, `usual` what stands in them.

    The value is a mapping from box name to text.
    """

    template_name = "kit/widgets/boxes.html"
    use_fieldset = True

    def __init__(
        self,
        boxes: Mapping[str, forms.Widget],
        titles: Sequence[Any],
        usual: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(dict(boxes))
        self.names, self.titles, self.usual = tuple(boxes), titles, usual

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, title in zip(context["widget"]["subwidgets"], self.titles, strict=True):
            box["title"] = title
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""

    def decompress(self, value: Any) -> list[Any]:
        return [(value or self.usual).get(name) for name in self.names]


class Only(forms.HiddenInput):
    """A list of one: shown as text, sent as the list would send it."""

    def __init__(self, code: str, said: Any) -> None:
        super().__init__()
        self.code, self.said = code, said

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, self.code, attrs)
        context["widget"]["said"] = self.said
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return self.code


class Measure(Boxes):
    """A value and its unit on one line; the question itself is their label."""

    template_name = "kit/widgets/measure.html"


class WithUnknown(Boxes):
    """Any widget with a box beside it that says the answer is unknown."""

    template_name = "kit/widgets/or_unknown.html"

    def __init__(self, inner: forms.Widget) -> None:
        unknown = forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"})
        super().__init__({"": inner, "unknown": unknown}, ["", _("Unknown")])

    def decompress(self, value: Any) -> list[Any]:
        return [None, True] if value == UNKNOWN else [value, False]


class SignaturePad(forms.MultiWidget):
    """A pad to sign on with pen, finger or mouse; without scripts, a box for 'signed on paper'."""

    template_name = "kit/widgets/signature.html"
    use_fieldset = True

    def __init__(self) -> None:
        paper = forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"})
        super().__init__({"image": forms.HiddenInput, "paper": paper})

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1" if id_ else ""

    def decompress(self, value: Any) -> list[Any]:
        return [value.get("image"), value.get("on_paper")] if value else [None, False]


class TypeAhead(forms.TextInput):
    """A text box with a list to choose from, by code or by name; codes of machines stay unseen."""

    template_name = "kit/widgets/type_ahead.html"

    def __init__(self, choices: Choices = (), *, with_code: bool = True) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.choices, self.with_code = choices, with_code

    def line(self, code: Any, label: Any) -> str:
        """A choice as the box shows it."""
        return f"{code} – {label}" if self.with_code else str(label)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["options"] = [self.line(code, label) for code, label in self.choices]
        return context

    def format_value(self, value: Any) -> str | None:
        known = dict(self.choices)
        return self.line(value, known[value]) if value in known else super().format_value(value)
