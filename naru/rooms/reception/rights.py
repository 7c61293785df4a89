"""The rights read aloud on arrival, and whether voice and ear speak one language."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

ITEMS = (
    ("stay", _("Why you are here, how long it can take, and who decides")),
    ("silence", _("You may stay silent on any question, and nothing follows from it")),
    ("counsel", _("You may speak with a lawyer alone, at any time and free of charge")),
    ("complaints", _("You may complain, also anonymously, and to bodies outside the centre")),
    ("data", _("What is recorded about you, who reads it, and how you can see and correct it")),
    ("leaving", _("You may say at any time that you wish to leave or to withdraw")),
)
TEXT_VERSION = "2026-1"
UNDERSTOOD = (
    ("own_words", _("Repeated it in their own words")),
    ("said_so", _("Said that they understood")),
    ("read", _("Read the written text as well")),
    ("not", _("Did not understand")),
)
DECISIONS = (
    ("given", _("Consent is given")),
    ("legal_order", _("There is a legal order in place of consent")),
)


def all_read(items: Iterable[str]) -> bool:
    """Whether every right was read aloud."""
    return set(items) >= {key for key, _words in ITEMS}


def matched(language: str, persons: Iterable[str], voices: Iterable[str]) -> bool:
    """Whether the language is one of the person's, and one that the voice speaks.

    Variants of one language (ko, ko-KP) are understood by both sides.
    """
    wanted = _main(language)
    return wanted in map(_main, persons) and wanted in map(_main, voices)


def _main(code: str) -> str:
    return code.partition("-")[0].lower()
