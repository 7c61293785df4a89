"""The vault: personal data is sealed by compartment, and each opening names who and why."""

from naru.ground.lazily import offer

_PLACES = {
    "AppendOnlyError": "sealed",
    "CENTRE": "compartments",
    "SYSTEM": "compartments",
    "Compartment": "compartments",
    "ErasedError": "sealing",
    "SealBrokenError": "sealing",
    "SealedModel": "sealed",
    "accesses": "opening",
    "erase": "erasing",
    "is_embedded": "keeper",
    "keep_file": "files",
    "keyed_hash": "keeper",
    "open_row": "opening",
    "open_rows": "opening",
    "prepare_keys": "keyring",
    "read_file": "files",
}
__all__ = [*_PLACES]  # noqa: PLE0604
__getattr__ = offer(__name__, _PLACES)
