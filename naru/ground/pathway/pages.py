"""The page of one step for one person: who it is about, what stands against it, the form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from naru.domain.guarding import concerns
from naru.domain.refusals import Done, Refusal, Said, say
from naru.ground import people
from naru.ground.pathway import queries
from naru.ground.pathway.queries import CaseView
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, Target, run

Act = Callable[[dict[str, Any]], Done | Refusal]


@dataclass(frozen=True)
class StepPage(FormPage):
    """A form page about one person."""

    case: CaseView | None = None
    label: Any = None
    against: tuple[Said, ...] = ()
    extra: Any = None


@lru_cache(10_000)
def person_url(number: str) -> str:
    """The person's own page; the queue while the shell isn't installed."""
    try:
        return reverse("web:person", args=[number])
    except NoReverseMatch:
        return "/"


def step_page(request: HttpRequest, number: str, event: str, **words: Any) -> StepPage:
    """What the page of an event shows around its form; Http404 out of the viewer's reach.

    `words` are FormPage's: title (by default the event's name in the profile), lead, submit,
    warning; `extra` is anything a template of the room's own wants.
    """
    lang = translation.get_language() or "ko"
    case = queries.case(request.user, number)
    rule = case.case.profile.events.get(event)
    step = case.step(event)
    name = rule.name["ko" if lang.startswith("ko") else "en"] if rule else event
    words.setdefault("title", name)
    words.setdefault("back_url", person_url(case.number))
    words.setdefault("back_text", _("Back to the person"))
    return StepPage(
        **words,
        case=case,
        label=people.labels(request.user, [case.person_id]).get(case.person_id),
        against=tuple(say(refusal, lang) for refusal in step.refusals) if step else (),
    )


def run_step(
    request: HttpRequest,
    number: str,
    event: str,
    form: KitForm,
    act: Act,
    *,
    to: Target = "",
    template: str = "pathway/step.html",
    message: Any = "",
    can_undo: bool = False,
    **words: Any,
) -> HttpResponse:
    """Answer for the page of one event about one person (see naru.kit.pages.run).

    `to` is by default the person's page; `can_undo` puts an undo button on the toast.
    """
    page = step_page(request, number, event, **words)
    warn_of_words(form)
    target = to or person_url(number)
    undo = _undo_url(number, event) if can_undo else None
    return run(request, form, template, page, act, target, message, undo=undo)


def warn_of_words(form: KitForm) -> None:
    """Free text that seems to hold what Naru must never keep comes back once, with the reason."""
    if not form.is_bound or not form.is_valid():
        return
    said = {name: form.cleaned_data.get(name) for name in form.typed_names}
    words = {name: value for name, value in said.items() if isinstance(value, str)}
    form.warn({name: _why(found) for name, value in words.items() if (found := concerns(value))})


def _why(found: tuple[str, ...]) -> str:
    texts = {
        "route": _(
            "This seems to name a route, a crossing or a helper. Leave it out: it can endanger "
            "others. If the words mean something else, send the form again."
        ),
        "credibility": _(
            "This seems to rate somebody's credibility or risk. Naru keeps no such thing: write "
            "what was seen or said. If the words mean something else, send the form again."
        ),
        "phone": _(
            "This seems to be a phone number. Leave it out. "
            "If it is something else, send the form again."
        ),
    }
    return " ".join(texts[name] for name in found)


def _undo_url(number: str, event: str) -> Callable[[Done], str]:
    def url(done: Done) -> str:
        return reverse("web:undo", args=[number, event, done.subject])

    return url
