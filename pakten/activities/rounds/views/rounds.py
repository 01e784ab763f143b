"""The list of rounds, a new one, the round itself, how we know, and putting it aside."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import OpeningState
from pakten.activities.rounds import words
from pakten.activities.rounds.actions import drafting
from pakten.activities.rounds.forms import PlainForm, RoundForm, VetoForm
from pakten.activities.rounds.models import Round, RoundFairness, RoundPair
from pakten.activities.rounds.queries import pages, proof
from pakten.activities.rounds.queries.inputs import how_many
from pakten.activities.rounds.states import BUSY, RoundState
from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.audit.actions import look_at_all
from pakten.base.audit.states import LookPurpose
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.base.ui.listing import Listing
from pakten.parties.pacts.http import PactRequest

SLOW = 120  # seconds before a count that is not done may be asked for again


def round_or_404(request: PactRequest, pk: int, verb: Verb) -> Round:
    """The round, for those who may."""
    rows = Round.objects.visible_to(request.actor)
    each = get_object_or_404(rows.select_related("made_by", "ended_by", "lift_by", "pact"), pk=pk)
    require(request.actor, verb, each)
    return each


@needs(Verb.SEE_ROUNDS)
def see_rounds(request: PactRequest) -> HttpResponse:
    """All rounds, newest first."""
    listing = Listing(
        request.GET, pages.rounds_of(request.actor), sorts={"number": ("number",)},
        default_sort="-number", per_page=25,
    )  # fmt: skip
    return render(
        request, "rounds/see_rounds.html",
        {"listing": listing, "may_draft": may(request.actor, Verb.DRAFT_ROUND, request.pact)},
    )  # fmt: skip


def _groups(request: PactRequest) -> list[tuple[str, str]]:
    """The groups of work that open places are of."""
    openings = Opening.objects.visible_to(request.actor).filter(state=OpeningState.OPEN)
    kinds = (
        openings.order_by().values_list("occupation__code", "occupation__parent__code").distinct()
    )
    codes = {code for pair in kinds for code in pair if code}
    rows = Concept.objects.filter(kind=ConceptKind.SSYK4, code__in=codes)
    return sorted(((row.code, row.label) for row in rows), key=lambda pair: pair[1])


@needs(Verb.DRAFT_ROUND)
def draft_round(request: PactRequest) -> HttpResponse:
    """What to include, how many that is, then count."""
    require(request.actor, Verb.DRAFT_ROUND, request.pact)
    asked = request.POST or (request.GET if "kinds" in request.GET else None)
    form = RoundForm(asked, groups=_groups(request))
    found: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        if request.method == "POST" and (made := _draft(request, form)):
            return redirect("see_round", made.pk)
        found = how_many(form.choice(), request.actor)
    return respond(request, "rounds/draft_round.html", {"form": form, "found": found}, form)


def _draft(request: PactRequest, form: RoundForm) -> Round | None:
    def act() -> Round:
        by, now = request.actor, timezone.now()
        made = drafting.draft_round(request.pact, form.values(), by=by, at=now)
        return drafting.count_round(made, by=by, at=now)

    return attempt(form, act)


@needs(Verb.SEE_ROUND)
def see_round(request: PactRequest, round_id: int) -> HttpResponse:
    """Those without first, then the proposal with a decision on each line."""
    each = round_or_404(request, round_id, Verb.SEE_ROUND)
    if each.state in BUSY or each.solved_at is None:
        return render(request, "rounds/see_waiting.html", _waiting(request, each))
    return show(request, each, VetoForm(), number_in(request.GET.get("no", "")))


def _waiting(request: PactRequest, each: Round) -> dict[str, Any]:
    begun = each.ended_at if each.state == RoundState.PUBLISHING else each.asked_at
    slow = begun is not None and (timezone.now() - begun).total_seconds() > SLOW
    return {
        "round": each, "stages": words.stages(each), "slow": slow and each.state in BUSY,
        "counts": pages.counts_of(each, request.actor),
        "may_count": may(request.actor, Verb.COUNT_ROUND, each),
        "may_publish": may(request.actor, Verb.PUBLISH_ROUND, each),
        "may_discard": may(request.actor, Verb.DISCARD_ROUND, each) and pages.is_open(each),
    }  # fmt: skip


def show(request: PactRequest, each: Round, form: BaseForm, no: int = 0) -> HttpResponse:
    """The page; `no` is the pair whose question of why stands open, with its form."""
    listing = pages.pairs_listing(each, request.actor, request.GET)
    if listing.format:
        paired = listing.queryset.values_list("participant_id", flat=True)
        look_at_all(paired, LookPurpose.ROUND, request.actor, timezone.now())
        return export(listing, COLUMNS, filename=f"round-{each.number}")
    report = RoundFairness.objects.filter(round=each).first()
    everyone = request.GET.get("all") == "1"
    without = pages.left_rows(each, request.actor, everyone=everyone)
    named = {pair.participant_id for pair in listing.rows}
    named |= {one.row.participant_id for one in without}
    lost = pages.lost_locks(each, request.actor)
    named |= {one.person.pk for one in lost if one.person}
    look_at_all(named, LookPurpose.ROUND, request.actor, timezone.now())
    counts = pages.counts_of(each, request.actor)
    actor = request.actor
    stops = pages.stops_of(each, actor)
    left = sum(number for _label, number in stops)
    shown = request.GET.get("show", "")
    context = {
        "tab": {name or "all": name == shown for name in pages.SHOWS},
        "round": each, "stages": words.stages(each), "listing": listing, "counts": counts, "form": form, "no": no,
        "rows": pages.pair_rows(listing.rows), "show": shown,
        "left": without, "everyone": everyone,
        "stops": stops, "left_number": left, "lost": lost,
        "gone": each.people - counts["all"] - left,
        "changed": words.what_changed(each), "is_open": each.state == RoundState.REVIEWED,
        **_fairness(report),
        "may": {
            verb: may(actor, Verb(verb), each)
            for verb in ("count_round", "lock_pair", "lift_group", "publish_round", "discard_round")
        },
    }  # fmt: skip
    return respond(request, "rounds/see_round.html", context, form)


def _fairness(report: RoundFairness | None) -> dict[str, Any]:
    if report is None or not report.pool:
        return {}
    names, share = words.labels(), report.got / report.pool
    offer = dict(report.offer)
    if offer:
        offer["name"] = names.get((offer["split"], offer["group"]), offer["group"])
        offer["of_100"] = words.of_100(offer["after"] / offer["pool"]) if offer["after"] else None
        offer["loss"] = round(100 * (offer["best"] - offer["total"]) / max(offer["best"], 1), 1)
    return {
        "report": report, "panels": words.panels(report, names), "offer": offer,
        "findings": words.findings(report, names), "all_of_100": words.of_100(share),
        "all_at": 6 + share * 108,
    }  # fmt: skip


def _words(pair: RoundPair) -> str:
    return str(pair.get_state_display())


COLUMNS = (
    Column(gettext_lazy("Person"), lambda pair: str(pair.participant)),
    Column(gettext_lazy("Place"), "opening.title"),
    Column(gettext_lazy("Member"), "opening.organisation.name"),
    Column(gettext_lazy("Your decision"), _words),
    Column(gettext_lazy("Reason"), lambda pair: str(pair.get_reason_display())),
)


@needs(Verb.SEE_PROOF)
def see_proof(request: PactRequest, round_id: int) -> HttpResponse:
    """How we know that no other distribution has a higher total, in plain words."""
    each = round_or_404(request, round_id, Verb.SEE_PROOF)
    return render(
        request, "rounds/see_proof.html",
        {
            "round": each,
            "contended": proof.contended(each, request.actor),
            "terms": words.TERMS.values(),
        },
    )  # fmt: skip


@needs(Verb.COUNT_ROUND)
@require_POST
def count_round(request: PactRequest, round_id: int) -> HttpResponse:
    """Count again around what is decided."""
    each = round_or_404(request, round_id, Verb.COUNT_ROUND)
    form = PlainForm(request.POST)
    now = timezone.now()
    if not attempt(form, lambda: drafting.count_round(each, by=request.actor, at=now)):
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("see_round", each.pk)


@needs(Verb.DISCARD_ROUND)
def discard_round(request: PactRequest, round_id: int) -> HttpResponse:
    """Put a round aside, after asking."""
    each = round_or_404(request, round_id, Verb.DISCARD_ROUND)
    form, now = PlainForm(request.POST or None), timezone.now()
    if request.method == "POST" and attempt(
        form, lambda: bool(drafting.discard_round(each, by=request.actor, at=now))
    ):
        messages.success(request, _("The round is put aside. Nobody has been told anything."))
        return redirect("see_rounds")
    return respond(request, "rounds/discard_round.html", {"round": each, "form": form}, form)
