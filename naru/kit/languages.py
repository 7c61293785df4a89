"""Languages met in a reception centre: BCP 47 code, name in the page's language, own name."""

from django.utils.text import format_lazy
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
LANGUAGES = [
    (code, name if not own else format_lazy("{} · {}", name, own)) for code, name, own in OWN_NAMES
]
