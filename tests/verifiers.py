"""Both verifiers as functions: the Python one in this process, the HTML one in a browser."""

import base64
import io
from types import SimpleNamespace

from naru.ground.ledger import verifiers
from naru.ground.ledger.tests.logs import VERIFIER

GIVEN = {"key": None, "witness": None, "against": None, "every": False}
FLIPS = """async ([text, flips]) => {
  const whole = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const found = [];
  for (const [place, mask] of flips) {
    const bytes = whole.slice();
    bytes[place] ^= mask;
    const report = await naruVerify(bytes);
    found.push(report.faults.map((f) => [f.code, f.entry ?? null]));
  }
  return found;
}"""


def python_says(data):
    """The faults that the Python verifier finds: code and entry."""
    report = VERIFIER.check(io.BytesIO(data), SimpleNamespace(**GIVEN))
    return [(c, f.get("entry") if isinstance(f, dict) else f) for c, f in report.faults]


class Browser:
    """The HTML verifier, opened from a file."""

    def __init__(self, page):
        self.page, self.faults = page, []
        page.on("console", lambda line: self.faults.append(line.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.faults.append(request.url))
        page.goto(verifiers.FILES["html"].as_uri())
        self.faults.clear()

    def says(self, data, flips=((0, 0),)):
        """The faults for each flip of a byte: place and mask."""
        text = base64.b64encode(data).decode()
        found = self.page.evaluate(FLIPS, [text, [list(flip) for flip in flips]])
        return [[tuple(fault) for fault in faults] for faults in found]


def flipped(data, place, mask):
    """The bytes with one changed."""
    changed = bytearray(data)
    changed[place] ^= mask
    return bytes(changed)
