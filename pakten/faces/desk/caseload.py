"""The counsellor's people: the next step of each, what waits, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.audit.actions import look_at_all
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.exports import Column, export
from pakten.base.ui.listing import Filter, Listing
from pakten.faces.desk.caseload_rows import (
    WAITS,
    WHEN,
    in_whose,
    people_with_steps,
    waits_for,
    whose_of,
)
from pakten.parties.guidance.models import Leave, NextStep
from pakten.parties.guidance.states import LeaveReason
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import counsellors


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that waits for somebody: in words, where, how urgent."""

    text: str
    href: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Row:
    """A person of the caseload as the page shows them."""

    person: Participant
    step: NextStep | None
    more: int
    waits: tuple[Wait, ...]
    seen: date
    group: str


@needs(Verb.SEE_CASELOAD)
def see_caseload(request: PactRequest) -> HttpResponse:
    """Mine, or all; grouped by when something is to be done."""
    today, whose = timezone.localdate(), whose_of(request)
    everybody = people_with_steps(request.actor, today)
    listing = Listing(
        request.GET,
        in_whose(everybody, whose, request.actor),
        search=("given_name", "family_name"),
        filters=_filters(whose, today),
        sorts={
            "when": ("act_on", "family_name", "given_name"),
            "name": ("family_name", "given_name"),
            "seen": ("seen_at", "family_name"),
        },
        default_sort="when",
        per_page=50,
    )
    if listing.format:
        taken_out = listing.queryset.values_list("pk", flat=True)
        look_at_all(taken_out, LookPurpose.EXPORT, request.actor, timezone.now())
        return export(listing, _columns(today), filename="my-people")
    rows = [row_of(person, today) for person in listing.rows]
    context = {
        "listing": listing,
        "whose": whose,
        "today": today,
        "tabs": _tabs(whose, request),
        "groups": _grouped(rows, plain=listing.sort != "when"),
        "shows_counsellor": whose not in ("mine", "none"),
    }
    return render(request, "desk/caseload.html", context)


def _filters(whose: str, today: date) -> tuple[Filter, ...]:
    def when(value: str) -> Q:
        return WHEN[value].where(today)

    def waits(value: str) -> Q:
        return WAITS[value].where(today)

    found = (
        Filter("when", _("When"), [(k, each.label) for k, each in WHEN.items()], where=when),
        Filter("waits", _("What waits"), [(k, e.label) for k, e in WAITS.items()], where=waits),
    )
    if whose not in ("all", "left"):
        return found
    return (
        *found,
        Filter("counsellor", _("Counsellor"), counsellors().values_list("pk", "name")),
    )


def _tabs(whose: str, request: PactRequest) -> list[tuple[str, str, int, bool]]:
    """The tabs with how many stand under each, in one question."""
    here = Q(left_on__isnull=True)
    number = Participant.objects.visible_to(request.actor).aggregate(
        mine=Count("pk", filter=here & Q(counsellor=request.actor.account_id)),
        none=Count("pk", filter=here & Q(counsellor__isnull=True)),
        all=Count("pk", filter=here),
        left=Count("pk", filter=~here),
    )
    labels = {"mine": _("Mine"), "none": _("Without a counsellor"), "all": _("All"),
              "left": _("Do not go on")}  # fmt: skip
    return [(code, text, number[code], code == whose) for code, text in labels.items()]


def _grouped(rows: list[Row], *, plain: bool) -> list[dict[str, Any]]:
    """The rows under when; in another order they stand in one list."""
    if plain:
        return [{"label": "", "tone": "neutral", "rows": rows}] if rows else []
    return [
        {
            "label": WHEN[group].label,
            "tone": "late" if group == "late" else "neutral",
            "rows": list(members),
        }
        for group, members in groupby(rows, key=lambda row: row.group)
    ]


def row_of(person: Participant, today: date) -> Row:
    """What one person's line says."""
    steps: list[NextStep] = person.open_steps  # type: ignore[attr-defined]
    group = next(key for key, each in WHEN.items() if each.holds(person.act_on, today))  # type: ignore[attr-defined]
    seen: datetime = person.seen_at  # type: ignore[attr-defined]
    return Row(
        person,
        steps[0] if steps else None,
        max(len(steps) - 1, 0),
        tuple(_waits(person, today)),
        timezone.localdate(seen),
        group,
    )


def _leaves(person: Any) -> Iterable[Leave]:
    """The times the person stopped, as they were read with the list."""
    found: Iterable[Leave] = person.leaves.all()
    return found


def _waits(person: Participant, today: date) -> Iterator[Wait]:
    """What waits, the most urgent first."""
    page = reverse("see_person", args=[person.pk])
    if person.left_on:
        leave = next(iter(_leaves(person)), None)
        reason = LeaveReason(leave.reason).label if leave else _("Does not go on")
        yield Wait(f"{reason}, {person.left_on.isoformat()}", page)
        return
    held = waits_for(person, today)
    if "counsellor" in held:
        yield Wait(
            _("Has no counsellor"), f"{reverse('hand_over_people')}?picked={person.pk}", "late"
        )
    yield from _of_placements(person, today)
    if "course" in held:
        stage = person.get_swedish_next_display()
        text = _("{stage} was to be done {day}").format(stage=stage, day=person.swedish_next_on)
        yield Wait(text, reverse("edit_participant", args=[person.pk, "swedish"]), "warning")
    if "consent" in held:
        yield Wait(_("No yes to being proposed"), reverse("start_session", args=[person.pk]))
    if "quiet" in held:
        weeks = (today - timezone.localdate(person.seen_at)).days // 7  # type: ignore[attr-defined]
        said = ngettext("No contact for %(n)d week", "No contact for %(n)d weeks", weeks)
        yield Wait(said % {"n": weeks}, page, "warning")


def _of_placements(person: Participant, today: date) -> Iterator[Wait]:
    rows: list[Placement] = person.live  # type: ignore[attr-defined]
    for row in rows:
        page = reverse("see_placement", args=[row.pk])
        title, house = row.opening.title, row.opening.organisation.name
        due = row.due_on  # type: ignore[attr-defined]
        if row.state == PlacementState.PROPOSED:
            yield Wait(_("Has not answered: {title}").format(title=title), page)
        elif row.state == PlacementState.ACCEPTED:
            text = _("Said yes: {title}. Present to {house}")
            yield Wait(text.format(title=title, house=house), page, "warning")
        elif due is not None and due <= today:
            tone = "late" if due < today - timedelta(days=14) else "warning"
            yield Wait(_("Ask how it goes at {house}").format(house=house), page, tone)


def _columns(today: date) -> tuple[Column, ...]:
    def step(person: Participant) -> NextStep | None:
        steps: list[NextStep] = person.open_steps  # type: ignore[attr-defined]
        return steps[0] if steps else None

    return (
        Column(gettext_lazy("Name"), str),
        Column(gettext_lazy("Next step"), lambda p: found.what if (found := step(p)) else ""),
        Column(
            gettext_lazy("Who does it"),
            lambda p: found.get_doer_display() if (found := step(p)) else "",
        ),
        Column(
            gettext_lazy("No later than"), lambda p: found.due_on if (found := step(p)) else None
        ),
        Column(gettext_lazy("What waits"), lambda p: ". ".join(w.text for w in _waits(p, today))),
        Column(gettext_lazy("Last contact"), lambda p: timezone.localdate(p.seen_at)),
        Column(gettext_lazy("Counsellor"), lambda p: p.counsellor.name if p.counsellor else ""),
    )
