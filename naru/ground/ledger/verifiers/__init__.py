"""Two verifiers for a lawyer's laptop; they share no code, neither with each other nor with us."""

from pathlib import Path

_HERE = Path(__file__).parent
FILES = {"html": _HERE / "naru-verify.html", "python": _HERE / "naru-verify.py"}
