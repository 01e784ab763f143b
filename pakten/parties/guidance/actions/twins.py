"""A person decides that two profiles that look alike are two people: never asked again."""

from datetime import datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.parties.guidance.models import TwinVerdict
from pakten.parties.guidance.states import Verdict
from pakten.parties.people.models import Participant


def keep_apart(one: Participant, other: Participant, *, by: Actor, at: datetime) -> TwinVerdict:
    """These are two people. It is remembered for the pair, whoever looks next."""
    first, second = locked_pair(one, other)
    require(by, Verb.KEEP_APART, first)
    require(by, Verb.KEEP_APART, second)
    return TwinVerdict.objects.create(
        pact_id=first.pact_id,
        first=first,
        second=second,
        verdict=Verdict.APART,
        decided_at=at,
        decided_by_id=cast("int", by.account_id),
    )


def locked_pair(one: Participant, other: Participant) -> tuple[Participant, Participant]:
    """Both rows locked, the lower number first; refuses a pair somebody has decided about."""
    wanted = sorted({one.pk, other.pk})
    rows = Participant.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
    found = list(rows.order_by("pk"))
    if len(found) != 2:
        raise ValidationError(_("Somebody has already decided about these two."))
    first, second = found
    if TwinVerdict.objects.filter(first=first, second=second).exists():
        raise ValidationError(_("Somebody has already decided about these two."))
    return first, second
