"""What time erases: every table with persons, by the rule it declares or the city's shorter one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import Count, ProtectedError, RestrictedError, Value
from django.db.models.deletion import Collector
from django.utils import timezone

from pakten.activities.opportunities.models import Placement
from pakten.base.accounts.erasing import erase_account
from pakten.base.accounts.models import Account
from pakten.base.audit.actions import forget_older, forget_values
from pakten.base.audit.retention import Retention
from pakten.base.tenancy.context import pact_context
from pakten.oversight.privacy.actions.erasing import erase_forgotten
from pakten.oversight.privacy.ages import due_rows
from pakten.oversight.privacy.models import Run
from pakten.oversight.privacy.plan import carry_out, going_with
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.queries import declared_retention, retention_years
from pakten.parties.people.models import Participant

VERB = "keep_rules"
# What only the database itself may remove.
BY_DATABASE = frozenset({"audit_event", "audit_look", "results_reading"})
A_NIGHT = 2000


@dataclass(frozen=True, slots=True)
class Due:
    """A table, its rule here, and how many rows are past it."""

    label: str
    rule: Retention
    years: int
    rows: int


def keep_all_rules(timestamp: int) -> None:
    """By the clock, every day."""
    now = timezone.now()
    for pact in list(Pact.objects.order_by("pk")):
        with pact_context(pact.pk, verb=VERB):
            keep_rules(pact, at=now)


def due_in(pact: Pact, at: datetime) -> list[Due]:
    """How many rows of each table are past their rule today, in one question. Changes nothing."""
    kept, rules = retention_years(pact), _timed()
    tables = [_rows(label, rule, kept[label], at) for label, rule in rules.items()]
    counts = [
        rows.order_by().values(label=Value(label)).annotate(rows=Count("pk"))
        for label, rows in zip(rules, tables, strict=True)
    ]
    found = {each["label"]: each["rows"] for each in counts[0].union(*counts[1:], all=True)}
    return [Due(label, rule, kept[label], found.get(label, 0)) for label, rule in rules.items()]


def _due_now(pact: Pact, at: datetime) -> Iterator[Due]:
    """The same table by table, counted when its turn comes: what went with another is not counted."""
    kept = retention_years(pact)
    for label, rule in _timed().items():
        yield Due(label, rule, kept[label], _rows(label, rule, kept[label], at).count())


def _timed() -> dict[str, Retention]:
    return {label: rule for label, rule in declared_retention().items() if rule.since}


def _rows(label: str, rule: Retention, years: int, at: datetime) -> models.QuerySet[Any]:
    return due_rows(_model(label), rule.since, _before(years, at))


def keep_rules(pact: Pact, *, at: datetime) -> Run | None:
    """Erase what is past its rule; what other rows still need is held and said so."""
    run = Run(pact=pact, ran_at=at, erased={}, held={})
    for due in _due_now(pact, at):
        if due.rows:
            erased = _erase(_model(due.label), due, at)
            run.erased |= {due.label: erased} if erased else {}
            run.held |= {due.label: due.rows - erased} if erased < min(due.rows, A_NIGHT) else {}
    if not run.erased and not run.held:
        return None
    run.save()
    return run


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _before(years: int, at: datetime) -> datetime:
    return at - timedelta(days=365.25 * years)


def _erase(model: type[models.Model], due: Due, at: datetime) -> int:
    before = _before(due.years, at)
    if model._meta.db_table in BY_DATABASE:
        oldest = at - timedelta(days=366)
        return forget_older(model._meta.db_table, min(before, oldest), at=at)
    rows = due_rows(model, due.rule.since, before).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:A_NIGHT])
    if model is Placement:
        carry_out(going_with(model, ids), at=at)
        return len(ids)
    return sum(_erased(model, pk, at) for pk in ids)


def _erased(model: type[models.Model], pk: Any, at: datetime) -> bool:
    if model is Participant:
        erase_forgotten(pk, at=at)
        return True
    if model is Account:
        return erase_account(pk, at=at)
    try:
        with transaction.atomic():
            _remove(model, pk, at)
    except (ProtectedError, RestrictedError, DatabaseError):
        return False
    return True


def _remove(model: type[models.Model], pk: Any, at: datetime) -> None:
    """Delete a row and what goes with it, and empty their history."""
    collector = Collector(using="default", origin=None)
    collector.collect(model._base_manager.filter(pk=pk))
    gone = {each: [row.pk for row in rows] for each, rows in collector.data.items()}
    for rows in collector.fast_deletes:
        gone.setdefault(rows.model, []).extend(rows.values_list("pk", flat=True))
    collector.delete()
    for each, ids in gone.items():
        if isinstance(each._meta.pk, models.AutoField | models.BigAutoField):
            forget_values(each._meta.db_table, ids, at=at)
