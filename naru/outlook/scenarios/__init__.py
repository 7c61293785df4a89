"""The scenarios that ship with Naru, and how one is loaded."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from naru.outlook.reading import read
from naru.outlook.scenario import Scenario

NAMES = ("today", "reopened", "eased", "cameras", "tenfold", "hundredfold")


def text_of(name: str) -> str:
    """The TOML text of a shipped scenario; KeyError for a name that doesn't ship."""
    if name not in NAMES:
        raise KeyError(name)
    return files("naru.outlook.scenarios").joinpath(f"{name}.toml").read_text(encoding="utf-8")


@cache
def shipped() -> Mapping[str, Scenario]:
    """All shipped scenarios by name; the others are based on `today`."""
    made: dict[str, Scenario] = {}
    for name in NAMES:
        made[name] = read(text_of(name), made)
    return MappingProxyType(made)


def load(name: str) -> Scenario:
    """A shipped scenario by name; KeyError for any other."""
    return shipped()[name]
