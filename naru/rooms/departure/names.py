"""What destinations and papers are called: the kind of a destination only, never an address."""

from django.utils.translation import gettext_lazy as _

DESTINATIONS = {
    "settlement_support": _("Settlement support in this country"),
    "own_home": _("A home of their own"),
    "with_family": _("With their family"),
    "child_care": _("Child care"),
    "hospital": _("Medical care"),
    "authority": _("Another authority"),
    "other_centre": _("Another reception centre"),
    "other_country": _("Another country, of their own will"),
    "not_said": _("Not said"),
}
COPIES = {
    "file_copy": _("Copy of the file"),
    "decision": _("Decision with the ways to appeal"),
    "health_summary": _("Health summary"),
    "inventory": _("Receipts of the belongings"),
    "learning": _("Learning record"),
    "contacts": _("Addresses for counsel and complaints"),
}
