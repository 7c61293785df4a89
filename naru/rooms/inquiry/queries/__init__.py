"""Reads of the inquiry room, cut down to what each viewer may know."""

from naru.rooms.inquiry.queries.checklist import Checklist, checklist
from naru.rooms.inquiry.queries.choices import (
    cited_choices,
    doubt_choices,
    exhibit_choices,
    interpreter_choices,
    language_choices,
    passage_choices,
    reply_choices,
    supervisor_choices,
)
from naru.rooms.inquiry.queries.copying import copy_of, exhibit_file
from naru.rooms.inquiry.queries.cuts import entered, reads
from naru.rooms.inquiry.queries.file import FilePage, file, findings
from naru.rooms.inquiry.queries.mine import MinePage, mine
from naru.rooms.inquiry.queries.panels import InquiryPanel, panel
from naru.rooms.inquiry.queries.statement import statement
from naru.rooms.inquiry.queries.transcript import InterviewPage, interview

__all__ = [
    "Checklist",
    "FilePage",
    "InquiryPanel",
    "InterviewPage",
    "MinePage",
    "checklist",
    "cited_choices",
    "copy_of",
    "doubt_choices",
    "entered",
    "exhibit_choices",
    "exhibit_file",
    "file",
    "findings",
    "interpreter_choices",
    "interview",
    "language_choices",
    "mine",
    "panel",
    "passage_choices",
    "reads",
    "reply_choices",
    "statement",
    "supervisor_choices",
]
