"""The notebook that shows the Python API runs from top to bottom."""

import json
from pathlib import Path

from naru.engine.search import Certificate

NOTEBOOK = Path(__file__).resolve().parents[3] / "docs/planning.ipynb"


def test_the_notebook_runs() -> None:
    names: dict[str, object] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102  (our own file)
    certificate = names["certificate"]
    assert isinstance(certificate, Certificate)
    assert certificate.kept
    assert certificate.without_one
