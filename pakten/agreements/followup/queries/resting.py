"""Who rests, and who has been asked how it wants to go on."""

from datetime import date

from django.db.models import Q, QuerySet

from pakten.agreements.followup.models import Rest, Way
from pakten.agreements.followup.states import WayOut


def resting(today: date) -> QuerySet[Rest, int]:
    """Ids of organisations in an agreed rest, for `exclude(organisation__in=…)`."""
    return current_rests(today).order_by().values_list("organisation", flat=True)


def current_rests(today: date) -> QuerySet[Rest]:
    """Rests on a day, those that end first before the others."""
    rows = Rest.objects.filter(from_on__lte=today, until__gte=today)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today)).order_by("until", "pk")


def rest_of(organisation_id: int, today: date) -> Rest | None:
    """The rest a member is in, if any."""
    return current_rests(today).filter(organisation=organisation_id).first()


def ways_to_act_on() -> QuerySet[Way]:
    """Answers that the office has to act on: to promise less, or to end, while the letter is in force."""
    rows = Way.objects.filter(answer__in=[WayOut.LESS, WayOut.END])
    in_force = Q(organisation__letters__state="active")
    being_written = Q(organisation__letters__state__in=["draft", "ready"])
    rows = rows.filter(in_force).exclude(being_written)
    return rows.select_related("organisation").order_by("answered_at", "pk").distinct()


def question_to(organisation_id: int) -> Way | None:
    """The question a member has not answered."""
    return Way.objects.filter(organisation=organisation_id, answer="").first()
