"""Placements: the list and the page, each as the reader may see it, and every step."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries import placement as reads
from pakten.activities.opportunities.queries.asking import other_openings
from pakten.activities.opportunities.queries.conversion import conversion_of, own_conversion
from pakten.activities.opportunities.queries.lists import (
    Standing,
    due_of,
    in_states,
    may_see,
    placements_of,
    shown,
    standing_of,
    to_employer,
)
from pakten.activities.opportunities.queries.presented import presented, presented_picture
from pakten.activities.opportunities.rules import moves_from
from pakten.activities.opportunities.states import (
    DECIDED,
    PLACEMENTS,
    OpeningKind,
    PlacementState,
    Side,
)
from pakten.activities.opportunities.views.bids import Ways, bid
from pakten.base.access import Role, Verb, may
from pakten.base.access.views import needs
from pakten.base.audit.actions import look, look_at_all
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.exports import Column, export
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest, acting_role
from pakten.parties.pacts.links import unseen

HERE = "opportunities/"
P = PlacementState
ACTIVE = (P.PROPOSED, P.ACCEPTED, P.PRESENTED, P.INTERVIEWED, P.AGREED, P.STARTED)
COLUMNS = (
    Column(gettext_lazy("Person"), lambda row: str(row.participant)),
    Column(gettext_lazy("Opening"), "opening.title"),
    Column(gettext_lazy("Member"), "opening.organisation.name"),
    Column(gettext_lazy("State"), "get_state_display"),
    Column(gettext_lazy("Answer by"), "answer_by"),
    Column(gettext_lazy("Started"), "started_on"),
    Column(gettext_lazy("Outcome"), "get_end_outcome_display"),
)
HOUSE_COLUMNS = (
    Column(gettext_lazy("Person"), lambda row: row.shown_name if shown(row) else ""),
    *COLUMNS[1:],
)


def is_own(request: PactRequest, placement: Placement) -> bool:
    """Whether the reader is the person: somebody may be that and speak for a member too."""
    return placement.participant_id in request.actor.where(Verb.ACCEPT_PROPOSAL, "person")


def _standing(placement: Placement, today: date, *, office: bool) -> Standing:
    standing = standing_of(placement, today, due_on=due_of(placement))
    return standing if office else to_employer(standing, placement)


def _houses(request: PactRequest) -> tuple[int, ...]:
    return request.actor.where(Verb.SEE_PLACEMENT, "organisation")


def _house_rows(rows: QuerySet[Placement], request: PactRequest) -> QuerySet[Placement]:
    """What is presented to the reader's houses. `readable` is the name while it may be shown."""
    may_read = Q(may_show__isnull=False) | Q(state__in=DECIDED)
    readable = Case(When(may_read, then="shown_name"), default=Value(""))
    return rows.filter(opening__organisation__in=_houses(request)).annotate(readable=readable)


def _filters(rows: QuerySet[Placement], *, office: bool) -> tuple[Filter, ...]:
    """By state and kind; the office also by what waits and by whose person it is."""
    both = (
        Filter("state", _("State"), P.choices),
        Filter("kind", _("Kind"), OpeningKind.choices, lookup="opening__kind"),
    )
    if not office:
        return both
    known = rows.order_by("participant__counsellor__name").distinct()
    names = known.values_list("participant__counsellor", "participant__counsellor__name")
    waits = [("ask", _("Wants to ask first")), ("late", _("An answer is late")),
             ("follow_up", _("Time to ask how it goes"))]  # fmt: skip
    return (
        *both,
        Filter("waits", _("What waits"), waits, where=_where_waiting),
        Filter("counsellor", _("Counsellor"), list(names), lookup="participant__counsellor"),
    )


def _where_waiting(value: str) -> Q:
    today = timezone.localdate()
    late = Q(state=P.PRESENTED, answer_by__lt=today) | Q(state=P.PROPOSED, reply_by__lt=today)
    return {
        "ask": Q(state=P.PROPOSED, wants_call_at__isnull=False),
        "late": late | Q(state=P.AGREED, starts_on__lt=today),
        "follow_up": Q(state=P.STARTED, due_on__lte=today),
    }[value]


@needs(Verb.SEE_PLACEMENTS)
def see_placements(request: PactRequest) -> HttpResponse:
    """The board: what stands where, and who has the next move."""
    office, today = may_see(request.actor), timezone.localdate()
    rows = placements_of(request.actor, "" if office else Side.EMPLOYER)
    if not office and acting_role(request) == Role.PARTICIPANT:
        own = rows.filter(participant__in=request.actor.where(Verb.SEE_PLACEMENT, "person"))
        return render(request, f"{HERE}own_placements.html", {"placements": own})
    names: tuple[str, ...] = ("participant__given_name", "participant__family_name")
    if not office:
        rows, names = _house_rows(rows, request), ("readable",)
    filters = _filters(rows, office=office)
    listing = Listing(
        request.GET, rows, filters=filters, default_sort="waits", per_page=50,
        search=(*names, "opening__title", "opening__organisation__name"),
        sorts={
            "waits": ("is_over", "waits_since"), "name": names[-1:], "state": ("state", "waits_since"),
            "house": ("opening__organisation__sort_key",),
        },
    )  # fmt: skip
    if listing.format:
        columns = COLUMNS if office else HOUSE_COLUMNS
        named = [row for row in listing.queryset if office or shown(row)]
        people = [row.participant_id for row in named]
        look_at_all(people, LookPurpose.EXPORT, request.actor, timezone.now())
        return export(listing, columns, filename="placements")
    counts = in_states(request.actor)
    return render(request, f"{HERE}see_placements.html", {
        "listing": listing, "office": office,
        "rows": [(row, _standing(row, today, office=office), shown(row)) for row in listing.rows],
        "tabs": [(s.value, s.label, counts.get(s.value, 0)) for s in P],
        "every": sum(counts.values()), "state": request.GET.get("state", ""),
        "conversion": None if office else own_conversion(_houses(request), today),
        "live": sum(counts.get(s, 0) for s in ACTIVE),
    })  # fmt: skip


def found_or_404(request: PactRequest, placement_id: int) -> Placement:
    """A placement that the reader may see, with all that its page shows."""
    return get_object_or_404(reads.one_placement(request.actor), pk=placement_id)


def _told(request: PactRequest, placement: Placement, side: str = "") -> dict[str, object]:
    today = timezone.localdate()
    return {
        "placement": placement, "opening": placement.opening,
        "standing": reads.standing(placement, today),
        "follow_up": reads.next_follow_up(placement, today, side),
        "moves": moves(request, placement),
    }  # fmt: skip


def office_page(
    request: PactRequest, placement: Placement, more: Mapping[str, object], *, template: str
) -> HttpResponse:
    """The whole placement. `more` and `template` are of the room that asks the sides."""
    today = timezone.localdate()
    look(placement.participant_id, LookPurpose.PROPOSAL, request.actor, timezone.now())
    told = _told(request, placement) | {
        "due": reads.due_follow_ups(placement, today),
        "stages": reads.stages_of(placement), "events": reads.events_of(placement),
        "may_read_letters": request.actor.holds(Verb.SEE_LETTERS),
        "counted": reads.counted_of(placement, today), "reasons": reads.reasons_for(placement),
        "conversion": conversion_of(placement.opening.organisation, today),
    }  # fmt: skip
    return render(request, template, {**told, **more})


def own_page(
    request: PactRequest, placement: Placement, more: Mapping[str, object]
) -> HttpResponse:
    """The person's own proposal or placement."""
    told = _told(request, placement, Side.PERSON)
    return bid(request, placement, own_ways(placement), {**told, **more})


def house_page(
    request: PactRequest, placement: Placement, more: Mapping[str, object]
) -> HttpResponse:
    """What the employer reads of a person presented to it."""
    if shown(placement):
        look(placement.participant_id, LookPurpose.PRESENTED, request.actor, timezone.now())
    told = _told(request, placement, Side.EMPLOYER) | {
        "named": shown(placement), "shown": presented(placement), **_again(request, placement),
        "picture": reverse("see_presented_picture", args=[placement.pk]), "stages": reads.stages_of(placement),
        "conversion": conversion_of(
            placement.opening.organisation, timezone.localdate(), to_house=True
        ),
    }  # fmt: skip
    return render(request, f"{HERE}presented.html", {**told, **more})


def _again(request: PactRequest, placement: Placement) -> dict[str, object]:
    """The house's other openings, to ask for somebody it may read the name of."""
    if not shown(placement) or not request.actor.holds(Verb.ASK_FOR_PERSON):
        return {}
    return {"again": other_openings(placement, request.actor), "met_key": placement.pk}


@needs(Verb.SEE_PLACEMENT)
def see_presented_picture(request: PactRequest, placement_id: int) -> HttpResponse:
    """The picture of a presented person, where it is chosen and the yes holds."""
    return picture_answer(presented_picture(found_or_404(request, placement_id)))


def picture_answer(image: bytes | None) -> HttpResponse:
    """A picture that nobody keeps."""
    if image is None:
        raise Http404
    response = HttpResponse(image, content_type="image/jpeg")
    response["Content-Disposition"] = "inline"
    return unseen(response)


def own_ways(placement: Placement) -> Ways:
    """Where somebody signed in answers."""
    at = [placement.pk]
    return Ways(
        home=reverse("see_placement", args=at), yes=reverse("accept_proposal", args=at),
        no=reverse("decline_proposal", args=at), ask=reverse("ask_first", args=at),
        undo=reverse("undo_answer", args=at),
    )  # fmt: skip


def moves(request: PactRequest, placement: Placement) -> dict[str, bool]:
    """The steps that this reader may take now, by the verb's name: what buttons are shown."""
    found = {PLACEMENTS[target][1] for target in moves_from(placement.state)}
    if placement.state in (P.STARTED, P.ENDED):
        found |= {Verb.FOLLOW_UP_PLACEMENT, Verb.SEND_LINK}
    if placement.state == P.STARTED:
        found.add(Verb.ANSWER_PULSE)
    if placement.state in (P.PROPOSED, P.PRESENTED):
        found.add(Verb.SEND_LINK)
    if placement.state == P.INTERVIEWED:
        found.add(Verb.ANSWER_PRESENTATION)
    return {verb.value: may(request.actor, verb, placement) for verb in found}
