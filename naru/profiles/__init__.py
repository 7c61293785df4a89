"""The profiles that ship with Naru, and how one is loaded."""

from functools import cache
from importlib.resources import files

from naru.domain.profile import Profile
from naru.domain.reading import read

NAMES = ("kr", "de", "eu-border", "ngo")


def text_of(name: str) -> str:
    """The TOML text of a shipped profile; KeyError for a name that doesn't ship."""
    if name not in NAMES:
        raise KeyError(name)
    return files("naru.profiles").joinpath(f"{name}.toml").read_text(encoding="utf-8")


@cache
def load(name: str) -> Profile:
    """A shipped profile by name (`kr`, `de`, `eu-border`, `ngo`); KeyError for any other."""
    return read(text_of(name))
