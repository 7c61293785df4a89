"""Languages met in a reception centre: BCP 47 code, name in the page's language, own name."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

OWN_NAMES = (
    ("ko", _("Korean"), "한국어"),
    ("ko-KP", _("Korean (North)"), "조선말"),
    ("zh", _("Chinese (Mandarin)"), "中文"),
    ("en", _("English"), "English"),
    ("ru", _("Russian"), "русский"),
    ("am", _("Amharic"), "አማርኛ"),
    ("ar", _("Arabic"), "العربية"),
    ("bn", _("Bengali"), "বাংলা"),
    ("my", _("Burmese"), "မြန်မာ"),
    ("fa", _("Persian"), "فارسی"),
    ("prs", _("Dari"), "دری"),
    ("fr", _("French"), "français"),
    ("ka", _("Georgian"), "ქართული"),
    ("ku", _("Kurdish"), "kurdî"),
    ("mn", _("Mongolian"), "монгол"),
    ("ps", _("Pashto"), "پښتو"),
    ("pt", _("Portuguese"), "português"),
    ("so", _("Somali"), "Soomaali"),
    ("es", _("Spanish"), "español"),
    ("sw", _("Swahili"), "Kiswahili"),
    ("th", _("Thai"), "ไทย"),
    ("ti", _("Tigrinya"), "ትግርኛ"),
    ("tr", _("Turkish"), "Türkçe"),
    ("uk", _("Ukrainian"), "українська"),
    ("ur", _("Urdu"), "اردو"),
    ("uz", _("Uzbek"), "o'zbekcha"),
    ("vi", _("Vietnamese"), "Tiếng Việt"),
    ("sgn", _("Sign language"), ""),
)


def _both(name: Any, own: str) -> str:
    """The name in the page's language and its own, once where they are the same."""
    return " · ".join(dict.fromkeys(filter(None, (str(name), own))))


LANGUAGES = [(code, lazy(_both, str)(name, own)) for code, name, own in OWN_NAMES]


def language_name(code: str) -> str:
    """A language in the page's language: '중국어(표준어)'; an unknown code as it is."""
    return next((str(name) for known, name, _own in OWN_NAMES if known == code), code)
