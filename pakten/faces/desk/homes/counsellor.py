"""The counsellor's home: who to call, whose answer is waited for, whom to ask how it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries.lists import Standing, placements_of, standing_of
from pakten.activities.opportunities.states import LIVE, Side
from pakten.base.access import Actor
from pakten.faces.desk.waiting.counted import counted_people
from pakten.faces.desk.waiting.rows import LATE, TODAY, WEEK, Work, by_day, group_of, groups_of
from pakten.oversight.equality.queries.asking import people_to_ask
from pakten.parties.guidance.models import NextStep
from pakten.parties.guidance.states import Doer
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import CallbackRequest, Participant
from pakten.parties.people.queries import listed
from pakten.parties.people.states import Purpose

SHOWN, FEW, PRESSING, CALM = 50, 12, 12, 6
# Next steps read at the most, and shown of each group.
MOST, EACH = 500, 8
SOON, YESTERDAY = timedelta(days=7), timedelta(days=1)
# Each call stands in a row of its own here.
CALLS = ("calls", "calls_late")


@dataclass(frozen=True, slots=True)
class Matter:
    """A placement of one of the counsellor's participants, and what it waits for."""

    placement: Placement
    standing: Standing


def matters_of(actor: Actor, today: date) -> list[Matter]:
    """Placements that wait for the city or the person, the most late first."""
    rows = placements_of(actor).filter(participant__counsellor=actor.account_id, state__in=LIVE)
    found = [
        Matter(row, standing_of(row, today, due_on=getattr(row, "due_on", None))) for row in rows
    ]
    waiting = [each for each in found if each.standing.waits_on in (Side.CITY, Side.PERSON)]
    return sorted(waiting, key=_urgency)


def _urgency(matter: Matter) -> tuple[int, date]:
    order = {"late": 0, "warning": 1}
    day = matter.standing.by or timezone.localdate(matter.placement.proposed_at)
    return order.get(matter.standing.tone, 2), day


def without_consent(actor: Actor) -> list[Participant]:
    """The counsellor's participants that nothing can be looked for yet."""
    agreed = Participant.objects.consenting(Purpose.MATCHING)
    mine = listed(actor).filter(counsellor=actor.account_id)
    return list(mine.exclude(pk__in=agreed.values("pk"))[:FEW])


def _steps(actor: Actor, today: date) -> Iterator[Work]:
    """The next steps of one's own people that are late, for today and for this week; some of each."""
    mine = Participant.objects.visible_to(actor).filter(
        counsellor=actor.account_id, left_on__isnull=True
    )
    rows = NextStep.objects.visible_to(actor).open().filter(participant__in=mine.values("pk"))
    near = rows.filter(due_on__lte=today + SOON).select_related("participant")
    ordered = near.order_by("due_on", "pk")[:MOST]
    for group, found in groupby(ordered, key=lambda step: group_of(step.due_on, today)):
        steps = list(found)
        yield from (_step_row(step, today) for step in steps[:EACH])
        if number := len(steps[EACH:]):
            said = ngettext("%(n)d more next step", "%(n)d more next steps", number)
            page = f"{reverse('see_caseload')}?when={group}"
            yield Work(group, "tasklist", said % {"n": number}, page, "", _("All in My people"),
                       _("See"), page)  # fmt: skip


def _step_row(step: NextStep, today: date) -> Work:
    page = reverse("see_person", args=[step.participant_id])
    return Work(
        group_of(step.due_on, today), "tasklist", f"{step.participant}: {step.what}", page,
        by_day(step.due_on, today, _("By %(day)s")), str(Doer(step.doer).label), _("Open"), page,
    )  # fmt: skip


def _matter_row(matter: Matter) -> Work:
    placement, standing = matter.placement, matter.standing
    page = reverse("see_placement", args=[placement.pk])
    verb = _("Follow up") if standing.by else _("Go on")
    if standing.waits_on == Side.PERSON:
        verb = _("Ask for the answer")
    day = f", {standing.by.isoformat()}" if standing.by else ""
    return Work(
        {"late": LATE, "warning": TODAY}.get(standing.tone, WEEK), "handshake",
        f"{placement.participant}, {placement.opening.title}", page, standing.text,
        f"{placement.opening.organisation.name}{day}", verb, page,
    )  # fmt: skip


def _matter_rows(matters: list[Matter], today: date) -> Iterator[Work]:
    """Those late or for now one by one, and the first of the rest; the others in one row."""
    pressing = [each for each in matters if each.standing.tone in ("late", "warning")]
    calm = [each for each in matters if each not in pressing and not _is_far(each, today)]
    yield from (_matter_row(each) for each in [*pressing[:PRESSING], *calm[:CALM]])
    number = len(matters) - len(pressing[:PRESSING]) - len(calm[:CALM])
    if number:
        said = ngettext("%(n)d more placement waits", "%(n)d more placements wait", number)
        page = reverse("see_placements")
        yield Work(WEEK, "handshake", said % {"n": number}, page, "",
                   _("For a step, an answer or a day further off"), _("See"), page)  # fmt: skip


def _is_far(matter: Matter, today: date) -> bool:
    """There is time left, and it is for the person to answer or the day to come."""
    return matter.standing.by is not None and matter.standing.by > today + SOON


def _asked_row(number: int) -> Iterator[Work]:
    if number:
        said = ngettext("One person is to be asked how it went",
                        "%(n)d people are to be asked how it went", number)  # fmt: skip
        page = reverse("see_afterwards")
        yield Work(WEEK, "phone", said % {"n": number}, page, "",
                   _("Three, six and twelve months after practice"), _("Ask"), page)  # fmt: skip


def _call_row(call: CallbackRequest, today: date) -> Work:
    page, asked = reverse("see_callbacks"), timezone.localdate(call.asked_at)
    return Work(
        LATE if asked < today - YESTERDAY else TODAY, "phone", f"{call.name}, {call.phone}", page,
        str(call.get_best_time_display()), str(call.get_door_display()), _("Call"), page,
    )  # fmt: skip


def counsellor_home(request: PactRequest) -> HttpResponse:
    """What waits, the own people's late and today's steps first."""
    actor, today = request.actor, timezone.localdate()
    matters = matters_of(actor, today)
    asked = CallbackRequest.objects.visible_to(actor).filter(answered_at__isnull=True)
    calls = list(asked[:SHOWN])
    mine = Participant.objects.visible_to(actor).filter(
        counsellor=actor.account_id, left_on__isnull=True
    )
    to_ask = people_to_ask(actor, today)
    rows = [
        *_steps(actor, today),
        *(_call_row(call, today) for call in calls),
        *_matter_rows(matters, today),
        *counted_people(request.pact, actor, today, without=CALLS),
        *_asked_row(to_ask),
    ]
    context = {
        "calls": calls,
        "matters": matters[:SHOWN],
        "groups": groups_of(rows),
        "no_consent": without_consent(actor),
        "number": mine.count(),
        "waiting": len(rows),
        "me": actor.account_id,
        "today": today,
    }
    return render(request, "desk/counsellor_home.html", context)
