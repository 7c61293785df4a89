"""The questions about who somebody is, shared by the notice and the arrival."""

from collections.abc import Mapping
from typing import Any

from django.forms import Select
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from naru.kit.fields import (
    UNKNOWN,
    ChoiceField,
    MultiLanguageChoice,
    PartialDateField,
    TextField,
)
from naru.kit.forms import KitForm

LINES = range(1, 5)
KINDS = [
    ("own", _("In own script")),
    ("romanised", _("Romanised")),
    ("document", _("As in a document")),
    ("alias", _("Another name")),
]
SEXES = [("female", _("Female")), ("male", _("Male")), ("other", _("Other"))]


class KindField(ChoiceField):
    """What kind of name it is: a short list beside the name."""

    def __init__(self, label: Any, initial: str) -> None:
        super().__init__(label=label, choices=KINDS, initial=initial, widget=Select)


class PersonForm(KitForm):
    """Names, birth, sex, languages and country of origin."""

    name_1 = TextField(label=_("Name"))
    kind_1 = KindField(_("Kind of name"), "own")
    name_2 = TextField(label=_("Second name"), required=False)
    kind_2 = ChoiceField(
        label=_("Kind of second name"), choices=KINDS, initial="romanised", widget=Select
    )
    name_3 = TextField(label=_("Third name"), required=False)
    kind_3 = ChoiceField(
        label=_("Kind of third name"), choices=KINDS, initial="document", widget=Select
    )
    name_4 = TextField(label=_("Fourth name"), required=False)
    kind_4 = ChoiceField(
        label=_("Kind of fourth name"), choices=KINDS, initial="alias", widget=Select
    )
    birth = PartialDateField(label=_("Date of birth"), required=False)
    sex = ChoiceField(label=_("Sex"), choices=SEXES, unknown=True)
    languages = MultiLanguageChoice(label=_("Languages"), required=False)
    origin = TextField(label=_("Country of origin"), max_length=100, required=False)
    role = TextField(
        label=_("Place in the family"),
        help_text=_("For example mother, child, grandmother."),
        max_length=60,
        required=False,
    )

    def name_lines(self) -> list[tuple[BoundField, BoundField]]:
        """Each name with its kind, the first on top."""
        return [(self[f"name_{line}"], self[f"kind_{line}"]) for line in LINES]

    def further_names(self) -> bool:
        """Whether more than one name is told, or told wrongly."""
        further = self.name_lines()[1:]
        return any(name.value() or name.errors or kind.errors for name, kind in further)

    def others(self) -> list[BoundField]:
        """Every question but the names."""
        return [one for one in self.visible_fields() if one.name[:-1] not in {"name_", "kind_"}]

    def clean(self) -> dict[str, Any]:
        """Adds `names`, in order, and says unknown sex and birth as nothing."""
        said = super().clean() or {}
        said["names"] = names_of(said)
        said["sex"] = "" if said.get("sex") == UNKNOWN else said.get("sex", "")
        birth = said.get("birth")
        said["birth"] = birth if birth and birth["value"] else None
        return said


def names_of(said: Mapping[str, Any]) -> list[dict[str, str]]:
    """The names that were typed, each with its kind."""
    return [
        {"text": said[f"name_{line}"], "kind": said.get(f"kind_{line}") or "own"}
        for line in LINES
        if said.get(f"name_{line}")
    ]


def asked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a notice as first values of the form."""
    first: dict[str, Any] = {
        key: values[key] for key in ("birth", "languages", "origin", "role", "country_entry")
    }
    for line, name in zip(LINES, values["names"], strict=False):
        first |= {f"name_{line}": name["text"], f"kind_{line}": name["kind"]}
    return {**first, "sex": values["sex"] or UNKNOWN}
