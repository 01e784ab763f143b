"""Activities over the years. The row stays; its wordings are rows, so that every year can be read."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.actions.catalogue import lock
from pakten.parties.pacts.actions.texts import Texts, write_texts
from pakten.parties.pacts.models import (
    Activity,
    ActivityWording,
    CooperationForm,
    Measure,
    Pact,
)
from pakten.parties.pacts.rules import check_last_day, check_year, is_in_use
from pakten.parties.pacts.states import TextChangeKind
from pakten.parties.pacts.texts import SOURCE

_TEXTS = ("name", "summary", "description")
NOBODY = Actor(account_id=None, name="")


def adapt_activity(
    activity: Activity, texts: Texts, hours: str, begins: date, *, by: Actor, at: datetime
) -> ActivityWording:
    """Other words for an activity from a day on. The years before keep theirs.

    A day that has come changes the activity at once; a later one is kept as a plan that
    `begin_wordings` carries out. Raises `ValidationError` for a day before the present wording's.
    """
    kept = lock(activity)
    require(by, Verb.EDIT_CATALOGUE, kept)
    if not texts["name"].get(SOURCE, "").strip():
        raise ValidationError({"name": _("Write a name in Swedish.")})
    _can_adapt(kept, begins)
    _keep_first(kept)
    ActivityWording.objects.filter(activity=kept, valid_from=begins).delete()
    made = ActivityWording.objects.create(
        pact_id=kept.pact_id,
        activity=kept,
        valid_from=begins,
        hours_per_month=hours,
        **{name: texts[name] for name in _TEXTS},
    )
    if begins <= timezone.localdate(at):
        _begin(made, by=by, at=at)
    return made


def _can_adapt(activity: Activity, begins: date) -> None:
    check_year(begins, "begins")
    if activity.valid_to is not None and begins > activity.valid_to:
        raise ValidationError(
            {
                "begins": _("The activity ends on %(day)s. Keep it first.")
                % {"day": activity.valid_to.isoformat()}
            }
        )
    begun = activity.wordings.filter(is_begun=True).exclude(valid_from=begins)
    last = begun.order_by("-valid_from").values_list("valid_from", flat=True)
    floor = max([day for day in [*last, activity.valid_from] if day], default=None)
    if floor is not None and begins < floor:
        raise ValidationError(
            {
                "begins": _("Choose a day after %(day)s, when the present version begins.")
                % {"day": floor.isoformat()}
            }
        )


def _keep_first(activity: Activity) -> None:
    """The words an activity has had so far, before they change for the first time."""
    if not activity.wordings.exists():
        ActivityWording.objects.create(
            pact_id=activity.pact_id,
            activity=activity,
            valid_from=activity.valid_from,
            hours_per_month=activity.hours_per_month,
            is_begun=True,
            **{name: getattr(activity, name) for name in _TEXTS},
        )


def _begin(wording: ActivityWording, *, by: Actor, at: datetime) -> None:
    activity = wording.activity
    texts = {name: getattr(wording, name) for name in _TEXTS}
    write_texts(activity, texts, TextChangeKind.WRITTEN, by=by, at=at)
    activity.hours_per_month = wording.hours_per_month
    activity.save(update_fields=["hours_per_month"])
    wording.is_begun = True
    wording.save(update_fields=["is_begun"])


def begin_wordings(pact: Pact, *, at: datetime) -> int:
    """Carry out the plans whose day has come; how many. Safe to run again, and late."""
    due = ActivityWording.objects.select_for_update(of=("self",)).select_related("activity")
    due = due.filter(pact=pact, is_begun=False, valid_from__lte=timezone.localdate(at))
    wordings = list(due.order_by("valid_from"))
    for wording in wordings:
        _begin(wording, by=NOBODY, at=at)
    return len(wordings)


def begin_all_wordings(timestamp: int) -> None:
    """Every night, pact by pact: what is planned for the day begins."""
    for pact in Pact.objects.order_by("pk"):
        with pact_context(pact.pk, verb="begin_wordings"):
            begin_wordings(pact, at=timezone.now())


def retire_activity(activity: Activity, last_day: date, *, by: Actor, at: datetime) -> Activity:
    """No new promises in an activity after a day; those that are made run on."""
    kept = lock(activity)
    require(by, Verb.EDIT_CATALOGUE, kept)
    check_last_day(kept, last_day)
    open_or_with_it = Q(valid_to__isnull=True) | Q(valid_to=kept.valid_to)
    for model in (CooperationForm, Measure):
        rows = model.objects.filter(activity=kept)
        _drop_plans(rows.filter(valid_from__gt=last_day))
        rows.filter(open_or_with_it).update(valid_to=last_day)
    kept.valid_to = last_day
    kept.save(update_fields=["valid_to"])
    return kept


def _drop_plans(planned: QuerySet[CooperationForm] | QuerySet[Measure]) -> None:
    """What was to begin after the end never begins. Nothing points at a plan but what it follows."""
    planned.model._default_manager.filter(successor__in=planned).update(
        successor=None, valid_to=None
    )
    for plan in planned:
        if is_in_use(plan):
            raise ValidationError(
                {
                    "last_day": _("“%(name)s” is promised from %(day)s. Choose a later day.")
                    % {"name": plan.name, "day": plan.valid_from}
                }
            )
        plan.delete()


def keep_activity(activity: Activity, *, by: Actor, at: datetime) -> Activity:
    """Take back that an activity is to end, for it and what ends with it."""
    kept = lock(activity)
    require(by, Verb.EDIT_CATALOGUE, kept)
    if kept.valid_to is None:
        raise ValidationError(_("The activity has no last day."))
    for model in (CooperationForm, Measure):
        model.objects.filter(activity=kept, valid_to=kept.valid_to, successor__isnull=True).update(
            valid_to=None
        )
    kept.valid_to = None
    kept.save(update_fields=["valid_to"])
    return kept
