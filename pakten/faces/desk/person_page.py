"""A participant as the counsellor sees them: profile, consents, placements, history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Value
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.activities.opportunities.queries.lists import placements_of, standing_of
from pakten.activities.opportunities.queries.near import near_work
from pakten.base.access import Actor, Verb, may
from pakten.base.access.views import needs
from pakten.base.accounts.models import Account
from pakten.base.audit.actions import look
from pakten.base.audit.models import Event
from pakten.base.audit.queries import events_of
from pakten.base.audit.states import LookPurpose
from pakten.parties.guidance.models import Handover, Leave
from pakten.parties.guidance.queries import kept_instead, plan_of, sessions_of
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.consent_texts import consent_texts
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import in_force, with_profile
from pakten.parties.people.states import Purpose

HISTORY = 30
_PIECES = {
    "people_experience": "experiences",
    "people_wish": "wishes",
    "people_skill": "skills",
    "people_spokenlanguage": "languages",
    "people_reach": "reaches",
    "people_education": "educations",
}
_GUIDANCE = {
    "guidance_session": "sessions",
    "guidance_nextstep": "next_steps",
    "guidance_leave": "leaves",
    "guidance_handover": "handovers",
    "guidance_twinverdict": "verdicts",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """A change in words: when, what, by whom."""

    at: datetime
    title: str
    by: str
    number: int = 1


@needs(Verb.SEE_PERSON)
def see_person(request: PactRequest, pk: int) -> HttpResponse:
    """The page of one person. One's own profile has a page of its own.

    The address of a page that was made one with another leads on to it.
    """
    person = with_profile(request.actor).filter(pk=pk).first()
    if person is None:
        if kept := kept_instead(request.actor, pk):
            return redirect("see_person", kept)
        raise Http404
    if not may(request.actor, Verb.REGISTER_PARTICIPANT, person):
        return redirect("see_own_profile")
    today = timezone.localdate()
    look(person.pk, LookPurpose.PAGE, request.actor, timezone.now())
    placements = placements_of(request.actor).filter(participant=person)
    given = in_force(person)
    texts = consent_texts(get_language() or "sv", today)
    erasure = person.erasures.filter(state="waiting").first()
    context: dict[str, Any] = {
        "person": person,
        "near": near_work(each.occupation_id for each in person.experiences.all()),
        "consents": [{"text": text, "consent": given.get(text.purpose)} for text in texts],
        "today": today,
        "may_match": Purpose.MATCHING in given,
        "placements": [
            {"row": row, "standing": standing_of(row, today, due_on=getattr(row, "due_on", None))}
            for row in placements
        ],
        "history": history_of(person),
        "sharing": next((t.title for t in texts if t.purpose == Purpose.SHARING), "")
        if Purpose.SHARING in given and may(request.actor, Verb.SHARE_PERSON, person)
        else "",
        "may_erase": erasure is None and may(request.actor, Verb.ASK_ERASURE, person),
        "erasure": erasure,
        **guidance_of(request.actor, person),
    }
    return render(request, "desk/person.html", context)


def guidance_of(actor: Actor, person: Participant) -> dict[str, Any]:
    """The counsellor's side: the plan, the sessions, and whether the person goes on."""
    steps, done = plan_of(actor, person)
    gone = Leave.objects.filter(participant=person, back_on__isnull=True)
    return {
        "steps": steps,
        "steps_done": done[:5],
        "sessions": sessions_of(actor, person),
        "leave": gone.first() if person.left_on else None,
        "handover": Handover.objects.filter(participant=person).select_related("giver").first(),
    }


def history_of(person: Participant) -> list[Happened]:
    """What has happened with the person's data, newest first, from the audit trail."""
    rows: dict[str, Iterable[int]] = {
        "people_participant": [person.pk],
        "people_consent": [each.pk for each in person.consents.all()],
        **{table: [p.pk for p in getattr(person, name).all()] for table, name in _PIECES.items()},
        **_with_guidance(person),
    }
    events = list(events_of(rows)[:HISTORY])
    names = dict(
        Account.objects.filter(pk__in={e.account_id for e in events}).values_list("pk", "name")
    )
    purposes = {each.pk: Purpose(each.purpose).label for each in person.consents.all()}
    told = [
        Happened(e.at, said, names.get(e.account_id or 0, ""))
        for e in events
        if (said := _in_words(e, purposes))
    ]
    return _together(told)


def _with_guidance(person: Participant) -> dict[str, list[int]]:
    """The rows of what the counsellor and the person did together, asked for at once."""
    rows = [
        getattr(person, name).order_by().values_list(Value(table), "pk")
        for table, name in _GUIDANCE.items()
    ]
    found: dict[str, list[int]] = {}
    for table, pk in rows[0].union(*rows[1:], all=True):
        found.setdefault(table, []).append(pk)
    return found


def _together(told: list[Happened]) -> list[Happened]:
    """The same thing by the same person on the same day is told once, with how many times."""
    runs = groupby(told, key=lambda each: (timezone.localdate(each.at), each.title, each.by))
    return [replace(rows[0], number=len(rows)) for _key, run in runs if (rows := list(run))]


def _in_words(event: Event, purposes: dict[int, Any]) -> str:
    if event.table == "people_participant":
        return _("Registered") if event.kind == Event.Kind.ADDED else _changed(event)
    if event.table == "people_consent":
        purpose = purposes.get(event.row_id, "")
        given = event.kind == Event.Kind.ADDED
        words = _("Said yes: {purpose}") if given else _("Took back: {purpose}")
        return words.format(purpose=purpose)
    words = {
        "people_experience": _("Added work done"),
        "people_wish": _("Added a wish"),
        "people_skill": _("Added a skill"),
        "people_spokenlanguage": _("Added a language"),
        "people_reach": _("Added a district within reach"),
        "people_education": _("Added studies"),
        "guidance_session": _("Filled in together"),
        "guidance_nextstep": _("Planned a step"),
        "guidance_leave": _("Noted that the person does not go on"),
        "guidance_handover": _("Got another counsellor"),
        "guidance_twinverdict": _("Somebody looked whether two pages are one person's"),
    }[event.table]
    if event.kind == Event.Kind.CHANGED:
        return _of_guidance(event)
    return words if event.kind == Event.Kind.ADDED else ""


def _of_guidance(event: Event) -> str:
    """A step done, or somebody who came back."""
    after = event.after or {}
    if event.table == "guidance_nextstep" and after.get("done_at"):
        return _("A step was done")
    return _("Came back") if event.table == "guidance_leave" and after.get("back_on") else ""


def _changed(event: Event) -> str:
    """Which fields changed, by the names people know them by; never what they held."""
    columns = {f.attname: str(f.verbose_name) for f in Participant._meta.concrete_fields}
    names = [columns[name] for name in event.after or {} if name in columns]
    return capfirst(_("changed: {fields}").format(fields=", ".join(names)))
