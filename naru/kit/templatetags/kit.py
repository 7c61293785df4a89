"""`{% load kit %}`: fields, errors, clocks, buttons and the other components of a page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zlib import crc32

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from naru.domain.refusals import Refusal, Said, say
from naru.kit import charts, numbers, words
from naru.kit.icons import ICONS
from naru.kit.languages import language_name
from naru.kit.widgets import Boxes, SignaturePad

register = template.Library()
SOON = timedelta(hours=2)
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
)


@register.simple_tag
def field(bound: BoundField, size: str = "s") -> str:
    """A question: label, hint, error, input; `size` is that of the label ('s', 'm', 'l')."""
    if bound.is_hidden:
        return str(bound)
    context = {
        "field": bound,
        "size": size,
        "kind": _kind(bound.field.widget),
        "widget": bound.as_widget(attrs=_attrs(bound)),
        "choices": _choices(bound),
        "nothing": _has_nothing(bound.field.widget),
    }
    return render_to_string(f"kit/field/{_template(bound.field.widget)}.html", context)


def _has_nothing(widget: forms.Widget) -> bool:
    """Whether a list offers nothing; its page then says so instead of showing an empty box."""
    return isinstance(widget, forms.Select) and not any(key for key, _said in widget.choices)


@register.simple_tag
def fields(form: forms.Form) -> str:
    """Every visible question of a form, in its order."""
    return mark_safe("".join(field(bound) for bound in form.visible_fields()))  # noqa: S308


@register.inclusion_tag("kit/error_summary.html")
def form_errors(form: forms.Form) -> dict[str, object]:
    """The summary of errors on top of a page, each line a link to its question."""
    return {"form": form, "errors": _errors(form)}


@register.simple_tag
def once(form: forms.Form) -> str:
    """The hidden once-only key and version of a form; goes inside every `<form method=post>`."""
    return mark_safe("".join(str(bound) for bound in form.hidden_fields()))  # noqa: S308


@register.simple_tag
def form_attrs(form: forms.Form, draft_url: str = "") -> str:
    """Attributes of `<form>`: POST, encoding, no browser bubbles, and where drafts are kept."""
    return format_html(
        'method="post" novalidate data-once="yes"{}{}',
        mark_safe(' enctype="multipart/form-data"') if form.is_multipart() else "",
        format_html(' data-draft-url="{}"', draft_url) if draft_url else "",
    )


@register.inclusion_tag("kit/refusal.html")
def refusal(said: Refusal | Said) -> dict[str, object]:
    """Why a step was refused and what to do next, as a banner that takes the focus."""
    return {"said": _said(said)}


@register.inclusion_tag("kit/step_button.html")
def step_button(
    title: Any, url: str, refused: Refusal | Said | None = None, kind: str = "primary"
) -> dict[str, object]:
    """A step as a link-button; refused, it is greyed and its reason stands beside it."""
    said = _said(refused) if refused else None
    key = crc32(f"{title} {url}".encode())
    return {"title": title, "url": url, "said": said, "kind": kind, "key": key}


@register.simple_tag
def button(
    title: Any, kind: str = "primary", name: str = "", value: str = "", url: str = ""
) -> SafeString:
    """A submit button, or with `url` a link that looks like one; 'secondary' or 'warning'."""
    look = "govuk-button" + ("" if kind == "primary" else f" govuk-button--{kind}")
    if url:
        return format_html(
            '<a href="{}" role="button" draggable="false" class="{}">{}</a>', url, look, title
        )
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="submit" class="{}"{}>{}</button>', look, named, title)


@register.simple_tag
def tag(said: Any, tone: str = "grey") -> SafeString:
    """A state in a word; `tone` is grey, blue, green, yellow, orange, red or purple."""
    return format_html('<strong class="kit-tag kit-tag--{}">{}</strong>', tone, said)


@register.simple_tag
def clock(due: datetime | None, now: datetime | None = None, stopped: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - as templates call it
    """A promise in words: '3 hours 20 minutes left', '2 days late'; the exact time as a title."""
    if due is None:
        return SafeString("")
    moment = now or timezone.now()
    tone = "late" if due <= moment else "soon" if due - moment <= SOON else "calm"
    return format_html(
        '<span class="kit-clock kit-clock--{}">{}<time datetime="{}" title="{}">{}</time></span>',
        "stopped" if stopped else tone,
        icon("clock"),
        due.isoformat(),
        words.clock_time(due),
        words.remaining(due, moment),
    )


@register.simple_tag
def until(due: datetime | None) -> str:
    """The moment by which a promise is to be kept: 'by Thu 26 Nov 23:59'."""
    return words.until(due, timezone.now()) if due else ""


@register.filter
def in_words(span: timedelta | float | None) -> str:
    """A length of time, given as timedelta or seconds, in words."""
    if span is None:
        return ""
    return words.duration(span if isinstance(span, timedelta) else timedelta(seconds=span))


@register.filter
def as_number(number: str) -> str:
    """An opaque number in the groups in which people read it."""
    return numbers.shown(numbers.read(number) or number) if number else ""


@register.simple_tag
def ago(moment: datetime | None, now: datetime | None = None) -> SafeString:
    """How long ago something happened, with the exact time for those who want it."""
    if moment is None:
        return SafeString("")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        words.clock_time(moment),
        words.ago(moment, now),
    )


@register.filter
def day(moment: date | str | None, year: str = "year") -> str:
    """A day with its weekday, `day:"short"` without its year; `1990-03-02` is read first."""
    if isinstance(moment, str):
        try:
            moment = date.fromisoformat(moment)
        except ValueError:
            return str(moment)
    return words.day(moment, year=year == "year") if moment else ""


@register.filter
def language(code: str) -> str:
    """A language by its code, in the page's language."""
    return language_name(code)


@register.filter
def birth(values: Mapping[str, Any] | None) -> str:
    """A date as it was said, `{"value", "calendar"}`, as far as it is known."""
    value = (values or {}).get("value")
    return words.partial(value, values.get("calendar", "gregorian")) if values and value else ""


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """A date and time of day in the centre's time zone."""
    if moment is None:
        return SafeString("")
    return format_html(
        '<time datetime="{}">{}</time>', moment.isoformat(), words.clock_time(moment)
    )


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A small drawing beside words; screen readers pass over it."""
    return format_html(
        '<svg class="kit-icon" aria-hidden="true" focusable="false" width="20" height="20" '
        'viewBox="0 0 24 24">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - our own constant drawings
    )


@register.simple_tag
def chart(figure: charts.Figure) -> SafeString:
    """A chart as SVG with its table and source."""
    return charts.draw(figure)


@register.inclusion_tag("kit/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page, name: str = "page") -> dict[str, object]:
    """Links to the other pages of a list, keeping the other parts of the address."""
    query = context["request"].GET.copy()

    def url(number: int) -> str:
        query[name] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [(number, url(number) if isinstance(number, int) else "") for number in numbers]
    back = url(page.previous_page_number()) if page.has_previous() else ""
    ahead = url(page.next_page_number()) if page.has_next() else ""
    return {"page": page, "items": items, "previous_url": back, "next_url": ahead}


@register.inclusion_tag("kit/summary_list.html")
def summary_list(rows: Sequence[tuple[Any, ...]]) -> dict[str, object]:
    """Names and values; a row is (name, value) or (name, value, url, what the link does)."""
    full = [(*row, "", "")[:4] for row in rows]
    return {"rows": [{"name": n, "value": v, "url": u, "act": a} for n, v, u, a in full]}


@register.inclusion_tag("kit/table.html")
def table(
    caption: Any, columns: Sequence[Any], rows: Sequence[Sequence[Any]], empty: Any = ""
) -> dict[str, object]:
    """A table with its caption; a column name that starts with '#' holds numbers."""
    heads = [{"name": str(c).lstrip("#"), "number": str(c).startswith("#")} for c in columns]
    cells = [list(zip(heads, row, strict=True)) for row in rows]
    return {"caption": caption, "heads": heads, "rows": cells, "empty": empty}


@register.inclusion_tag("kit/empty.html")
def empty(text: Any, url: str = "", act: Any = "") -> dict[str, object]:
    """What stands where a list would, when it holds nothing."""
    return {"text": text, "url": url, "act": act}


@register.inclusion_tag("kit/progress.html")
def progress(done: int, total: int, label: Any) -> dict[str, object]:
    """How much of a piece of work is done, in numbers and as a bar."""
    return {"done": done, "total": max(total, 1), "label": label}


@register.simple_block_tag
def panel(content: str, title: Any, id: str = "") -> SafeString:  # noqa: A002 - the HTML word
    """A part of a page with a heading of its own."""
    key = id or f"panel-{crc32(str(title).encode())}"
    return format_html(
        '<section class="kit-panel" aria-labelledby="{0}-title" id="{0}">'
        '<h2 class="kit-panel__title" id="{0}-title">{1}</h2>{2}</section>',
        key,
        title,
        content,
    )


@register.simple_block_tag
def details(content: str, summary: Any, shown: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - as templates call it
    """Words that are opened when wanted, or `shown` from the start."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        mark_safe(" open") if shown else "",
        summary,
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Words set apart."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def notice(content: str, title: Any, tone: str = "info") -> SafeString:
    """A banner: 'info', 'success', 'warning' or 'danger'."""
    return format_html(
        '<section class="kit-notice kit-notice--{}" aria-label="{}">'
        '<p class="kit-notice__title">{}</p>{}</section>',
        tone,
        title,
        title,
        content,
    )


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """A sentence that must not be missed."""
    return format_html(
        '<p class="kit-warning">{}<strong class="kit-warning__text">{}</strong></p>',
        icon("warning"),
        content,
    )


def _kind(widget: forms.Widget) -> str:
    return type(widget).__name__.lower()


def _template(widget: forms.Widget) -> str:
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, (Boxes, SignaturePad)) or widget.use_fieldset:
        return "group"
    return "single"


def _attrs(bound: BoundField) -> dict[str, str]:
    """The look of the input, and what a screen reader says with it."""
    described = " ".join(
        f"{bound.auto_id}_{part}"
        for part, present in (("helptext", bound.help_text), ("error", bound.errors))
        if present
    )
    attrs = {"aria-describedby": described} if described else {}
    for kind, look in CLASSES:
        if isinstance(bound.field.widget, kind):
            return {**attrs, "class": f"{look} {bound.field.widget.attrs.get('class', '')}".strip()}
    return attrs


def _choices(bound: BoundField) -> Sequence[Any]:
    if _template(bound.field.widget) != "choices":
        return ()
    return bound.subwidgets


def _errors(form: forms.Form) -> list[tuple[str, str]]:
    """Every error with the id of the input it belongs to; '' for the form as a whole."""
    found = [("", str(message)) for message in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else bound.id_for_label or bound.auto_id
        found += [(target, f"{bound.label}: {message}") for message in bound.errors]
    return found


def _said(refused: Refusal | Said) -> Said:
    if isinstance(refused, Said):
        return refused
    return say(refused, translation.get_language() or "ko")
