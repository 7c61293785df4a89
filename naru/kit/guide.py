"""The style guide's example: fictional content for every component on one page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Said
from naru.kit import charts, fields
from naru.kit.forms import KitForm


class ExampleForm(KitForm):
    """One question of every kind."""

    name = fields.TextField(label=_("Name"), help_text=_("As the person writes it."))
    notes = fields.LongTextField(label=_("Notes"), required=False)
    height = fields.OrUnknown(
        fields.IntegerField(label=_("Height in centimetres"), min_value=30, max_value=260)
    )
    isolation = fields.YesNoUnknown(label=_("Is isolation needed?"))
    arrival = fields.DateTimeField(label=_("Time of arrival"), past=True)
    birth = fields.PartialDateField(
        label=_("Date of birth"), help_text=_("Leave out what is not known.")
    )
    money = fields.MoneyField(label=_("Money handed over"), required=False)
    temperature = fields.QuantityField(
        label=_("Body temperature"), units=[("Cel", "°C"), ("[degF]", "°F")], low=30, high=44
    )
    language = fields.LanguageChoice(label=_("Language"), help_text=_("Type a name or a code."))
    needs = fields.MultiChoiceField(
        label=_("Needs"),
        required=False,
        choices=[("ground", _("Ground floor")), ("quiet", _("Quiet room")), ("diet", _("Diet"))],
    )
    photo = fields.PhotoField(label=_("Photo"), required=False)
    signature = fields.SignatureField(label=_("Signature"))
    read = fields.ConfirmField(label=_("The person has read the receipt."))


@dataclass(frozen=True)
class Entry:
    """A line of the example's timeline or queue."""

    title: Any
    at: datetime
    by: str = ""
    text: Any = ""
    url: str = "#"
    due: datetime | None = None
    state: Any = ""
    tone: str = "grey"


@dataclass(frozen=True)
class Label:
    """The example's person; fictional."""

    number: str = "7K4M-2Q9X"
    name: str = "김하늘"
    age: int = 34
    sex: str = "F"
    language: str = "한국어"


@dataclass(frozen=True)
class Cell:
    """A bed of the example's board."""

    name: str
    state: Any
    tone: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Group:
    """A room of the example's board."""

    title: str
    cells: list[Cell]


@dataclass(frozen=True)
class Guide:
    """Everything that `kit/guide.html` prints."""

    title: Any
    form: ExampleForm
    label: Label
    queue: list[Entry]
    story: list[Entry]
    board: list[Group]
    figure: charts.Figure
    list_page: Page
    now: datetime
    refused: Said


def example(request: HttpRequest) -> Guide:
    """The style guide with fictional content; a POST shows the form with its errors."""
    now = timezone.now()
    return Guide(
        title=_("Style guide"),
        form=ExampleForm(request),
        label=Label(),
        queue=_queue(now),
        story=_story(now),
        board=_board(),
        figure=_figure(),
        list_page=Paginator(range(230), 20).get_page(request.GET.get("page", 3)),
        now=now,
        refused=Said(
            str(_("The lawyer was asked for and is not here yet.")),
            str(_("Call the lawyer on duty; the interview can start when one has come.")),
        ),
    )


def _queue(now: datetime) -> list[Entry]:
    return [
        Entry(
            _("Medicine taken at the gate"),
            now,
            text=_("Room 204 · insulin, decide before the clock ends"),
            due=now - timedelta(minutes=35),
            state=_("Late"),
            tone="red",
        ),
        Entry(
            _("First examination"),
            now,
            text=_("Room 118 · arrived this morning"),
            due=now + timedelta(hours=1, minutes=20),
            state=_("Waiting"),
            tone="yellow",
        ),
        Entry(
            _("Receipt to sign"),
            now,
            text=_("Room 203 · 12 items"),
            due=now + timedelta(days=1, hours=3),
            state=_("Ready"),
            tone="green",
        ),
    ]


def _story(now: datetime) -> list[Entry]:
    return [
        Entry(_("Bed assigned"), now - timedelta(hours=2), "박서준", _("Room 204, bed 2")),
        Entry(_("Belongings received"), now - timedelta(hours=5), "이도윤"),
        Entry(_("Arrived"), now - timedelta(hours=6), "최유진", _("With two children")),
    ]


def _board() -> list[Group]:
    free, taken, broken = _("Free"), _("Taken"), _("Out of use")
    return [
        Group(
            "204",
            [
                Cell("204-1", taken, "blue", "7K4M-2Q9X", "#"),
                Cell("204-2", free, "green", "", "#"),
                Cell("204-3", broken, "orange", str(_("Heating"))),
                Cell("204-4", taken, "blue", "2F8R-9T3W", "#"),
            ],
        ),
        Group("205", [Cell("205-1", free, "green"), Cell("205-2", free, "green")]),
    ]


def _figure() -> charts.Figure:
    days = [date(2026, 3, 1) + timedelta(days=7 * week) for week in range(20)]
    middle = [62 + 3 * week % 23 + week for week in range(20)]
    pairs = list(zip(days, middle, strict=True))
    return charts.Figure(
        title=_("From June on, every second week needs more beds than there are"),
        source=_("fictional example"),
        x_name=_("Week from"),
        y_name=_("Beds needed"),
        layers=[
            charts.Band(_("9 weeks of 10 lie here"), [(d, y - 14, y + 17) for d, y in pairs]),
            charts.Line(_("Middle"), pairs),
            charts.Limit(_("Beds"), 90),
        ],
    )
