"""The words for kinds and states of rooms, beds and things."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "women": _("Women"),
    "men": _("Men"),
    "family": _("Family"),
    "child": _("Children without a carer"),
    "isolation": _("Isolation"),
}
STATES: dict[str, Any] = {
    "ok": _("Usable"),
    "out_of_use": _("Out of use"),
    "sealed": _("Sealed"),
    "broken": _("Broken"),
}
EQUIPMENT: dict[str, Any] = {
    "refrigerator": _("Refrigerator"),
    "tv": _("Television"),
    "washing_machine": _("Washing machine"),
    "air_conditioner": _("Air conditioner"),
    "computer": _("Computer"),
    "driving_simulator": _("Driving simulator"),
    "other": _("Other equipment"),
}
WHY: dict[str, Any] = {
    "with_family": _("Family sleeps in this room"),
    "near_family": _("On the same corridor as family"),
    "holds_family": _("Space for the whole family"),
    "isolation": _("Isolation room"),
    "access": _("Has the facilities needed"),
    "alone": _("Nobody else sleeps here"),
    "children": _("Among children"),
    "space": _("Space for one more"),
}
FURNITURE: dict[str, Any] = {
    "bed": _("Bed and mattress"),
    "bedding": _("Bedding"),
    "wardrobe": _("Wardrobe with lock"),
    "desk": _("Desk and chair"),
    "lamp": _("Lamp"),
    "key": _("Room key"),
}
