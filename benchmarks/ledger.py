"""Measures the ledger without a database, in one run: `python -m benchmarks.ledger [--json]`."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from benchmarks.__main__ import Figure
from naru.ground.ledger import merkle, notes, verifiers

ENTRIES = 1_000_000
ROUNDS = 3
PROOFS = 2000
BUNDLE = 20_000


def main() -> int:
    """Run everything; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.ledger")
    parser.add_argument("--json", action="store_true", help="for a program")
    args = parser.parse_args()
    figures = measure()
    if args.json:
        sys.stdout.write(json.dumps([asdict(f) for f in figures], ensure_ascii=False, indent=1))
    else:
        for f in figures:
            sign, met = ("≤" if f.at_most else "≥"), ("met" if f.met else "missed")
            print(f"{f.name:45} {f.measured:>12,.6g} {f.unit:10} {sign} {f.goal:<10,g} {met}")
    return 0 if all(figure.met for figure in figures) else 1


def measure() -> list[Figure]:
    """The figures of the issue, and how far the hash function alone would come."""
    texts = [b"%0200d" % n for n in range(ENTRIES)]
    appended = _rate(lambda: _append(texts))
    physical = _rate(lambda: _hash_only(texts))
    leaves = [merkle.leaf_hash(text) for text in texts]
    verified = _rate(lambda: _verify(texts, leaves))
    grown = merkle.Tree(leaves)
    made, checked, size = _proofs(grown)
    return [
        Figure("append in memory, entry of 200 B", appended, "entries/s", 500_000, at_most=False),
        Figure(
            "full verification, texts and leaf hashes",
            verified,
            "entries/s",
            300_000,
            at_most=False,
        ),
        Figure("its three hashes alone, same run", physical, "entries/s", 0, at_most=False),
        Figure("proof made, log of 1,000,000", made, "µs", 50),
        Figure("proof verified", checked, "µs", 50),
        Figure("proof's size, log of 1,000,000", size, "B", 1024),
        _verifier(),
    ]


def _rate(run: Callable[[], object]) -> float:
    """Entries a second of process time, the median of a few rounds."""
    spent = []
    for _round in range(ROUNDS):
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    return round(ENTRIES / statistics.median(spent))


def _append(texts: list[bytes]) -> bytes:
    frontier = merkle.Frontier()
    append, leaf = frontier.append, merkle.leaf_hash
    for text in texts:
        append(leaf(text))
    return frontier.root()


def _verify(texts: list[bytes], leaves: list[bytes]) -> bytes:
    frontier = merkle.Frontier()
    append, leaf_hash = frontier.append, merkle.leaf_hash
    for text, kept in zip(texts, leaves, strict=True):
        leaf = leaf_hash(text)
        assert leaf == kept
        append(leaf)
    return frontier.root()


def _hash_only(texts: list[bytes]) -> None:
    for text in texts:
        sha256(text).digest()
        sha256(text[:65]).digest()


def _proofs(grown: merkle.Tree) -> tuple[float, float, int]:
    """Median microseconds to make and to verify a proof, and the size of a whole tlog-proof."""
    root = grown.root(ENTRIES)
    making, checking, largest = [], [], 0
    for turn in range(PROOFS):
        index = turn * 7919 % ENTRIES
        start = time.perf_counter()
        proof = merkle.inclusion(index, ENTRIES, grown.read)
        between = time.perf_counter()
        assert merkle.included(grown.read((0, index)), index, ENTRIES, proof, root)
        checking.append(time.perf_counter() - between)
        making.append(between - start)
        lines = "".join(f"{notes.b64(node)}\n" for node in proof)
        largest = max(largest, len(f"c2sp.org/tlog-proof@v1\nindex {index}\n{lines}"))
    micro = 1_000_000
    return (
        round(statistics.median(making) * micro, 1),
        round(statistics.median(checking) * micro, 1),
        largest,
    )


def _verifier() -> Figure:
    """The lawyer's verifier on a whole log, one process from start to end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.naru"
        path.write_text(_bundle(), encoding="utf-8")
        before = os.times()
        command = [sys.executable, "-I", str(verifiers.FILES["python"]), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        after = os.times()
        spent = after.children_user + after.children_system
        spent -= before.children_user + before.children_system
        assert done.returncode == 0, done.stdout
    rate = round(BUNDLE / spent)
    return Figure("naru-verify.py, whole log, CPU", rate, "entries/s", 10_000, at_most=False)


def _bundle() -> str:
    """A log of version 1 leaves, as `naru ledger export` writes one."""
    signer, grown = notes.new_signer("bench.invalid/log", notes.PLAIN), merkle.Frontier()
    pieces = [f"naru-bundle/v1 log\nlog {signer.verifier}\n\n"]
    hashes = dict.fromkeys(("body", "tag"), "00" * 32)
    for place in range(1, BUNDLE + 1):
        words = {"action": "hold", "actor": f"{place:036d}", "at": "2026-01-01T00:00:00+00:00"}
        leaf = {**words, **hashes, "compartment": "ops", "v": 1}
        text = json.dumps(leaf, sort_keys=True, separators=(",", ":"))
        node = merkle.leaf_hash(text.encode())
        nodes = b"".join(grown.append(node))
        said = str(notes.Checkpoint(signer.verifier.name, place, grown.root()))
        signature = signer.sign(said.encode())
        cells = (notes.b64(node), notes.b64(nodes), notes.b64(signature))
        pieces.append("\t".join((str(place), str(place), "=", text, *cells)) + "\n")
    pieces.append(f"\n{said}\n{notes.line_of(signer.verifier, signature)}")
    digest = sha256("".join(pieces).encode()).hexdigest()
    seal = signer.sign(f"naru-bundle/v1 seal\n{digest}\n".encode())
    return "".join([*pieces, f"seal {notes.b64(seal)}\n"])


if __name__ == "__main__":
    sys.exit(main())
