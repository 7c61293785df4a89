#!/usr/bin/env python3
"""나루 기록 검증기: checks a bundle of a Naru ledger, with Python 3.9 or newer and nothing else.

    python3 naru-verify.py BUNDLE [--key VKEY] [--witness VKEY] [--against CHECKPOINT] [--save DIR]

A bundle is a document with its proof, a whole log, or a printed checkpoint. The answer comes in
Korean and English; exit code 0: unchanged; 1: an entry is wrong, or the file isn't a bundle.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path

HEAD = "naru-bundle/v1 "
PROOF = "c2sp.org/tlog-proof@v1"
DASH = "\u2014 "
NUMBER = re.compile(r"(0|[1-9][0-9]{0,14})\Z")
HEX = re.compile(r"([0-9a-f]{2})*\Z")
TYPES = re.compile(r"[a-z]+/[a-z0-9.+-]+\Z")
KEYS = {"action", "actor", "at", "body", "compartment", "tag", "v"}
MORE = {1: set(), 2: {"said"}, 3: {"said", "entry", "papers", "kept"}}
EVERY = 500  # the signatures of more entries are checked only with --every, or to find a fault
WORDS = {
    "malformed": ("{line}번째 줄을 읽을 수 없습니다: {why}", "Line {line} can't be read: {why}"),
    "unreadable": (
        "{line}번째 줄(기재 제{entry}호)을 읽을 수 없습니다: {why}",
        "Line {line} (entry {entry}) can't be read: {why}",
    ),
    "whole": ("기록 {size}건이 모두 그대로입니다.", "All {size} entries are unchanged."),
    "unchanged": ("기재 제{entry}호는 변경되지 않았습니다.", "Entry {entry} is unchanged."),
    "signed": (
        "체크포인트의 서명이 유효합니다({size}건).",
        "The checkpoint of {size} entries is signed.",
    ),
    "recorded": ("기록 시각(센터 시계): {at}", "Recorded (by the centre's clock): {at}"),
    "since": (
        "{at}부터 변경 없음 — 입회자 {name}의 확인",
        "Unchanged since {at}: witnessed by {name}",
    ),
    "seen": (
        "{at}: 입회자 {name}이(가) 처음 {size}건을 확인하였습니다.",
        "{at}: {name} witnessed the first {size} entries.",
    ),
    "erased": (
        "그중 {count}건은 내용이 파기되어 값만 남아 있습니다.",
        "Of these, {count} keep only their hashes: the content was erased.",
    ),
    "alone": (
        "이 체크포인트를 확인한 입회자가 없습니다. 센터의 서명만 근거로 합니다.",
        "No witness has cosigned this checkpoint: it rests on the centre's signature alone.",
    ),
    "paper": (
        "문서 {place}({type}, {bytes}바이트)는 기록 당시의 문서와 같습니다.",
        "Document {place} ({type}, {bytes} bytes) is the one that was recorded.",
    ),
    "said": ("기재 내용: {text}", "What the entry says: {text}"),
    "saved": ("저장하였습니다: {path}", "Saved: {path}"),
    "key": (
        "원장 공개키: {key} — 센터가 인쇄한 체크포인트의 키와 같은지 대조하십시오.",
        "Key of the log: {key} - compare it with the checkpoint that the centre printed.",
    ),
    "pinned": ("원장 공개키가 지정한 키와 같습니다.", "The log's key is the one that you gave."),
    "agrees": (
        "보관하신 체크포인트({size}건)와 일치합니다.",
        "It agrees with the checkpoint that you keep ({size} entries).",
    ),
    "apart": (
        "보관하신 체크포인트는 {size}건의 것이어서 이 파일만으로는 대조할 수 없습니다.",
        "The checkpoint that you keep has {size} entries: this file alone can't be held against it.",
    ),
    "bad.missing": ("기재 제{entry}호 자리에 기록이 없습니다.", "Entry {entry} is missing."),
    "bad.changed": (
        "기재 제{entry}호가 기록된 대로가 아닙니다.",
        "Entry {entry} isn't what was recorded.",
    ),
    "bad.tree": (
        "기재 제{entry}호의 나무 값이 다릅니다.",
        "Entry {entry} has wrong hashes of the tree.",
    ),
    "bad.signature": (
        "기재 제{entry}호의 서명이 맞지 않습니다.",
        "The signature of entry {entry} doesn't fit.",
    ),
    "bad.forged": (
        "기재 제{entry}호부터 센터가 서명한 기록이 아닙니다.",
        "From entry {entry} on, this isn't the log that the centre signed.",
    ),
    "bad.checkpoint": (
        "기록 {entry}건의 체크포인트가 기록과 맞지 않습니다.",
        "The checkpoint of {entry} entries doesn't fit the log.",
    ),
    "bad.cosignature": (
        "기록 {entry}건 체크포인트의 확인 서명이 맞지 않습니다.",
        "A cosignature under the checkpoint of {entry} entries doesn't fit.",
    ),
    "bad.proof": (
        "기재 제{entry}호는 서명된 기록에 들어 있지 않습니다.",
        "Entry {entry} isn't in the log that was signed.",
    ),
    "bad.paper": (
        "기재 제{entry}호에 기록된 문서가 아닙니다.",
        "The document isn't the one recorded by entry {entry}.",
    ),
    "bad.said": (
        "기재 제{entry}호에 기록된 내용이 아닙니다.",
        "The words aren't the ones recorded by entry {entry}.",
    ),
    "bad.seal": (
        "파일이 발급된 뒤에 변경되었습니다({entry}건).",
        "The file of {entry} entries was changed after it was issued.",
    ),
    "bad.key": (
        "원장 공개키가 지정한 키와 다릅니다.",
        "The log's key isn't the one that you gave.",
    ),
    "bad.witness": (
        "지정한 입회자의 확인이 없습니다.",
        "The witness that you gave hasn't cosigned.",
    ),
    "bad.against": (
        "보관하신 체크포인트({entry}건)와 다릅니다. 기록이 되돌려졌거나 바뀌었습니다.",
        "It isn't the log of the checkpoint that you keep ({entry} entries): set back or changed.",
    ),
}


# --- Ed25519 (RFC 8032) ------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    """The sum of two points in extended coordinates."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    c = 2 * a[3] * b[3] * D % P
    d = 2 * a[2] * b[2] % P
    x, t, z, y = f - e, d - c, d + c, f + e
    return (x * t % P, z * y % P, t * z % P, x * y % P)


def point_read(data):
    """The point of 32 bytes, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_M1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = point_read((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(public, signature, said):
    """Whether the key signed these bytes."""
    point = point_read(public)
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + said).digest(), "little") % L
    minus = (P - point[0], point[1], 1, P - point[3])
    both = point_add(BASE, minus)
    total = (0, 1, 1, 0)
    for bit in range(252, -1, -1):
        total = point_add(total, total)
        which = (s >> bit & 1) + 2 * (k >> bit & 1)
        if which:
            total = point_add(total, (BASE, minus, both)[which - 1])
    inverse = pow(total[2], P - 2, P)
    x, y = total[0] * inverse % P, total[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# --- Reading -----------------------------------------------------------------------------------


class MalformedError(Exception):
    """The file isn't a bundle: the line, why, and perhaps the entry."""


class Lines:
    """The lines of a bundle, taken one by one, and the hash of those taken."""

    def __init__(self, file):
        self.file, self.at, self.hash = file, 0, hashlib.sha256()
        self.line, self.text = file.readline(), None

    def peek(self):
        """The next line, or None at the end."""
        if self.text is None and self.line:
            try:
                text = self.line.decode("utf-8")
            except UnicodeDecodeError:
                raise MalformedError(self.at + 1, "not UTF-8") from None
            if not text.endswith("\n"):
                raise MalformedError(self.at + 1, "the line has no end: the file is cut off")
            self.text = text[:-1]
        return self.text

    def take(self, start=""):
        """The next line without its start."""
        line = self.peek()
        self.at += 1
        if line is None or not line.startswith(start):
            self.wrong(
                f"expected {start!r}" if start and line is not None else "the file is cut off"
            )
        self.hash.update(self.line)
        self.line, self.text = self.file.readline(), None
        return line[len(start) :]

    def comes(self, start):
        """Whether the next line starts so."""
        return (self.peek() or "").startswith(start)

    def blank(self):
        """The empty line that must stand here."""
        if self.take() != "":
            self.wrong("expected an empty line")

    def end(self):
        """Nothing may follow."""
        if self.peek() is not None:
            self.at += 1
            self.wrong("something follows the end")

    def wrong(self, why):
        """Refuse the file at the line taken last."""
        raise MalformedError(self.at, why)

    def number(self, text):
        return int(text) if NUMBER.match(text) else self.wrong("not a number")

    def b64(self, text, size=None):
        try:
            data = binascii.a2b_base64(text)
        except ValueError:
            return self.wrong("not base64")
        same = binascii.b2a_base64(data, newline=False).decode() == text
        if not same or size not in (None, len(data)):
            return self.wrong("not base64 of the right length")
        return data

    def hex(self, text, size):
        ok = HEX.match(text) and len(text) == 2 * size
        return bytes.fromhex(text) if ok else self.wrong("not a hash in hexadecimal")


def read_key(lines, start, kind):
    """A public key (vkey) of this kind: name, number, key, and its line."""
    line = lines.take(start)
    parts = line.split("+", 2)
    if len(parts) != 3 or not parts[0] or re.search(r"\s", line):
        lines.wrong("not a public key")
    name, number, key = parts[0], parts[1], lines.b64(parts[2], 33)
    if key[0] != kind or hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex() != number:
        lines.wrong("a public key whose number doesn't fit")
    return {"name": name, "id": bytes.fromhex(number), "key": key[1:], "line": line}


def read_leaf(lines, text):
    """The fields of a leaf."""
    try:
        leaf = json.loads(text)
    except (ValueError, RecursionError):
        lines.wrong("the entry isn't JSON")
    version = leaf.get("v") if isinstance(leaf, dict) else None
    if type(version) is not int or version not in MORE or set(leaf) != KEYS | MORE[version]:
        lines.wrong("the entry hasn't the fields of its version")
    lists = version < 3 or all(type(leaf[name]) is list for name in ("papers", "kept"))
    texts = all(type(leaf[name]) is str for name in KEYS - {"v"} | MORE[version] & {"said"})
    if not texts or not lists or type(leaf.get("entry", 1)) is not int:
        lines.wrong("the entry's fields aren't of their kind")
    return leaf


def read_note(lines):
    """A checkpoint with its signature lines."""
    text = [lines.take() for _ in range(3)]
    size, root = lines.number(text[1]), lines.b64(text[2], 32)
    lines.blank()
    signed = []
    while lines.comes(DASH):
        name, _, encoded = lines.take(DASH).partition(" ")
        data = lines.b64(encoded)
        if len(data) not in (68, 76) or not name:
            lines.wrong("not a signature line")
        signed.append((name, data[:4], data[4:]))
    if not signed or not text[0]:
        lines.wrong("a checkpoint without a signature")
    said = "\n".join(text) + "\n"
    return {"origin": text[0], "size": size, "root": root, "text": said, "signed": signed}


def read_keys(lines):
    """The key of the log and those of its witnesses."""
    log, witnesses = read_key(lines, "log ", 1), []
    while lines.comes("witness "):
        witnesses.append(read_key(lines, "witness ", 4))
    return log, witnesses


# --- Checking ----------------------------------------------------------------------------------


class Report:
    """What was found: good lines, and what is wrong with which entry."""

    def __init__(self):
        self.lines, self.faults, self.files = [], [], []

    def say(self, code, **facts):
        self.lines.append((code, facts))

    def fault(self, code, entry):
        if (code, entry) not in self.faults:
            self.faults.append((code, entry))


def node(left, right):
    """The hash of two neighbours (RFC 6962)."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(peaks):
    """The root that the peaks of a tree stand for."""
    root = peaks[-1] if peaks else hashlib.sha256(b"").digest()
    for peak in reversed(peaks[:-1]):
        root = node(peak, root)
    return root


def proved_root(leaf, index, size, proof):
    """The root to which an inclusion proof leads, or None."""
    fn, sn = index, size - 1
    for other in proof:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            leaf = node(other, leaf)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            leaf = node(leaf, other)
        fn, sn = fn >> 1, sn >> 1
    return leaf if sn == 0 and index < size else None


def moment(seconds):
    """A time as it is printed."""
    try:
        return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (OverflowError, ValueError, OSError):
        return str(seconds)


def check_note(note, log, witnesses, report):
    """The log's signature and each witness's; returns (time, name, vkey) of the witnesses."""
    seen, cosigned = set(), []
    for name, key_id, signature in note["signed"]:
        known = [k for k in (log, *witnesses) if (k["name"], k["id"]) == (name, key_id)]
        if not known or (name, key_id) in seen:
            report.fault("bad.cosignature", note["size"])
            continue
        seen.add((name, key_id))
        key, said = known[0], note["text"].encode()
        if key is log:
            if not ed25519(key["key"], signature, said):
                report.fault("bad.checkpoint", note["size"])
            continue
        seconds = int.from_bytes(signature[:8], "big")
        said = b"cosignature/v1\ntime %d\n" % seconds + said
        if ed25519(key["key"], signature[8:], said):
            cosigned.append((seconds, name, key["line"]))
        else:
            report.fault("bad.cosignature", note["size"])
    if (log["name"], log["id"]) not in seen or note["origin"] != log["name"]:
        report.fault("bad.checkpoint", note["size"])
    return cosigned


def check_witnesses(witnesses, cosigned, size, report):
    """Every witness that the bundle lists has cosigned."""
    if {key["line"] for key in witnesses} - {line for _at, _name, line in cosigned}:
        report.fault("bad.cosignature", size)


def tell_keys(report, log, cosigned, options, seen=()):
    """Whose keys these are, and whether they are the ones that were given."""
    keys = [*seen, *(line for _at, _name, line in cosigned)]
    if options.key:
        report.say("pinned") if log["line"] == options.key else report.fault("bad.key", 0)
    else:
        report.say("key", key=log["line"])
    if options.witness and options.witness not in keys:
        report.fault("bad.witness", 0)
    for seconds, name, _line in sorted(cosigned):
        report.say("since", at=moment(seconds), name=name)
    if not keys:
        report.say("alone")


def check_proof(lines, report, options):
    """A document, its entry, its proof and the checkpoint."""
    log, witnesses = read_keys(lines)
    text = lines.take("leaf ")
    leaf = read_leaf(lines, text)
    opened = read_opened(lines)
    lines.blank()
    if lines.take() != PROOF:
        lines.wrong("expected the head of a proof")
    index, proof = lines.number(lines.take("index ")), []
    while lines.peek():
        proof.append(lines.b64(lines.take(), 32))
    lines.blank()
    note = read_note(lines)
    lines.end()
    number = leaf.get("entry", index + 1)
    digest = hashlib.sha256(b"\0" + text.encode()).digest()
    if proved_root(digest, index, note["size"], proof) != note["root"]:
        report.fault("bad.proof", number)
    report.say("unchanged", entry=number)
    report.say("recorded", at=leaf["at"])
    cosigned = check_note(note, log, witnesses, report)
    check_witnesses(witnesses, cosigned, note["size"], report)
    check_opened(opened, leaf, number, report)
    against(report, options, log, lambda size: note["root"] if size == note["size"] else None)
    tell_keys(report, log, cosigned, options)


def read_opened(lines):
    """What of the entry is laid open: its words, its documents."""
    said, papers, last = None, [], -1
    if lines.comes("said "):
        nonce, _, words = lines.take("said ").partition(" ")
        said = (lines.hex(nonce, 16), lines.b64(words))
    while lines.comes("paper "):
        parts = lines.take("paper ").split(" ")
        if len(parts) != 4 or not TYPES.match(parts[1]):
            lines.wrong("not a document")
        place = lines.number(parts[0])
        if place <= last:
            lines.wrong("documents out of order")
        last = place
        papers.append((place, parts[1], lines.hex(parts[2], 16), lines.b64(parts[3])))
    return said, papers


def check_opened(opened, leaf, number, report):
    """Whether the words and the documents are those that the leaf names."""
    said, papers = opened
    if said is not None:
        report.say("said", text=said[1].decode("utf-8", "replace"))
        if leaf.get("said") != hashlib.sha256(said[0] + said[1]).hexdigest():
            report.fault("bad.said", number)
    for place, kind, salt, content in papers:
        digest = hashlib.sha256(content).digest()
        bound = b"naru/paper/v1\n" + kind.encode() + b"\n" + salt + digest
        if leaf.get("papers", [])[place : place + 1] != [hashlib.sha256(bound).hexdigest()]:
            report.fault("bad.paper", number)
        report.say("paper", place=place + 1, type=kind, bytes=len(content))
        report.files.append((number, place + 1, kind, content))


class Tree:
    """The tree of a whole log: nodes by level."""

    def __init__(self):
        self.levels, self.size = [[]], 0

    def append(self, leaf):
        """Add a leaf hash; the nodes that it completes, from below."""
        made, level, count = [], 0, self.size
        self.levels[0].append(leaf)
        while count & 1:
            leaf = node(self.levels[level][-2], leaf)
            made.append(leaf)
            level, count = level + 1, count >> 1
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].append(leaf)
        self.size += 1
        return made

    def root(self, size):
        """The root of the first leaves."""
        peaks, start = [], 0
        for level in range(len(self.levels) - 1, -1, -1):
            if size >> level & 1:
                peaks.append(self.levels[level][start >> level])
                start += 1 << level
        return root_of(peaks)


class Log:
    """What a whole log says, entry by entry."""

    def __init__(self, key):
        self.key, self.tree, self.numbers, self.signatures = key, Tree(), [], []
        self.broken, self.erased, self.trees = False, 0, []

    def signed(self, size):
        """Whether the log's key signed the tree of this size."""
        root = base64.b64encode(self.tree.root(size)).decode()
        said = f"{self.key['name']}\n{size}\n{root}\n"
        return ed25519(self.key["key"], self.signatures[size - 1], said.encode())


def read_entry(lines, log, report):
    """One entry: its place, number, leaf, hashes and signature."""
    parts = lines.take().split("\t")
    if len(parts) != 7 or parts[2] not in ("=", "~"):
        lines.wrong("not an entry of a log")
    place, number = lines.number(parts[0]), lines.number(parts[1])
    stored, nodes = lines.b64(parts[4], 32), lines.b64(parts[5])
    signature = lines.b64(parts[6], 64)
    if place != log.tree.size + 1 and not log.broken:
        log.broken = True
        report.fault("bad.missing", log.tree.size + 1)
    log.erased += parts[2] == "~"
    if parts[3] == "-":
        report.fault("bad.missing", number)
    else:
        leaf = read_leaf(lines, parts[3])
        if hashlib.sha256(b"\0" + parts[3].encode()).digest() != stored:
            report.fault("bad.changed", number)
        if leaf.get("entry", place) != number:
            report.fault("bad.changed", number)
    if b"".join(log.tree.append(stored)) != nodes:
        log.trees.append(number)
    log.numbers.append(number)
    log.signatures.append(signature)


def check_log(lines, report, options):
    """Every entry, every checkpoint, and the seal of the file."""
    key, witnesses = read_keys(lines)
    lines.blank()
    log = Log(key)
    while lines.peek() and not lines.comes("seal "):
        try:
            read_entry(lines, log, report)
        except MalformedError as error:
            raise MalformedError(*error.args[:2], log.tree.size + 1) from None
    seen, size = [], 0
    while lines.peek() == "":
        lines.blank()
        note = read_note(lines)
        if note["size"] <= size:
            lines.wrong("checkpoints out of order")
        size = note["size"]
        cosigned = check_note(note, key, witnesses, report)
        seen += [(at, name, line, size) for at, name, line in cosigned]
        if size > log.tree.size:
            report.fault("bad.missing", log.tree.size + 1)
        elif not log.broken and note["root"] != log.tree.root(size):
            report.fault("bad.checkpoint", size)
    check_witnesses(witnesses, [one[:3] for one in seen], size, report)
    if size < log.tree.size or not size:
        report.fault("bad.checkpoint", size)
    said = b"naru-bundle/v1 seal\n" + lines.hash.hexdigest().encode() + b"\n"
    sealed = ed25519(key["key"], lines.b64(lines.take("seal "), 64), said)
    lines.end()
    find_forged(log, report, options, sealed)
    report.say("whole", size=log.tree.size)
    if log.erased:
        report.say("erased", count=log.erased)
    against(
        report, options, key, lambda size: log.tree.root(size) if size <= log.tree.size else b""
    )
    for at, name, _line, size in sorted(seen)[-20:]:
        report.say("seen", at=moment(at), name=name, size=size)
    tell_keys(report, key, [], options, [line for _at, _name, line, _size in seen])


def find_forged(log, report, options, sealed):
    """Where signatures, tree and seal say that something is wrong, and with which entry."""
    size = log.tree.size
    if size and not log.broken and not log.signed(size):
        low, high = 0, size
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if log.signed(middle) else (low, middle)
        report.fault("bad.forged" if high < size else "bad.signature", log.numbers[high - 1])
    elif not log.broken:
        for number in log.trees:
            report.fault("bad.tree", number)
        if size <= EVERY or options.every or not (sealed or report.faults):
            for place in range(1, size):
                if not log.signed(place):
                    report.fault("bad.signature", log.numbers[place - 1])
    if not sealed:
        report.fault("bad.seal", size)


def check_checkpoint(lines, report, options):
    """A checkpoint by itself, as it is printed."""
    log, witnesses = read_keys(lines)
    lines.blank()
    note = read_note(lines)
    lines.end()
    report.say("signed", size=note["size"])
    cosigned = check_note(note, log, witnesses, report)
    check_witnesses(witnesses, cosigned, note["size"], report)
    against(report, options, log, lambda size: note["root"] if size == note["size"] else None)
    tell_keys(report, log, cosigned, options)


def against(report, options, log, root_at):
    """Hold the bundle against a checkpoint that its reader keeps."""
    kept = options.against
    if kept is None:
        return
    check = Report()
    check_note({**kept, "signed": kept["signed"][:1]}, log, [], check)
    root = root_at(kept["size"])
    if check.faults or root not in (None, kept["root"]):
        report.fault("bad.against", kept["size"])
    else:
        report.say("apart" if root is None else "agrees", size=kept["size"])


CHECKS = {"proof": check_proof, "log": check_log, "checkpoint": check_checkpoint}


def check(file, options):
    """Check a bundle: its kind, and a report."""
    report, lines = Report(), Lines(file)
    try:
        kind = lines.take(HEAD)
        if kind not in CHECKS:
            lines.wrong("a kind of bundle that isn't known")
        CHECKS[kind](lines, report, options)
    except MalformedError as error:
        facts = dict(zip(("line", "why", "entry"), error.args))
        report.faults.append(("unreadable" if "entry" in facts else "malformed", facts))
    return report


# --- The command -------------------------------------------------------------------------------


def say(code, facts, lang):
    """A line in a language, or in both."""
    safe = {name: printable(str(value)) for name, value in facts.items()}
    both = [text.format(**safe) for text in WORDS[code]]
    return {"ko": both[:1], "en": both[1:]}.get(lang, both)


def printable(text):
    """A text from the bundle without what could steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def read_kept(path):
    """The checkpoint that a reader keeps: the bundle of a printed page, or a bare note."""
    with open(path, "rb") as file:
        lines = Lines(file)
        if lines.comes(HEAD):
            lines.take(HEAD)
            read_keys(lines)
            lines.blank()
        return read_note(lines)


def given_key(text):
    """A key given as such or as a file."""
    return Path(text).read_text(encoding="utf-8").strip() if Path(text).is_file() else text


def save(report, folder):
    """Write the documents of a bundle that is whole."""
    for number, place, kind, content in report.files:
        ending = {"application/pdf": "pdf", "text/plain": "txt"}.get(kind, "bin")
        path = Path(folder) / f"{number}-{place}.{ending}"
        path.write_bytes(content)
        report.say("saved", path=path)


def main(argv=None):
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(
        description="나루 기록 검증기 / checks a bundle of a Naru ledger"
    )
    parser.add_argument("bundle", help="묶음 파일 / the bundle")
    parser.add_argument("--key", type=given_key, help="원장 공개키 / the log's key (vkey or file)")
    parser.add_argument("--witness", type=given_key, help="입회자 공개키 / a witness's key")
    parser.add_argument(
        "--against", help="보관 중인 체크포인트 / a checkpoint that you keep (file)"
    )
    parser.add_argument("--save", metavar="DIR", help="문서를 저장 / write the documents there")
    parser.add_argument(
        "--every", action="store_true", help="모든 서명 확인 / check each signature"
    )
    parser.add_argument("--lang", choices=("ko", "en", "both"), default="both")
    parser.add_argument("--json", action="store_true", help="프로그램용 / for a program")
    options = parser.parse_args(argv)
    sys.stdout.reconfigure(errors="replace")
    try:
        options.against = options.against and read_kept(options.against)
        with open(options.bundle, "rb") as file:
            report = check(file, options)
        if options.save and not report.faults:
            save(report, options.save)
    except MalformedError as error:
        parser.error("--against: line {}: {}".format(*error.args[:2]))
    except OSError as error:
        parser.error(str(error))
    return show(report, options)


def show(report, options):
    """Print the report: what is wrong or, when nothing is, what holds."""
    faults = [(c, f if isinstance(f, dict) else {"entry": f}) for c, f in report.faults]
    if options.json:
        rows = [{"code": code, **facts} for code, facts in faults]
        lines = [{"code": code, **facts} for code, facts in report.lines]
        found = {"whole": not rows, "faults": rows, "lines": [] if rows else lines}
        print(json.dumps(found, ensure_ascii=False, default=str))
    else:
        for code, facts in faults or report.lines:
            print(*say(code, facts, options.lang), sep="\n", file=sys.stdout)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
