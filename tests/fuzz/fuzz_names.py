"""Fuzz names and dates, by hand: `python tests/fuzz/fuzz_names.py` (needs atheris)."""

import sys

import atheris  # a tool for this file only: pip install atheris

with atheris.instrument_imports():
    from naru.names import BadRecord, Index, explain

REGISTER = [
    {"id": 1, "sex": "f", "dob": "1989-06-06", "names": ["리정아", "李貞雅"]},
    {"id": 2, "sex": "m", "dob": "1990", "names": ["Kim Song Un"]},
    {"id": 3, "sex": None, "dob": None, "names": ["محمد رضا", "Олена Шевченко"]},
]
INDEX = Index(REGISTER)


def one_input(data: bytes) -> None:
    """Any text is answered or refused in words; a person who is entered is found and forgotten."""
    feed = atheris.FuzzedDataProvider(data)
    name, dob = feed.ConsumeUnicode(300), feed.ConsumeUnicode(12)
    try:
        INDEX.search({"name": name, "dob": dob, "sex": feed.ConsumeUnicode(2)}, 5, among=[1, 2])
        INDEX.add({"id": "new", "names": [name], "dob": [dob, "1990"], "sex": None})
    except BadRecord:
        return
    INDEX.like("new", 0.0)
    INDEX.remove("new")
    explain(name, feed.ConsumeUnicode(40))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
