"""What the error pages say: why it happened, and what to do next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

CSRF = "csrf"


@dataclass(frozen=True)
class ErrorPage:
    """One error page: heading, why, and what to do next."""

    title: Any
    why: Any
    next_step: Any


PAGES: dict[int | str, ErrorPage] = {
    400: ErrorPage(
        _("This request could not be read"),
        _("The browser sent something that this page does not understand. Nothing was changed."),
        _("Go back, load the page again and repeat the step."),
    ),
    403: ErrorPage(
        _("You may not open this page"),
        _("Your duties do not include it. Nothing was changed."),
        _("If your work needs it, ask the person who assigns duties at your centre."),
    ),
    404: ErrorPage(
        _("This page was not found"),
        _("The address is wrong, or there is nothing here that you may see."),
        _("Check the address or the number, or search from the top of the page."),
    ),
    409: ErrorPage(
        _("Someone changed this meanwhile"),
        _("The record is no longer as this page showed it. Nothing was changed."),
        _("Load the page again, look at what is new, then decide."),
    ),
    413: ErrorPage(
        _("That was too much at once"),
        _("The files or texts sent are larger than this centre accepts. Nothing was saved."),
        _("Choose smaller files, or send them one after the other."),
    ),
    422: ErrorPage(
        _("Some answers need another look"),
        _("What was sent is incomplete or not in the right form. Nothing was saved."),
        _("Go back, correct the marked answers and send again."),
    ),
    429: ErrorPage(
        _("Too many attempts"),
        _("There were many tries in a short time, so this door is closed for a while."),
        _("Wait a quarter of an hour. If you forgot your password, ask for a new one."),
    ),
    500: ErrorPage(
        _("Something broke on our side"),
        _("This is a fault of the system and not yours. Nothing was left half done."),
        _("Try again. If it happens again, tell the system administrator the time and the page."),
    ),
    CSRF: ErrorPage(
        _("This page had expired"),
        _(
            "The page was open for long, or you signed in again meanwhile. "
            "For safety the form was not accepted, and nothing was changed."
        ),
        _("Go back, load the page again and send it once more. A saved draft is still there."),
    ),
}
