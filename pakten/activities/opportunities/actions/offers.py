"""Jobs offered: every place of a posted job counts as an offer, once, as the opening stands now."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import OpeningKind
from pakten.agreements.results.actions import (
    Happening,
    append_outcome,
    append_reversal,
    measure_of,
)
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import standing
from pakten.agreements.results.states import Correction, Evidence
from pakten.base.access import Actor
from pakten.parties.pacts.states import Deed


def count_offers(opening: Opening, *, by: Actor, at: datetime) -> None:
    """Bring the ledger in step with how many jobs the opening offers (seed 004, jobberbjudanden).

    When the number changes, the row that stood is taken back and a new one is written; a closed
    opening was an offer all the same.
    """
    rows = Outcome.objects.filter(
        pact_id=opening.pact_id, source__startswith=f"opening:{opening.pk}:offered:"
    )
    told = standing(rows).first()
    offered = opening.seats if opening.kind == OpeningKind.JOB else 0
    if offered == (told.quantity if told else 0):
        return
    if told:
        reason = _("The number of places changed.")
        append_reversal(told, reason=reason, by=by, at=at, correction=Correction.CHANGED)
    measure = measure_of(Deed.JOB_OFFERED, opening.pact_id, timezone.localdate(at))
    if offered and measure:
        deed = Happening(
            measure=measure,
            organisation=opening.organisation,
            occurred_on=timezone.localdate(opening.posted_at),
            quantity=offered,
            source=f"opening:{opening.pk}:offered:{rows.count() + 1}",
            evidence=Evidence.CONFIRMED,
        )
        append_outcome(deed, by=by, at=at)


def take_offers_back(opening: Opening, *, by: Actor, at: datetime) -> None:
    """The opening was posted by mistake and is taken away: it was never an offer."""
    rows = Outcome.objects.filter(
        pact_id=opening.pact_id, source__startswith=f"opening:{opening.pk}:offered:"
    )
    for row in standing(rows):
        reason = _("The import was undone.")
        append_reversal(row, reason=reason, by=by, at=at, correction=Correction.CHANGED)
