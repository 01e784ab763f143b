"""What else waits for a member than proposals: signatures, drafts, the check-in, questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.queries import drafts_waiting, letters_with_unread_comments
from pakten.agreements.events.models import Invitation
from pakten.agreements.events.states import Answer, EventState
from pakten.agreements.followup.models import CheckIn
from pakten.agreements.followup.queries.desk import my_question, sheets_waiting_for
from pakten.agreements.followup.states import SheetState
from pakten.agreements.signing.queries.waiting import mine_to_sign
from pakten.base.access import Actor, Verb, may
from pakten.faces.desk.member_places import Matter, of_places
from pakten.faces.desk.member_register import contacts_to_confirm
from pakten.parties.organisations.models import Organisation


def matters_of(house: Organisation, actor: Actor, email: str, today: date) -> list[Matter]:
    """Everything but the proposals: what is late, what others wait for, what is asked. Nine queries."""
    found = [
        *_to_sign(email),
        *_drafts(actor),
        *_sheets(actor, today),
        *_question(house, actor),
        *_contacts(house, actor, today),
        *of_places(house, actor, today),
    ]
    return sorted(found, key=lambda each: each.tone != "late")


def _to_sign(email: str) -> Iterator[Matter]:
    for each in mine_to_sign(email):
        yield Matter(
            "pencil-writing",
            _("The letter of intent waits for your signature"),
            _("Since %(day)s") % {"day": timezone.localdate(each.letter.changed_at).isoformat()},
            each.letter.organisation.name,
            _("Sign"),
            reverse("sign_own_letter", args=[each.letter_id]),
        )


def _drafts(actor: Actor) -> Iterator[Matter]:
    """One row for a draft, with what is new in its comments; one for other comments."""
    unread = {each.pk: each for each in letters_with_unread_comments(actor)}
    for draft in drafts_waiting(actor):
        yield _draft(draft, unread.pop(draft.pk, None))
    for letter in unread.values():
        yield Matter(
            "chat",
            _new_comments(letter),
            "",
            _("About the draft with %(name)s") % {"name": letter.organisation.name},
            _("Read"),
            reverse("see_letter", args=[letter.pk]) + "#comments",
        )


def _draft(draft: Letter, commented: Letter | None) -> Matter:
    return Matter(
        "letter",
        _("The draft of the letter waits for you"),
        _("Since %(day)s") % {"day": timezone.localdate(draft.changed_at).isoformat()},
        _new_comments(commented) if commented else _("Read it, change it or agree to it"),
        _("Read the draft"),
        reverse("see_letter", args=[draft.pk]),
    )


def _new_comments(letter: Letter) -> str:
    number: int = letter.unread  # type: ignore[attr-defined]
    return ngettext("%(n)d new comment", "%(n)d new comments", number) % {"n": number}


def _sheets(actor: Actor, today: date) -> Iterator[Matter]:
    for sheet in sheets_waiting_for(actor):
        due, days = sheet.campaign.due_on, (today - sheet.campaign.due_on).days
        late = ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
        yield Matter(
            "tasklist",
            _("The check-in waits for your yes"),
            late if days > 0 else _("By %(day)s") % {"day": due.isoformat()},
            str(sheet.campaign),
            _("Do the check-in"),
            reverse("see_check_in", args=[sheet.pk]),
            "late" if days > 0 else "",
        )


def _question(house: Organisation, actor: Actor) -> Iterator[Matter]:
    way = my_question(house.pk)
    if way and may(actor, Verb.CHOOSE_WAY, way):
        yield Matter(
            "compass",
            _("How do you want to go on?"),
            _("Since %(day)s") % {"day": timezone.localdate(way.asked_at).isoformat()},
            _("Rest, promise less, go on or end: no answer is wrong"),
            _("Answer"),
            reverse("choose_way", args=[way.pk]),
        )


def _contacts(house: Organisation, actor: Actor, today: date) -> Iterator[Matter]:
    review = contacts_to_confirm(house, today)
    if review and may(actor, Verb.CONFIRM_CONTACTS, house):
        yield Matter(
            "people",
            _("Are these still your people?"),
            _("Since %(day)s") % {"day": timezone.localdate(review.asked_at).isoformat()},
            _("We ask twice a year, so that we reach the right person"),
            _("Confirm the contacts"),
            reverse("confirm_contacts", args=[house.pk]),
        )


@dataclass(frozen=True, slots=True)
class Meeting:
    """The next time a member and the city meet. `at` is None where only the day is set."""

    day: date
    title: str
    note: str
    at: datetime | None = None
    href: str = ""


def next_meeting(house: Organisation, actor: Actor, email: str, now: datetime) -> Meeting | None:
    """The nearest of the check-in's meeting and the events somebody of the house is asked to."""
    found = [*_check_in_meeting(house, actor, timezone.localdate(now)), *_event(house, email, now)]
    return min(found, key=lambda each: each.day, default=None)


def _check_in_meeting(house: Organisation, actor: Actor, today: date) -> Iterator[Meeting]:
    rows = CheckIn.objects.visible_to(actor).filter(organisation=house, meets_on__gte=today)
    rows = rows.exclude(state=SheetState.CLOSED).select_related("campaign")
    for sheet in rows.order_by("meets_on")[:1]:
        page = reverse("see_check_in", args=[sheet.pk])
        yield Meeting(sheet.meets_on or today, _("Check-in"), str(sheet.campaign), href=page)


def _event(house: Organisation, email: str, now: datetime) -> Iterator[Meeting]:
    mine = Q(organisation=house) | Q(email__iexact=email) if email else Q(organisation=house)
    rows = Invitation.objects.filter(
        mine, sent_at__isnull=False, event__state=EventState.PLANNED, event__ends_at__gte=now
    ).exclude(answer=Answer.NO)
    for guest in rows.select_related("event").order_by("event__starts_at", "pk")[:1]:
        event = guest.event
        yield Meeting(
            timezone.localdate(event.starts_at), str(event.title), event.place, event.starts_at
        )
