"""What states, acts, searches and receipts are called on the pages."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "held": (_("In custody"), "blue"),
    "returned": (_("Returned"), "green"),
    "handed_over": (_("Handed to the authority"), "purple"),
    "disposed": (_("Destroyed"), "grey"),
    "missing": (_("Missing"), "red"),
    "reversed": (_("Entered by mistake"), "grey"),
    "settled": (_("Missing, made good"), "orange"),
}
ACTS = {
    "hold": _("Taken into custody"),
    "seal_unopened": _("Sealed unopened"),
    "reverse": _("Entry taken back"),
    "move_item": _("Handed on"),
    "hand_over": _("Handed to the authority"),
    "give_back": _("Returned to the owner"),
    "dispose": _("Destroyed"),
    "report_missing": _("Reported missing"),
    "settle_claim": _("Claim settled"),
}
SEARCHES = {
    "scanner": _("Scanner"),
    "bags": _("Bags and clothes laid off"),
    "pat_down": _("Pat-down over the clothes"),
    "undress": _("Search that undresses"),
}
RECEIPTS = {
    "inventory": _("Receipt for custody"),
    "return": _("Receipt of return"),
}
