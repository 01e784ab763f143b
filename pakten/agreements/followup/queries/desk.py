"""What waits for somebody because of check-ins, renewals and members that have gone quiet.

For the desk (`faces/desk/waiting`): each function gives rows with what a line needs, the most
urgent first, in a fixed number of queries.
"""

from datetime import date

from django.db.models import QuerySet

from pakten.agreements.followup.models import Campaign, CheckIn, Way
from pakten.agreements.followup.queries.campaigns import (
    late_sheets,
    sheets_of,
    sheets_waiting_for,
)
from pakten.agreements.followup.queries.decay import Found, in_state, rows_of
from pakten.agreements.followup.queries.keeping import members_over_time
from pakten.agreements.followup.queries.renewing import renewals_to_start
from pakten.agreements.followup.queries.resting import question_to, ways_to_act_on
from pakten.agreements.followup.states import CampaignState, Keeping
from pakten.base.access import Actor

__all__ = [
    "campaigns_to_move",
    "my_question",
    "overdue_sheets",
    "renewals_to_start",
    "sheets_waiting_for",
    "silent_members",
    "ways_to_act_on",
]


def overdue_sheets(actor: Actor, today: date) -> QuerySet[CheckIn]:
    """Sheets past their day, those never reminded of first."""
    rows = late_sheets(sheets_of(actor), today)
    return rows.order_by("reminded_at", "organisation__sort_key", "pk")


def campaigns_to_move(actor: Actor, today: date) -> list[Campaign]:
    """Campaigns whose day to open, or to close after the review, has come."""
    rows = Campaign.objects.visible_to(actor).exclude(state=CampaignState.CLOSED)
    return [
        each
        for each in rows
        if (each.opens_on if each.state == CampaignState.PLANNED else each.review_on) <= today
    ]


def silent_members(today: date) -> list[Found]:
    """Members to call: quiet for half a year or more, not resting, the quietest first."""
    members = members_over_time()
    quiet = [
        each
        for state in (Keeping.DORMANT, Keeping.SILENT)
        for each in in_state(members, state, today)
        if each.rest(today) is None
    ]
    return rows_of(quiet, today)


def my_question(organisation_id: int) -> Way | None:
    """The unanswered question to a member how it wants to go on."""
    return question_to(organisation_id)
