"""The page of a proposal, for the person: signed in or by a personal link."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions.answers import why_not_undone
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries import placement as reads
from pakten.activities.opportunities.queries.presented import has_chosen_picture, profile_text
from pakten.activities.opportunities.states import PlacementState
from pakten.activities.opportunities.workdays import add_working_days
from pakten.parties.people.actions import Yes
from pakten.parties.people.consent_texts import consent_text
from pakten.parties.people.models import Participant
from pakten.parties.people.states import ConsentWay, Purpose

P = PlacementState
SAID_YES = frozenset({P.ACCEPTED, P.PRESENTED, P.INTERVIEWED})


@dataclass(frozen=True, slots=True)
class Ways:
    """Where each answer is sent."""

    home: str
    yes: str
    no: str
    ask: str
    undo: str
    disown: str = ""


def missing_yes(person: Participant, *, office: bool = False) -> Yes | None:
    """The consent to be presented, if it is still to be asked for."""
    agreed = Participant.objects.filter(pk=person.pk).consenting(Purpose.PRESENTING)
    if agreed.exists():
        return None
    how = ConsentWay.TALK if office else ConsentWay.OWN
    return Yes(Purpose.PRESENTING, person.language, how)


def bid(
    request: HttpRequest, placement: Placement, ways: Ways, more: dict[str, Any]
) -> HttpResponse:
    """Reasons, what is missing and its remedy, answer by, one tap; afterwards what happens now."""
    said = reads.reasons_for(placement, to_you=True)
    now, today = timezone.now(), timezone.localdate()
    context: dict[str, Any] = {
        "placement": placement, "opening": placement.opening, "ways": ways,
        "has": [s for s in said if s.state == "has"], "todo": [s for s in said if s.state != "has"],
        "counsellor": placement.participant.counsellor or placement.proposed_by, "said_yes": placement.state in SAID_YES,
        "may_undo": placement.state in (P.ACCEPTED, P.DECLINED) and not why_not_undone(placement, now),
        "late": placement.reply_by is not None and placement.reply_by < today,
    }  # fmt: skip
    if placement.state == P.PROPOSED:
        yes = missing_yes(placement.participant)
        text = consent_text(yes.purpose, yes.language, today).text if yes else ""
        context |= {
            "profile": profile_text(placement.participant),
            "consent": text,
            "picture": has_chosen_picture(placement.participant),
        }
    context["happens"] = happens(placement) if placement.state in SAID_YES else []
    return render(request, "opportunities/proposal.html", context | more)


def happens(placement: Placement) -> list[tuple[str, str]]:
    """What comes after a yes, each with its day."""
    house = placement.opening.organisation
    told = {"house": house.name}
    if placement.state == P.ACCEPTED:
        today = timezone.localdate()
        by = add_working_days(add_working_days(today, 1), house.reply_days)
        return [
            ("", _("Your counsellor presents you. Then %(house)s gets your name and what you can do.") % told),
            (by.isoformat(), _("%(house)s answers, at the latest about then. You get to know whatever they answer.") % told),
        ]  # fmt: skip
    day = placement.answer_by.isoformat() if placement.answer_by else ""
    if placement.state == P.PRESENTED:
        return [
            ("", _("%(house)s has your name and what you can do.") % told),
            (day, _("%(house)s has promised to answer no later than this day.") % told),
        ]
    return [("", _("%(house)s wants to meet you. Your counsellor tells you when.") % told)]
