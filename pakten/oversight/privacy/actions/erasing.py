"""Erasing a person: every row of theirs, what was written to them, their account and their history.

Run by a job; safe to run twice, for a request that is done names nobody any more.
"""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.notices import tell_employer_withdrawn
from pakten.activities.opportunities.states import LIVE, OpeningState, PlacementState
from pakten.base.accounts.erasing import erase_account
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import pact_context
from pakten.oversight.privacy.models import Erasure
from pakten.oversight.privacy.plan import carry_out, going_with
from pakten.oversight.privacy.states import Asker, ErasureState
from pakten.oversight.privacy.traces import (
    callbacks_of,
    erase_messages,
    erase_sessions,
    links_of,
    marks_of,
    still_named,
)
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import CallbackRequest, Participant, ProfileLink

VERB = "erase_person"


def erase_all_due(timestamp: int) -> None:
    """By the clock, every day: the requests whose waiting time is over, each in a transaction."""
    now = timezone.now()
    for pact_id in list(Pact.objects.order_by("pk").values_list("pk", flat=True)):
        with pact_context(pact_id):
            due = Erasure.objects.waiting().filter(due_on__lte=timezone.localdate(now))
            ids = list(due.values_list("pk", flat=True))
        for pk in ids:
            with pact_context(pact_id, verb=VERB):
                carry_out_erasure(pk, at=now)


def carry_out_erasure(pk: int, *, at: datetime) -> bool:
    """Erase whom a request is about. False when it is not waiting, or not due."""
    # the person first, then the request: as those who ask and take back do, or two could lock crosswise
    about = Erasure.objects.filter(pk=pk).values("participant")
    list(Participant.objects.select_for_update(of=("self",)).filter(pk__in=about))
    erasure = Erasure.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if erasure is None or erasure.state != ErasureState.WAITING:
        return False
    if erasure.due_on > timezone.localdate(at) or erasure.participant_id is None:
        return False
    rows, left = erase_person(erasure.participant_id, at=at)
    Erasure.objects.filter(pk=pk).update(
        state=ErasureState.DONE, ended_at=at, rows=rows, left=left, asked_by=None
    )
    return True


def erase_forgotten(person_id: int, *, at: datetime) -> None:
    """Erase a person nobody has been in touch with for so long as the rule says."""
    pact_id = Participant.objects.values_list("pact_id", flat=True).get(pk=person_id)
    rows, left = erase_person(person_id, at=at)
    Erasure.objects.create(
        pact_id=pact_id, asked=Asker.TIME, asked_at=at, due_on=timezone.localdate(at),
        state=ErasureState.DONE, ended_at=at, rows=rows, left=left,
    )  # fmt: skip


def erase_person(person_id: int, *, at: datetime) -> tuple[int, dict[str, int]]:
    """Remove all of a person. Returns how many rows went, and where others still name them."""
    person = (
        Participant.objects.select_for_update(of=("self",))
        .select_related("account")
        .get(pk=person_id)
    )
    marks, account = marks_of(person), person.account
    _end_placements(person, at=at)
    rows = carry_out(going_with(CallbackRequest, callbacks_of(marks)), at=at)
    rows += carry_out(going_with(Participant, [person_id]), at=at)
    rows += carry_out(going_with(ProfileLink, links_of(marks)), at=at)
    rows += erase_messages(marks)
    rows += erase_sessions(account.pk if account else None, marks)
    kept_account = account is not None and not erase_account(account.pk, at=at)
    words = [
        each for each in marks.words if not (kept_account and account and _is_of(account, each))
    ]
    return rows, still_named(words)


def _is_of(account: Account, word: str) -> bool:
    return word in (account.name, account.email, account.phone)


def _end_placements(person: Participant, *, at: datetime) -> None:
    """An employer who has seen the person hears that they do not go on. A started place stays taken."""
    for placement in person.placements.filter(state__in=LIVE).select_related("opening"):
        if placement.state == PlacementState.STARTED:
            _keep_taken(placement)
        elif placement.presented_at:
            tell_employer_withdrawn(placement, at=at)


def _keep_taken(placement: Placement) -> None:
    """The person goes on at work; the place is not offered again because we forget who has it."""
    Opening.objects.filter(pk=placement.opening_id, state=OpeningState.OPEN, seats__gt=1).update(
        seats=F("seats") - 1
    )
