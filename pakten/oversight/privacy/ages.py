"""From when the years of a table's rule are counted: a column, a path to one, or a day worked out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, DateTimeField, F, Max, OuterRef, Subquery, When
from django.db.models.functions import Cast, Coalesce, Greatest

from pakten.activities.opportunities.models import FollowUp, Placement, PlacementStep
from pakten.activities.opportunities.states import PlacementState
from pakten.base.audit.models import Event
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

Expression = Any


def _latest(rows: models.QuerySet[Any], by: str, what: str) -> Subquery:
    found = rows.order_by().values(by).annotate(latest=Max(what)).values("latest")
    return Subquery(found, output_field=rows.model._meta.get_field(what))


def _last_contact() -> Expression:
    """The latest of: registered, signed in, a step taken, the person's own row changed; and the day
    somebody who has said yes to be asked afterwards is asked for the last time."""
    changed = Event.objects.filter(table=Participant._meta.db_table, row_id=OuterRef("pk"))
    steps = PlacementStep.objects.filter(placement__participant=OuterRef("pk"))
    asked = FollowUp.objects.filter(
        placement__participant=OuterRef("pk"),
        answered_on__isnull=True,
        placement__participant__consents__purpose=Purpose.FOLLOW_UP,
        placement__participant__consents__withdrawn_at__isnull=True,
    )
    to_ask = Cast(_latest(asked, "placement__participant", "due_on"), DateTimeField())
    return Greatest(
        "registered_at",
        Coalesce(to_ask, "registered_at"),
        Coalesce("account__last_login", "registered_at"),
        Coalesce(_latest(steps, "placement__participant", "at"), "registered_at"),
        Coalesce(_latest(changed, "row_id", "at"), "registered_at"),
    )


def _over() -> Expression:
    """When a placement ended or was declined; nothing while it goes on."""
    steps = PlacementStep.objects.filter(placement=OuterRef("pk"))
    last = Coalesce(_latest(steps, "placement", "at"), "proposed_at")
    ended = Greatest(last, Cast("ended_on", DateTimeField()))
    over = (PlacementState.ENDED, PlacementState.DECLINED)
    return Case(When(state__in=over, then=ended), output_field=DateTimeField())


# Days that no column holds, by the table and the name its rule gives them.
DERIVED: dict[tuple[type[models.Model], str], Callable[[], Expression]] = {
    (Participant, "last_contact"): _last_contact,
    (Placement, "over"): _over,
}


def counted_from(model: type[models.Model], since: str) -> Expression:
    """The expression the years are counted from; null means that they have not begun."""
    if (model, since) in DERIVED:
        return DERIVED[model, since]()
    paths = [Cast(F(path), DateTimeField()) for path in since.split()]
    return paths[0] if len(paths) == 1 else Coalesce(*paths)


def is_known(model: type[models.Model], since: str) -> bool:
    """Whether a rule names a day there is."""
    if (model, since) in DERIVED:
        return True
    return bool(since) and all(_is_day(model, path.split("__")) for path in since.split())


def _is_day(model: type[models.Model], path: list[str]) -> bool:
    try:
        found = model._meta.get_field(path[0])
    except FieldDoesNotExist:
        return False
    if len(path) == 1:
        return isinstance(found, models.DateField)
    return found.related_model is not None and _is_day(found.related_model, path[1:])


def due_rows(model: type[models.Model], since: str, before: datetime) -> models.QuerySet[Any]:
    """The rows whose time is over."""
    rows = model._base_manager.annotate(counted_from=counted_from(model, since))
    return rows.filter(counted_from__lt=before)
