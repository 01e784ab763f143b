"""What waits for a member about its places: follow-ups to answer, openings to confirm, drafts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.starting import drafts_of
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.queries import unanswered
from pakten.base.access import Actor, Verb
from pakten.parties.organisations.models import Organisation

MOST = 5
LATE_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something a member is to do, as a row: `when` is a day or a length of time in words."""

    icon: str
    what: str
    when: str
    why: str
    verb: str
    href: str
    tone: str = ""


def of_places(house: Organisation, actor: Actor, today: date) -> Iterator[Matter]:
    """How it goes for those who began, openings that may be old, needs that lie begun."""
    if actor.holds(Verb.FOLLOW_UP_PLACEMENT):
        yield from _follow_ups(house, actor, today)
    if actor.holds(Verb.POST_OPENING):
        yield from _quiet(house, actor, today)
        yield from _begun(house, actor)


def _follow_ups(house: Organisation, actor: Actor, today: date) -> Iterator[Matter]:
    own = Placement.objects.visible_to(actor).filter(opening__organisation=house).order_by()
    rows = unanswered(today).filter(side=Side.EMPLOYER, placement__in=own.values("pk"))
    for row in rows[:MOST]:
        yield Matter(
            "chat",
            _("How does it go for %(name)s?") % {"name": row.placement.shown_name},
            _("Since %(day)s") % {"day": row.due_on.isoformat()},
            row.placement.opening.title,
            _("Answer"),
            reverse("follow_up_placement", args=[row.placement_id, row.months]),
            "late" if row.due_on < today - LATE_AFTER else "",
        )


def _quiet(house: Organisation, actor: Actor, today: date) -> Iterator[Matter]:
    rows = Opening.objects.visible_to(actor).filter(organisation=house).dated().stale(today)
    for opening in rows.order_by("posted_at", "pk")[:MOST]:
        days = (today - opening.alive_on).days
        yield Matter(
            "briefcase",
            _("Is it still true? %(title)s") % {"title": opening.title},
            ngettext("%(n)d day without a word", "%(n)d days without a word", days) % {"n": days},
            _("One press, and it is as true as today"),
            _("Look"),
            reverse("see_opening", args=[opening.pk]),
        )


def _begun(house: Organisation, actor: Actor) -> Iterator[Matter]:
    for draft in drafts_of(actor, [house]):
        yield Matter(
            "pencil-writing",
            _("You began: %(title)s") % {"title": draft.title},
            "",
            str(draft.get_kind_display()),
            _("Go on"),
            reverse("edit_opening", args=[draft.pk]),
        )
