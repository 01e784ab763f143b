"""The list of letters and its export."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.queries import (
    drafts_waiting,
    letters_for_list,
    running_out,
    signed_not_begun,
    standing_of,
)
from pakten.agreements.commitments.states import LetterState
from pakten.base.ui.exports import Column
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest


def list_page(request: PactRequest) -> tuple[Listing[Letter], tuple[Column, ...]]:
    """The list of letters and the columns of its export."""
    today, warn_days = timezone.localdate(), request.pact.warn_days

    def by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == "running_out":
            return running_out(rows, today, warn_days)
        if value == "one_sided":
            return rows.filter(state=LetterState.READY, signature_count__gte=1)
        if value == "begins_later":
            return rows.filter(pk__in=signed_not_begun(request.actor, today).values("pk"))
        if value == "with_us":
            return rows.filter(pk__in=drafts_waiting(request.actor).values("pk"))
        return rows.filter(state=value)

    states = [*LetterState.choices, ("one_sided", _("Signed by some"))]
    states.append(("begins_later", _("Signed, not begun")))
    states.append(("with_us", _("Drafts that wait for us")))
    states.append(("running_out", _("Running out")))
    listing = Listing(
        request.GET,
        letters_for_list(request.actor),
        search=("organisation__name", "organisation__number"),
        filters=(Filter("state", _("State"), states, apply=by_state),),
        sorts={
            "member": ("organisation__sort_key", "-version"),
            "ends": ("valid_to", "organisation__sort_key"),
            "changed": ("changed_at",),
        },
        default_sort="-changed",
    )
    columns = (
        Column(_("Member"), "organisation.name"),
        Column(_("Version"), "version"),
        Column(_("State"), lambda row: standing_of(row, today).label),
        Column(_("Valid from"), "valid_from"),
        Column(_("Valid to"), "valid_to"),
        Column(_("Pledges"), "pledge_count"),
        Column(_("Signatures"), "signature_count"),
    )
    for row in listing.rows:
        row.standing = standing_of(row, today)  # type: ignore[attr-defined]
    return listing, columns
