"""The staffing that ships for each profile: stated defaults, measured nowhere."""

from importlib.resources import files

NAMES = ("kr", "de", "eu-border", "ngo", "w1")


def text_of(name: str) -> str:
    """The TOML text of a shipped staffing; KeyError for a name that doesn't ship."""
    if name not in NAMES:
        raise KeyError(name)
    return files("naru.engine.staffing").joinpath(f"{name}.toml").read_text(encoding="utf-8")
