"""The tree against the vectors of RFC 6962's own implementation, and its laws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.ground.ledger import merkle, tiles

INPUTS = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
LEAVES = [merkle.leaf_hash(data) for data in INPUTS]
sizes = st.integers(1, 300)


def tree(size):
    return merkle.Tree(merkle.leaf_hash(str(n).encode()) for n in range(size))


def slow_root(leaves):
    """MTH as RFC 6962 section 2.1 defines it, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else merkle.EMPTY
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return merkle.node_hash(slow_root(leaves[:half]), slow_root(leaves[half:]))


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_the_standard(size):
    assert merkle.Tree(LEAVES).root(size).hex() == ROOTS[size]
    frontier = merkle.Frontier()
    for leaf in LEAVES[:size]:
        frontier.append(leaf)
    assert frontier.root().hex() == ROOTS[size]


def test_a_proof_is_the_one_of_the_standard():
    proof = merkle.inclusion(0, 8, merkle.Tree(LEAVES).read)
    assert [node.hex() for node in proof] == FIRST_OF_EIGHT


@settings(deadline=None)
@given(sizes, st.data())
def test_every_leaf_is_proved_and_no_other(size, data):
    grown, index = tree(size), data.draw(st.integers(0, size - 1))
    root = grown.root(size)
    assert root == slow_root([grown.read((0, n)) for n in range(size)])
    proof = merkle.inclusion(index, size, grown.read)
    leaf = grown.read((0, index))
    assert merkle.included(leaf, index, size, proof, root)
    assert not merkle.included(merkle.leaf_hash(b"x"), index, size, proof, root)
    assert not merkle.included(leaf, (index + 1) % (size + 1), size, proof, root)


@settings(deadline=None)
@given(sizes, st.data())
def test_an_older_tree_begins_a_newer_one_and_nothing_else(size, data):
    grown, old = tree(size), data.draw(st.integers(1, size))
    proof = merkle.consistency(old, size, grown.read)
    roots = grown.root(old), grown.root(size)
    assert merkle.consistent(old, roots[0], size, roots[1], proof)
    other = merkle.leaf_hash(b"another past")
    assert not merkle.consistent(old, other, size, roots[1], proof)
    assert not merkle.consistent(old, roots[0], size, other, proof)
    assert not merkle.consistent(old, roots[0], size, roots[1], [*proof, other])


def test_tiles_are_numbered_as_the_format_says():
    named = [tiles.path_of(index) for index in (0, 5, 999, 1000, 1234067)]
    assert named == ["000", "005", "999", "x001/000", "x001/x234/067"]


def test_a_log_of_70000_has_the_tiles_that_the_format_names():
    grown = merkle.Tree(bytes(28) + n.to_bytes(4, "big") for n in range(70_000))
    made = dict(tiles.hash_tiles(grown))
    full = [name for name, data in made.items() if len(data) == 256 * 32]
    assert len([name for name in full if name.startswith("tile/0/")]) == 273
    partial = {name: len(data) // 32 for name, data in made.items() if ".p/" in name}
    assert partial == {"tile/0/273.p/112": 112, "tile/1/001.p/17": 17, "tile/2/000.p/1": 1}
    assert made["tile/1/000"][:32] == merkle.root(256, grown.read)
