"""A round is begun, counted again and put aside; the counting itself is a job."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pakten.activities.rounds.models import Round
from pakten.activities.rounds.rules import refuse_move
from pakten.activities.rounds.states import RoundState
from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.models import Pact


def lock_round(pk: int) -> Round:
    """The round as it is now, locked first by everybody who changes it or its pairs."""
    return Round.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def draft_round(pact: Pact, values: Mapping[str, Any], *, by: Actor, at: datetime) -> Round:
    """Begin a round: what it takes in and what it must keep to."""
    require(by, Verb.DRAFT_ROUND, pact)
    if not values["kinds"]:
        raise ValidationError({"kinds": _("Choose at least one.")})
    with connection.cursor() as cursor:  # the number is the next one, also when two begin at once
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NUMBERS, pact.pk])
    last = Round.objects.filter(pact=pact).aggregate(last=Max("number"))["last"] or 0
    return Round.objects.create(
        pact=pact, number=last + 1, made_by_id=cast("int", by.account_id), made_at=at, **values
    )


_NUMBERS = 7301


def count_round(each: Round, *, by: Actor, at: datetime) -> Round:
    """Ask for the best distribution around what is decided; a job works it out."""
    kept = lock_round(each.pk)
    require(by, Verb.COUNT_ROUND, kept)
    refuse_move(kept, RoundState.SOLVING)
    kept.state, kept.asked_at, kept.turn = RoundState.SOLVING, at, kept.turn + 1
    kept.save(update_fields=["state", "asked_at", "turn"])
    ask_for("solve_round", kept, by, turn=kept.turn)
    return kept


def ask_for(job: str, each: Round, by: Actor, **more: int) -> None:
    """Defer a job of the room in this transaction; one that already waits is enough.

    By name: the module of the jobs imports the engine, which no web process needs.
    """
    lock = ":".join([job, str(each.pk), *map(str, more.values())])
    waiting = app.configure_task(job, queueing_lock=lock, allow_unknown=True)
    try:
        with transaction.atomic():
            waiting.defer(pact_id=each.pact_id, round_id=each.pk, account_id=by.account_id, **more)
    except AlreadyEnqueued:
        return


def discard_round(each: Round, *, by: Actor, at: datetime) -> Round:
    """Put a round aside; nobody has been told anything. It stays to be read."""
    kept = lock_round(each.pk)
    require(by, Verb.DISCARD_ROUND, kept)
    refuse_move(kept, RoundState.DISCARDED)
    kept.state, kept.ended_by_id, kept.ended_at = RoundState.DISCARDED, by.account_id, at
    kept.changes.pop("lost", None)
    kept.save(update_fields=["state", "ended_by", "ended_at", "changes"])
    return kept
