"""The catalogue over the years: add, adapt from a day, retire. What was stays readable."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions.texts import Texts, carry_states, write_texts
from pakten.parties.pacts.models import (
    Activity,
    CooperationForm,
    Definition,
    Measure,
    Pact,
    TargetGroup,
)
from pakten.parties.pacts.rules import (
    check_begins,
    check_last_day,
    check_year,
    day_before,
    first_code,
    is_in_use,
    next_code,
)
from pakten.parties.pacts.states import TextChangeKind
from pakten.parties.pacts.texts import SOURCE

V = TypeVar("V", TargetGroup, CooperationForm, Measure)
R = TypeVar("R", bound=Definition)


@dataclass(frozen=True, slots=True)
class Added:
    """A definition to be added: its texts, its other columns, its first day (None: always)."""

    texts: Texts
    begins: date | None = None
    values: dict[str, object] = field(default_factory=dict)


def add_activity(pact: Pact, new: Added, *, by: Actor, at: datetime) -> Activity:
    """A new way to take part, after the others."""
    require(by, Verb.EDIT_CATALOGUE, pact)
    return add_definition(Activity, pact, new, by=by, at=at)


def add_form(activity: Activity, new: Added, *, by: Actor, at: datetime) -> CooperationForm:
    """A new form of cooperation within an activity."""
    require(by, Verb.EDIT_CATALOGUE, activity)
    can_join(activity, new.begins)
    with_activity = Added(new.texts, new.begins, {**new.values, "activity": activity})
    return add_definition(CooperationForm, activity.pact, with_activity, by=by, at=at)


def adapt_form(
    form: CooperationForm, texts: Texts, begins: date, *, by: Actor, at: datetime
) -> CooperationForm:
    """The same form of cooperation in other words, from a day on."""
    kept = lock(form)
    require(by, Verb.EDIT_CATALOGUE, kept)
    same = {"activity": kept.activity, "from_city": kept.from_city}
    return next_version(kept, Added(texts, begins, same), by=by, at=at)


def retire_form(
    form: CooperationForm, last_day: date, *, by: Actor, at: datetime
) -> CooperationForm:
    """A form of cooperation that is no longer offered after a day."""
    kept = lock(form)
    require(by, Verb.EDIT_CATALOGUE, kept)
    return close(kept, last_day)


def close(row: R, last_day: date) -> R:
    """Give a definition its last day."""
    if row.valid_to is not None and getattr(row, "successor_id", None):
        raise ValidationError({"last_day": _("A newer version has taken its place already.")})
    check_last_day(row, last_day)
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    return row


def lock(row: R) -> R:
    """The row as it is now, held until the change is done."""
    found: R = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found


def add_definition(model: type[R], pact: Pact, new: Added, *, by: Actor, at: datetime) -> R:
    """Keep a new definition last in its list, with a code made from its name."""
    name = new.texts.get("name", LocalText()).get(SOURCE, "").strip()
    if not name:
        raise ValidationError({"name": _("Write a name in Swedish.")})
    if new.begins:
        check_year(new.begins, "begins")
    others = model._default_manager.filter(pact=pact)
    last = others.order_by("-position").values_list("position", flat=True).first()
    made: R = model._default_manager.create(
        pact=pact,
        code=first_code(name, others.values_list("code", flat=True)),
        valid_from=new.begins,
        position=(last or 0) + 1,
        **new.values,
    )
    write_texts(made, new.texts, TextChangeKind.WRITTEN, by=by, at=at)
    return made


def next_version(before: V, new: Added, *, by: Actor, at: datetime) -> V:
    """Close a version the day before another begins. One planned for that very day is changed itself."""
    if new.begins is None:
        raise ValidationError({"begins": _("Choose the first day of the new version.")})
    if not new.texts.get("name", before.name).get(SOURCE, "").strip():
        raise ValidationError({"name": _("Write a name in Swedish.")})
    made = before
    if before.valid_from != new.begins or is_in_use(before):
        check_begins(before, new.begins)
        made = _copy(before, new.begins)
    for name, value in new.values.items():
        setattr(made, name, value)
    made.save()
    write_texts(made, new.texts, TextChangeKind.WRITTEN, by=by, at=at)
    return made


def _copy(before: V, begins: date) -> V:
    """A row like this one that follows it."""
    model = type(before)
    taken = model._default_manager.filter(pact=before.pact_id).values_list("code", flat=True)
    skipped = {"id", "code", "valid_from", "valid_to", "successor", "kin"}
    same = {
        each.name: getattr(before, each.name)
        for each in model._meta.concrete_fields
        if each.name not in skipped
    }
    made: V = model._default_manager.create(
        **same, code=next_code(before.code, taken), valid_from=begins
    )
    carry_states(before, made)
    before.valid_to, before.successor = day_before(begins), made
    before.save(update_fields=["valid_to", "successor"])
    return made


def can_join(activity: Activity, begins: date | None) -> None:
    last = activity.valid_to
    if last is not None and (begins is None or begins > last):
        raise ValidationError(
            {
                "begins": _("The activity ends on %(day)s. Keep it first.")
                % {"day": last.isoformat()}
            }
        )
