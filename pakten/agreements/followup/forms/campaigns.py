"""The dates of a year's check-in."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.followup.rules import CampaignTerms
from pakten.base.ui.inputs import DateInput

SOON = timedelta(days=92)  # a campaign is planned so long before it opens
ANSWER_WITHIN = timedelta(days=33)
REVIEW_AFTER = timedelta(days=80)


class CampaignForm(forms.Form):
    """Year, what is looked back on, and opening < due < review."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    period_from = forms.DateField(label=_("Looks back from"), widget=DateInput())
    period_to = forms.DateField(
        label=_("Looks back to"), widget=DateInput(),
        help_text=_("Deeds up to and with this day are counted."),
    )  # fmt: skip
    opens_on = forms.DateField(
        label=_("Opens"), widget=DateInput(),
        help_text=_("From this day the sheets can be prepared and sent."),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Sheets are due"), widget=DateInput(),
        help_text=_("After this day a sheet is late, and can be reminded of once a week."),
    )  # fmt: skip
    review_on = forms.DateField(
        label=_("Review"), widget=DateInput(),
        help_text=_("From this day the check-in can be closed."),
    )  # fmt: skip

    def terms(self) -> CampaignTerms:
        """What was typed, as the actions take it."""
        return CampaignTerms(**{name: self.cleaned_data[name] for name in self.fields})


def usual_dates(today: date, month: int) -> dict[str, Any]:
    """Proposed dates: the calendar year, open from the month the pact's rules say.

    A check-in in the first half of a year looks back at the year before. The campaign proposed is
    the one that is under way or begins within three months.
    """
    year = today.year
    while _opening(year, month) > today + SOON:
        year -= 1
    opens = max(_opening(year, month), today)
    return {
        "year": year,
        "period_from": date(year, 1, 1),
        "period_to": date(year, 12, 31),
        "opens_on": opens,
        "due_on": opens + ANSWER_WITHIN,
        "review_on": opens + REVIEW_AFTER,
    }


def _opening(year: int, month: int) -> date:
    return date(year if month >= 7 else year + 1, month, 1)
