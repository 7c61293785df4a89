"""Write a complaint, signed or not, and get the receipt that leads back to it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Refusal
from naru.ground.staff.access import signed_in
from naru.kit import numbers
from naru.kit.fields import ChoiceField, ConfirmField, LanguageChoice, LongTextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, refuse, show
from naru.rooms.rights import actions, tokens
from naru.rooms.rights.actions.complaints import ComplaintDraft
from naru.rooms.rights.queries import complaints

FORM = "kit/form.html"
# A draft would stand under the name of whoever types, so this form leaves none.
UNKEPT = {"draft_url": ""}
NOT_SAID = [("", _("Not said"))]


class Form(KitForm):
    """What happened, about whom, and what should be done; `token` is the receipt to come."""

    words = LongTextField(label=_("What happened?"), rows=6)
    language = LanguageChoice(label=_("Language of these words"))
    role = ChoiceField(label=_("Whose work is it about?"), required=False)
    about = ChoiceField(label=_("About one person in particular"), required=False)
    wish = LongTextField(label=_("What should happen now?"), rows=2, required=False)
    urgent = ConfirmField(label=_("It is urgent: somebody is in danger."), required=False)
    signed = ConfirmField(
        label=_("I sign with my name."),
        help_text=_("Unsigned, nothing leads back to you but the receipt."),
        required=False,
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, initial={"language": get_language()})
        self.fields["role"].choices = NOT_SAID + complaints.role_choices()
        self.fields["about"].choices = NOT_SAID + complaints.account_choices(request.user)


@dataclass(frozen=True)
class ReceiptPage:
    """The receipt, shown once."""

    title: Any
    token: str
    shown: str


@signed_in
def complain(request: HttpRequest) -> HttpResponse:
    page = FormPage(
        title=_("File a complaint"),
        lead=_("Only the human-rights officer reads what you write here."),
        submit=_("Send the complaint"),
    )
    form = Form(request)
    given = {"form": form, **UNKEPT}
    if request.method != "POST":
        return show(request, FORM, page, **given)
    if not form.is_valid():
        return show(request, FORM, page, HTTPStatus.UNPROCESSABLE_ENTITY, **given)
    said = form.cleaned_data
    token = tokens.of_form(said["once"])
    names = ("words", "language", "role", "about", "wish", "urgent", "signed")
    draft = ComplaintDraft(**{name: said[name] for name in names})
    result = actions.file_complaint(by=request.user, draft=draft, token=token, once=said["once"])
    if isinstance(result, Refusal):
        return refuse(request, FORM, page, result, **given)
    # The receipt is answered at once and never redirected to: an address or a session that holds
    # it would tie the writer to the complaint.
    return show(
        request,
        "rights/complaint_receipt.html",
        ReceiptPage(_("Your complaint was sent"), token, numbers.shown_code(token)),
    )
