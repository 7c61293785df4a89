"""Leaves a catalogue as any machine would write it, so that only texts make a difference."""

import sys

import polib

KEPT = {
    "Project-Id-Version": "Naru",
    "Report-Msgid-Bugs-To": "",
    "PO-Revision-Date": "2026-11-25 00:00+0000",
    "Last-Translator": "Naru",
    "Language-Team": "Korean",
    "Language": "ko",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

for path in sys.argv[1:]:
    catalogue = polib.pofile(path, wrapwidth=0)
    catalogue.metadata = dict(KEPT)
    catalogue.header = ""
    catalogue.metadata_is_fuzzy = False
    catalogue.save(path)
