"""Measures: add one, change its definition from a day, say who minds it, set what is aimed for."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions.catalogue import (
    Added,
    add_definition,
    can_join,
    close,
    lock,
    next_version,
)
from pakten.parties.pacts.actions.nesting import can_be_inside, can_take_away, formulas_of
from pakten.parties.pacts.actions.texts import Texts, write_texts
from pakten.parties.pacts.formulas import Counts, Formula, in_order, parse
from pakten.parties.pacts.models import Activity, Measure, Pact, Staff
from pakten.parties.pacts.rules import check_sentence, is_in_use, suiting
from pakten.parties.pacts.states import RECORDED_BY_ITSELF, Counting, Deed, TextChangeKind
from pakten.parties.pacts.texts import SOURCE


@dataclass(frozen=True, slots=True)
class MeasureDetails:
    """What is counted, how, and how it is promised, as typed. Either a deed or a formula."""

    texts: Texts
    deed: Deed | None = None
    formula: str = ""
    is_share: bool = False
    by_city: bool = False
    per_person: bool = False
    inside: str = ""
    is_headline: bool = False

    @property
    def counting(self) -> Counting:
        if self.formula:
            return Counting.FORMULA
        return Counting.LETTERS if self.deed == Deed.LETTER_SIGNED else Counting.DEEDS

    def values(self) -> dict[str, object]:
        """The columns besides the texts."""
        names = ("formula", "is_share", "by_city", "per_person", "inside", "is_headline")
        columns: dict[str, object] = {name: getattr(self, name) for name in names}
        return {**columns, "counting": self.counting, "deed": self.deed or ""}


@dataclass(frozen=True, slots=True)
class Minding:
    """What can change without the definition changing: who minds it, where it began, its splits.

    `seen` is `Minding.mark` of what the person had before them when they wrote.
    """

    owner_id: int | None
    baseline: int | None
    baseline_note: LocalText
    breakdowns: tuple[str, ...]
    is_headline: bool
    seen: str = ""

    @classmethod
    def of(cls, row: Measure) -> "Minding":
        splits = tuple(row.breakdowns)
        return cls(row.owner_id, row.baseline, row.baseline_note, splits, row.is_headline)

    @property
    def mark(self) -> str:
        """The same mark for the same content."""
        note = sorted(self.baseline_note.items())
        return f"{self.owner_id}|{self.baseline}|{note}|{self.breakdowns}|{self.is_headline}"


def add_measure(
    activity: Activity, details: MeasureDetails, begins: date | None, *, by: Actor, at: datetime
) -> Measure:
    """Something new to promise and count within an activity."""
    require(by, Verb.EDIT_MEASURE, activity)
    can_join(activity, begins)
    formula = _can_measure(activity.pact, details, kin="")
    values = {**_values(activity.pact, details, formula), "activity": activity}
    values["breakdowns"] = suiting(per_person=bool(values["per_person"]))
    return add_definition(
        Measure, activity.pact, Added(details.texts, begins, values), by=by, at=at
    )


def change_definition(
    measure: Measure, details: MeasureDetails, begins: date, *, by: Actor, at: datetime
) -> Measure:
    """Another definition from a day on. Deeds and promises of before keep the one they have."""
    kept = lock(measure)
    require(by, Verb.EDIT_MEASURE, kept)
    formula = _can_measure(kept.pact, details, kin=kept.kin)
    if is_in_use(kept):
        _can_change_used(kept, details, begins, timezone.localdate(at))
    values = {**_values(kept.pact, details, formula), "activity": kept.activity}
    return next_version(kept, Added(details.texts, begins, values), by=by, at=at)


def edit_measure(measure: Measure, minding: Minding, *, by: Actor, at: datetime) -> Measure:
    """Who minds a measure, what there was before the pact, what it is told by."""
    kept = lock(measure)
    require(by, Verb.EDIT_MEASURE, kept)
    if minding.seen and minding.seen != Minding.of(kept).mark:
        raise ValidationError(
            _("Somebody else changed this while you wrote. Save again to keep what you wrote.")
        )
    _can_mind(kept, minding)
    kept.owner_id, kept.baseline = minding.owner_id, minding.baseline
    kept.breakdowns, kept.is_headline = list(minding.breakdowns), minding.is_headline
    kept.save(update_fields=["owner", "baseline", "breakdowns", "is_headline"])
    note = {"baseline_note": minding.baseline_note}
    write_texts(kept, note, TextChangeKind.WRITTEN, by=by, at=at)
    return kept


def retire_measure(measure: Measure, last_day: date, *, by: Actor, at: datetime) -> Measure:
    """A measure that nobody promises or counts after a day. Promises made run on."""
    kept = lock(measure)
    require(by, Verb.EDIT_MEASURE, kept)
    asking = _asking_after(kept, last_day)
    if asking:
        raise ValidationError(
            {"last_day": _("%(name)s is worked out from it. Retire that first.")
             % {"name": asking[0]}}
        )  # fmt: skip
    return close(kept, last_day)


def _asking_after(kept: Measure, last_day: date) -> list[str]:
    """The kins that are worked out from a measure after a day."""
    others = Measure.objects.filter(pact=kept.pact, counting=Counting.FORMULA)
    living = others.filter(Q(valid_to=None) | Q(valid_to__gt=last_day))
    return sorted(row.kin for row in living if kept.kin in parse(row.formula).names)


def read_formula(pact: Pact, text: str, *, kin: str) -> Formula:
    """A formula that can be worked out: what it asks for exists, and nothing comes back to itself."""
    formula = parse(text)
    known = set(Measure.objects.filter(pact=pact).values_list("kin", flat=True))
    missing = sorted(formula.names - known)
    if missing:
        raise ValidationError(
            _("There is no measure %(name)s. Choose a code from the list; a minus has spaces around it.")
            % {"name": missing[0]}
        )  # fmt: skip
    if not formula.names:
        raise ValidationError(_("A formula asks for at least one measure."))
    if kin:
        in_order({**formulas_of(pact), kin: formula})
    return formula


def counted_by(pact: Pact, formula: Formula) -> Counts:
    """Whether a formula gives persons, other things, a mere number or a muddle."""
    rows = Measure.objects.filter(pact=pact, kin__in=formula.names, per_person=True)
    return formula.counts(set(rows.values_list("kin", flat=True)))


def _values(pact: Pact, details: MeasureDetails, formula: Formula | None) -> dict[str, object]:
    """The columns; a sum of persons counts persons whether that was ticked or not."""
    values = details.values()
    if formula:
        values["formula"] = formula.text
        values["per_person"] = counted_by(pact, formula) == Counts.PERSONS
        values["by_city"], values["inside"] = False, ""
    return values


def _can_measure(pact: Pact, details: MeasureDetails, *, kin: str) -> Formula | None:
    for lang, words in details.texts.get("pledge_sentence", LocalText()).items():
        name = "pledge_sentence" if lang == SOURCE else f"pledge_sentence_{lang}"
        check_sentence(words, name)
        if words and details.formula:
            raise ValidationError(
                {name: _("What is worked out cannot be promised. Leave it empty.")}
            )
    if not details.texts.get("unit", LocalText()).get(SOURCE, "").strip():
        raise ValidationError({"unit": _("Write what is counted, as “places” or “meetings”.")})
    if details.formula:
        return _can_work_out(pact, details, kin)
    _can_count(pact, details, kin)
    return None


def _can_work_out(pact: Pact, details: MeasureDetails, kin: str) -> Formula:
    if details.deed:
        raise ValidationError({"formula": _("Choose a deed or write a formula, not both.")})
    try:
        formula = read_formula(pact, details.formula, kin=kin)
    except ValidationError as error:
        raise ValidationError({"formula": error.messages}) from None
    counts = counted_by(pact, formula)
    if details.per_person and counts == Counts.MIXED:
        raise ValidationError(
            {"formula": _("This adds persons to what is not persons, so the sum is no number of persons.")}
        )  # fmt: skip
    if details.per_person and counts != Counts.PERSONS:
        raise ValidationError({"formula": _("This is not a number of persons.")})
    can_take_away(pact, formula)
    return formula


def _can_count(pact: Pact, details: MeasureDetails, kin: str) -> None:
    if not details.deed:
        raise ValidationError({"deed": _("Choose what is counted, or write a formula.")})
    if details.is_share:
        raise ValidationError({"is_share": _("A share is worked out. Write its formula.")})
    can_be_inside(pact, details.inside, kin=kin, per_person=details.per_person)
    if details.deed not in RECORDED_BY_ITSELF | {Deed.LETTER_SIGNED}:
        return
    other = Measure.objects.filter(pact=pact, deed=details.deed, valid_to=None)
    first = other.exclude(kin=kin).first()
    if first:
        raise ValidationError(
            {"deed": _("“%(name)s” counts this already. Each is counted once.") % {"name": first.name}}
        )  # fmt: skip


def _can_change_used(kept: Measure, details: MeasureDetails, begins: date, today: date) -> None:
    if (kept.by_city, kept.deed) != (details.by_city, details.deed or ""):
        raise ValidationError(
            {"deed": _("Promises are counted by this. Retire the measure and add another.")}
        )
    if begins < today:
        raise ValidationError(
            {"begins": _("What is already counted keeps its definition. Choose today or later.")}
        )


def _can_mind(kept: Measure, minding: Minding) -> None:
    holders = Staff.objects.filter(pact=kept.pact_id, ended_on=None)
    if minding.owner_id and not holders.filter(account=minding.owner_id).exists():
        raise ValidationError({"owner": _("Choose somebody who works with the pact.")})
    unfit = set(minding.breakdowns) - set(suiting(per_person=kept.per_person))
    if unfit:
        raise ValidationError({"breakdowns": _("This measure cannot be told by that.")})
