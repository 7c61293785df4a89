"""The questions of every best-interests decision."""

from django.utils.translation import gettext_lazy as _

from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm


class PanelForm(KitForm):
    """Who decided, what the child said, and why."""

    panel = LongTextField(
        label=_("Members of the panel"), help_text=_("One name on each line."), rows=3
    )
    child_view = LongTextField(
        label=_("What the child said"), help_text=_("In the child’s own words."), rows=3
    )
    reasons = LongTextField(label=_("Reasons"), rows=4)

    def members(self) -> list[str]:
        """The names, one on each line."""
        lines = self.cleaned_data["panel"].splitlines()
        return [line.strip() for line in lines if line.strip()]
