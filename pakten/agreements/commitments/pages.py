"""What the pages of letters show, put together from the reads below."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import lines_of, promises_of, signers_of, terms_of
from pakten.agreements.commitments.forms import SheetForm
from pakten.agreements.commitments.history import history_of
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.queries import (
    days_left,
    in_preparation,
    letters_for_list,
    moves_of,
    running_out,
    state_tone,
)
from pakten.agreements.commitments.rules import readiness
from pakten.agreements.commitments.sheet import sections_of, stages_of, unused_activities
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Verb
from pakten.base.ui.exports import Column
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.organisations.queries import coordinators
from pakten.parties.pacts.http import PactRequest

YEARS = 2
SHOWN_EVENTS = 12


def draft_dates(current: Letter | None, today: date) -> dict[str, Any]:
    """Proposed dates: after the letter in force, else from the first of next month, two years."""
    begins = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if current:
        begins = max(current.valid_to + timedelta(days=1), today)
    ends = begins.replace(year=begins.year + YEARS, day=min(begins.day, 28)) - timedelta(days=1)
    return {"valid_from": begins, "valid_to": ends, "carry_over": True}


def next_step(letter: Letter, then: str) -> HttpResponse:
    """Where the sheet goes after it is saved: "ready", "add-member-3", "edit-12", "pledge-12"."""
    page = reverse("see_letter", args=[letter.pk])
    what, _dash, rest = then.partition("-")
    if what == "ready":
        return redirect("ready_letter", letter.pk)
    if what == "add":
        party, _dash, activity = rest.partition("-")
        query = f"party={Party.CITY if party == Party.CITY else Party.MEMBER}"
        query += f"&activity={activity}" if activity.isdecimal() else ""
        return redirect(f"{reverse('add_pledge', args=[letter.pk])}?{query}")
    if what == "edit" and rest.isdecimal():
        return redirect("edit_pledge", letter.pk, int(rest))
    if what == "signer":
        if rest.isdecimal():
            return redirect("edit_signatory", letter.pk, int(rest))
        return redirect("add_signatory", letter.pk, rest if rest in Party.values else Party.MEMBER)
    return redirect(f"{page}#pledge-{rest}" if what == "pledge" and rest.isdecimal() else page)


def letter_page(
    request: PactRequest, letter: Letter, form: SheetForm | None = None
) -> dict[str, Any]:
    """Everything on the letter's page. With `form`, what was typed and refused."""
    lines = lines_of(letter)
    moves = moves_of(letter, request.actor)
    if form is None and moves.get(Verb.EDIT_LETTER):
        form = SheetForm(letter, lines)
    sections = sections_of(lines, form)
    checks = readiness(terms_of(letter), promises_of(lines), signers_of(letter))
    signatures = list(letter.signatures.all())
    signed = {s.party for s in signatures}
    signatories = [
        (party, [s for s in letter.signatories.all() if s.party == party]) for party in Party
    ]
    is_draft = letter.state == LetterState.DRAFT
    return {
        "letter": letter,
        "form": form,
        "moves": moves,
        "sections": sections,
        "unused": unused_activities(letter.pact_id, letter.valid_from, sections) if form else [],
        "people": [each.name for each in coordinators(letter.pact_id)] if form else [],
        "checks": checks if is_draft else [],
        "missing": sum(not check.done for check in checks),
        "signatures": signatures,
        "unsigned": [party for party in Party if party not in signed],
        "signatories": signatories,
        "stages": stages_of(letter, signatures),
        "tone": state_tone(letter.state),
        "left": days_left(letter, timezone.localdate()),
        "history": history_of(letter, lines, SHOWN_EVENTS),
        "can_renew": letter.state == LetterState.ACTIVE
        and request.actor.holds(Verb.DRAFT_LETTER)
        and in_preparation(letter.organisation_id) is None,
    }


def list_page(request: PactRequest) -> tuple[Listing[Letter], tuple[Column, ...]]:
    """The list of letters and the columns of its export."""
    today, warn_days = timezone.localdate(), request.pact.warn_days

    def by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == "running_out":
            return running_out(rows, today, warn_days)
        if value == "one_sided":
            return rows.filter(state=LetterState.READY, signature_count=1)
        return rows.filter(state=value)

    states = [*LetterState.choices, ("one_sided", _("One party has signed"))]
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
        Column(_("State"), "get_state_display"),
        Column(_("Valid from"), "valid_from"),
        Column(_("Valid to"), "valid_to"),
        Column(_("Pledges"), "pledge_count"),
        Column(_("Signatures"), "signature_count"),
    )
    return listing, columns
