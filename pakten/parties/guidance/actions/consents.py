"""What two profiles of one person had said yes to, made into one. The stricter answer holds."""

from datetime import datetime

from django.db.models import Q

from pakten.parties.guidance.models import SessionAnswer
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose


def merge_consents(keep: Participant, gone: Participant, *, at: datetime) -> None:
    """A yes lives on only where neither page says no. Every answer is kept with its dates."""
    for purpose in Purpose:
        refused = any(said_no(person, purpose) for person in (keep, gone))
        in_force = Consent.objects.filter(
            participant__in=(keep, gone), purpose=purpose, withdrawn_at__isnull=True
        ).order_by("-given_at", "-pk")
        newest = None if refused else in_force.first()
        for row in in_force:
            if newest is None or row.pk != newest.pk:
                row.withdrawn_at = at if newest is None else max(newest.given_at, row.given_at)
                row.save(update_fields=["withdrawn_at"])
    Consent.objects.filter(participant=gone).update(participant=keep)


def said_no(person: Participant, purpose: Purpose) -> bool:
    """Whether the last answer is a no: taken back, or said in a session. Never asked is no answer."""
    rows = Consent.objects.filter(participant=person, purpose=purpose)
    if rows.filter(withdrawn_at__isnull=True).exists():
        return False
    no = Q(session__participant=person, line=purpose.value, yes=False)
    return rows.exists() or SessionAnswer.objects.filter(no).exists()
