"""An import carried out, stopped and taken back: a job goes through its rows in small transactions.

What a row does to the register and the mark that it is done are one transaction, and the import is
locked in it. A worker may be killed at any moment and its job be run again, even twice at once: a
row that is done is never taken again, one that is not is still there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from pakten.base.access import Actor, Denied, Grant, Role, Scope, Verb
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import pact_context
from pakten.parties.imports.actions.carrying import RowRefused, carry_row
from pakten.parties.imports.actions.staging import lock
from pakten.parties.imports.actions.undoing import undo_row
from pakten.parties.imports.cells import Words
from pakten.parties.imports.matching import ROW
from pakten.parties.imports.models import UNDO_DAYS, Import, ImportRow
from pakten.parties.imports.queries import next_rows, rows_to_undo
from pakten.parties.imports.states import BATCHES, GOES_IN, BatchState, RowState
from pakten.parties.pacts.models import Staff

CHUNK = 50  # rows in a transaction
SLICE = 2.0  # seconds a job works before others get their turn
TRIES = RetryStrategy(max_attempts=8, exponential_wait=3)  # a lock that is held, a database away
Job = Task[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """What a job does to the next rows, under which verb, and the job that goes on after it."""

    step: Callable[[Import, Actor, datetime], bool]
    verb: Verb
    job: Job


def carry_out_import(batch: Import, *, by: Actor, at: datetime) -> Import:
    """Begin, or go on with, an import; a job does it."""
    kept = lock(batch, Verb.CARRY_OUT_IMPORT, by)
    if not kept.rows.filter(state__in=GOES_IN, done_at__isnull=True).exists():
        raise ValidationError(_("No row is ready to go in. Mend those that wait, or check again."))
    _move(kept, BatchState.RUNNING)
    kept.begun_at, kept.ordered_by_id, kept.stop_asked = kept.begun_at or at, by.account_id, False
    kept.save()
    _ask_for(carry_import, kept, by)
    return kept


def stop_import(batch: Import, *, by: Actor, at: datetime) -> Import:
    """Stop after the rows under way; what is in stays in."""
    kept = lock(batch, Verb.STOP_IMPORT, by)
    if kept.state != BatchState.RUNNING:
        raise ValidationError(_("The import is not under way."))
    kept.stop_asked = True
    kept.save(update_fields=["stop_asked"])
    _ask_for(carry_import, kept, by)
    return kept


def take_back_import(batch: Import, *, by: Actor, at: datetime) -> Import:
    """Begin to put everything back as it was; a job does it. Possible for seven days."""
    kept = lock(batch, Verb.TAKE_BACK_IMPORT, by)
    if kept.undo_until and timezone.localdate(at) > kept.undo_until:
        raise ValidationError(_("An import can be taken back for %(n)d days.") % {"n": UNDO_DAYS})
    if kept.forgotten_at:
        raise ValidationError(_("The rows of this file are forgotten."))
    _move(kept, BatchState.UNDOING)
    kept.ordered_by_id = by.account_id
    kept.save()
    _ask_for(undo_import_rows, kept, by)
    return kept


def _move(batch: Import, to: BatchState) -> None:
    if batch.state not in BATCHES[to][0]:
        raise ValidationError(
            _("The import is at “%(state)s”. Reload the page to see what can be done.")
            % {"state": batch.get_state_display()}
        )
    batch.state = to


def _ask_for(job: Job, batch: Import, by: Actor) -> None:
    """Defer the job in this transaction; one that already waits is enough."""
    waiting = job.configure(queueing_lock=f"import:{batch.pk}")
    try:
        with transaction.atomic():
            waiting.defer(pact_id=batch.pact_id, import_id=batch.pk, account_id=by.account_id)
    except AlreadyEnqueued:
        return


@app.task(name="carry_import", retry=TRIES)
def carry_import(*, pact_id: int, import_id: int, account_id: int) -> None:
    """Carry out rows for a short while, then leave the rest to a next job, so that mails get through."""
    work = Work(_carry_chunk, Verb.CARRY_OUT_IMPORT, carry_import)
    _work(work, pact_id=pact_id, import_id=import_id, account_id=account_id)


@app.task(name="undo_import_rows", retry=TRIES)
def undo_import_rows(*, pact_id: int, import_id: int, account_id: int) -> None:
    """Take rows back for a short while, then leave the rest to a next job."""
    work = Work(_undo_chunk, Verb.TAKE_BACK_IMPORT, undo_import_rows)
    _work(work, pact_id=pact_id, import_id=import_id, account_id=account_id)


def _work(work: Work, *, pact_id: int, import_id: int, account_id: int) -> None:
    enough, more = monotonic() + SLICE, True
    while more:
        with pact_context(pact_id, account_id, verb=work.verb.value):
            batch = Import.objects.select_for_update(of=("self",)).filter(pk=import_id).first()
            by = staff_actor(account_id, pact_id)
            more = batch is not None and work.step(batch, by, timezone.now())
            if more and batch and monotonic() > enough:
                _ask_for(work.job, batch, by)
                return


def staff_actor(account_id: int, pact_id: int) -> Actor:
    """Whoever ordered the job, with the roles held in the pact now."""
    name = Account.objects.filter(pk=account_id).values_list("name", flat=True).first() or ""
    held = Staff.objects.filter(pact=pact_id, account=account_id, ended_on__isnull=True)
    roles = held.order_by("pk").values_list("role", flat=True)
    scope = Scope("pact", pact_id)
    return Actor(account_id, name, tuple(Grant(Role(role), scope) for role in roles))


def _carry_chunk(batch: Import, by: Actor, at: datetime) -> bool:
    """Carry out the next rows; whether there may be more."""
    if batch.state != BatchState.RUNNING:
        return False
    rows = [] if batch.stop_asked else next_rows(batch, CHUNK)
    if not rows:
        _end(batch, BatchState.STOPPED if batch.stop_asked else BatchState.DONE, at)
        return False
    words = Words.of(batch.pact_id)
    for row in rows:
        _carry(row, words, by, at)
    return True


def _carry(row: ImportRow, words: Words, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            carry_row(row, words, by=by, at=at)
            row.done_at = at
            row.save()
    except RowRefused as refused:
        fresh = ImportRow.objects.get(pk=row.pk)
        fresh.state, fresh.problems = RowState.FAULTY, {ROW: f"refused:{refused}"}
        fresh.save(update_fields=["state", "problems"])


def _undo_chunk(batch: Import, by: Actor, at: datetime) -> bool:
    """Take the next rows back, the last first; whether there may be more."""
    if batch.state != BatchState.UNDOING:
        return False
    rows = rows_to_undo(batch, CHUNK)
    for row in rows:
        try:
            with transaction.atomic():
                row.left_because = undo_row(row, by=by, at=at)
        except Denied:
            row.left_because = "denied"
        row.undone_at = at
        row.save(update_fields=["left_because", "undone_at", "organisation"])
    if not rows:
        _end(batch, BatchState.UNDONE, at)
    return bool(rows)


def _end(batch: Import, to: BatchState, at: datetime) -> None:
    _move(batch, to)
    if to == BatchState.UNDONE:
        batch.undone_at = at
    else:
        batch.done_at, batch.stop_asked = at, False
    batch.save()
