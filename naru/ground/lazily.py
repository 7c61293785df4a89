"""Lets an app's package offer its functions by name without loading models too early."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def offer(package: str, places: Mapping[str, str]) -> Callable[[str], Any]:
    """A module `__getattr__` (PEP 562): `places` maps a name to the submodule that has it."""

    def get(name: str) -> Any:
        if name not in places:
            msg = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(import_module(f"{package}.{places[name]}"), name)

    return get
