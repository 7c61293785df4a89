"""What the forms of the inquiry offer to choose from."""

from typing import Any
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground import people
from naru.ground.staff.queries import holders
from naru.kit.languages import LANGUAGES
from naru.rooms.inquiry import records
from naru.rooms.inquiry.models import Reply
from naru.rooms.inquiry.queries import words
from naru.rooms.inquiry.queries.cuts import entered
from naru.rooms.inquiry.queries.file import exhibits_of

Choices = list[tuple[str, Any]]
SHORT = 90


def language_choices(viewer: Any, number: str) -> Choices:
    """The person's own languages; every language when none is known."""
    case, _cut = entered(viewer, number)
    codes = people.labels(viewer, [case.person_id])[case.person_id].languages
    return [(code, words.language(code)) for code in codes] or list(LANGUAGES)


def interpreter_choices() -> Choices:
    """Who interprets here, with their languages; or nobody."""
    nobody = ("", _("None: I speak the person’s language"))
    return [
        nobody,
        *(
            (str(one.pk), f"{one.name} ({', '.join(words.language(c) for c in one.speaks)})")
            for one in holders(Duty.INTERPRETER)
        ),
    ]


def supervisor_choices() -> Choices:
    """Who supervises the inquiry."""
    return [(str(one.pk), one.name) for one in holders(Duty.INQUIRY_REVIEWER)]


def passage_choices(viewer: Any, number: str) -> Choices:
    """The passages of the statement by their place and the beginning of the answer."""
    case, cut = entered(viewer, number)
    return _passages(viewer, case.person_id) if cut.statement else []


def doubt_choices(viewer: Any, number: str) -> Choices:
    """The doubts that wait for an answer."""
    case, cut = entered(viewer, number)
    rows = records.unanswered(case.person_id) if cut.talks else []
    return [
        (str(row.pk), _short(said["words"])) for row, said in records.opened(viewer, rows, "reply")
    ]


def exhibit_choices(viewer: Any, number: str) -> Choices:
    """The exhibits with their present authenticity."""
    case, _cut = entered(viewer, number)
    return [
        (str(one.id), f"{one.name} {one.title} · {one.state_words}")
        for one in exhibits_of(viewer, case.person_id)
    ]


def cited_choices(viewer: Any, number: str) -> Choices:
    """What a finding may cite: exhibits and passages."""
    case, _cut = entered(viewer, number)
    return [*exhibit_choices(viewer, number), *_passages(viewer, case.person_id)]


def reply_choices(viewer: Any, number: str) -> Choices:
    """What the person has replied."""
    case, _cut = entered(viewer, number)
    rows = list(Reply.objects.filter(person_id=case.person_id).exclude(kind=Reply.DOUBT))
    return [
        (str(row.pk), _short(said["words"]))
        for row, said in records.opened(viewer, rows, "findings")
    ]


def _passages(viewer: Any, person_id: UUID) -> Choices:
    return [
        (one["id"], f"{place}. {_short(one['question'])} – {_short(one['answer'])}")
        for place, one in enumerate(records.content(viewer, person_id), start=1)
    ]


def _short(text: str) -> str:
    return Truncator(text).chars(SHORT)
