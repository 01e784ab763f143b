"""What two profiles of one person had said yes to, made into one. The stricter answer holds."""

from datetime import datetime

from pakten.parties.guidance.models import SessionAnswer
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose


def merge_consents(keep: Participant, gone: Participant, *, at: datetime) -> None:
    """A yes lives on only where neither page says no. Every answer is kept with its dates."""
    no = refusals(keep) | refusals(gone)
    for purpose in Purpose:
        refused = purpose.value in no
        in_force = Consent.objects.filter(
            participant__in=(keep, gone), purpose=purpose, withdrawn_at__isnull=True
        ).order_by("-given_at", "-pk")
        newest = None if refused else in_force.first()
        for row in in_force:
            if newest is None or row.pk != newest.pk:
                row.withdrawn_at = at if newest is None else max(newest.given_at, row.given_at)
                row.save(update_fields=["withdrawn_at"])
    Consent.objects.filter(participant=gone).update(participant=keep)


def refusals(person: Participant) -> frozenset[str]:
    """What the last answer is a no to: taken back, or said in a session. Never asked is no answer."""
    rows = Consent.objects.filter(participant=person).values_list("purpose", "withdrawn_at")
    said = list(rows)
    yes = {purpose for purpose, withdrawn in said if withdrawn is None}
    no = SessionAnswer.objects.filter(
        session__participant=person, line__in=Purpose.values, yes=False
    ).values_list("line", flat=True)
    return frozenset({purpose for purpose, _ in said} | {*no}) - yes
