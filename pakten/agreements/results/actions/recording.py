"""Recording deeds in the ledger: each once, against at most one promise."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Pledge, in_force_on
from pakten.agreements.commitments.rules import LARGEST_QUANTITY
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.rules import why_not_told
from pakten.agreements.results.states import Additionality, Evidence
from pakten.base.access import Actor, Scope, Verb, may, require
from pakten.base.statistics.states import Gender
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import CooperationForm, District, Measure, TargetGroup
from pakten.parties.pacts.states import Deed
from pakten.parties.people.models import Participant


@dataclass(frozen=True, slots=True)
class Traits:
    """A person's statistical attributes as they were on the day: no name, no key to a person."""

    gender: str = ""
    age_band: str = ""
    target_group: TargetGroup | None = None
    district: District | None = None
    language_stage: str = ""

    @classmethod
    def of(cls, person: Participant, on: date) -> "Traits":
        """The traits of a participant on a day."""
        return cls(
            person.gender, person.age_band(on), person.target_group, person.district, person.swedish
        )


@dataclass(frozen=True, slots=True)
class Happening:
    """What was done. `source` names it once in the pact, so that it never counts twice."""

    measure: Measure
    organisation: Organisation
    occurred_on: date
    quantity: int
    source: str
    evidence: Evidence
    traits: Traits = Traits()
    additionality: Additionality = Additionality.UNKNOWN
    note: str = ""
    form: CooperationForm | None = None


def measure_of(deed: Deed, pact_id: int, on: date) -> Measure | None:
    """The measure in force that counts a kind of deed, or None where the city counts no such."""
    return Measure.objects.on(on).filter(pact_id=pact_id, deed=deed).first()


def record_outcome(
    deed: Happening, *, by: Actor, at: datetime, pledge: Pledge | None = None
) -> Outcome:
    """Append a deed to the ledger and count it against at most one pledge.

    Without `pledge` the one it fulfils is found: same member and measure, in the letter in force on
    the day (or else in a letter signed since, or ended), the day within the pledge's dates, the
    earliest due that is not yet full. Raises `ValidationError` for a day in the future, a quantity
    out of range or a pledge of another member or measure; recording the same `source` twice breaks
    a unique constraint.
    """
    require(by, Verb.RECORD_OUTCOME, deed.organisation)
    return append_outcome(deed, by=by, at=at, pledge=pledge)


def append_outcome(
    deed: Happening, *, by: Actor | None, at: datetime, pledge: Pledge | None = None
) -> Outcome:
    """What `record_outcome` does, for a caller that has already asked its own verb."""
    _can_record(deed, pledge, timezone.localdate(at))
    counted = pledge or _pledge_for(deed)
    return Outcome.objects.create(
        pact_id=deed.organisation.pact_id,
        organisation=deed.organisation,
        measure=deed.measure,
        occurred_on=deed.occurred_on,
        quantity=deed.quantity,
        pledge=counted,
        gender=deed.traits.gender,
        age_band=deed.traits.age_band,
        target_group=deed.traits.target_group,
        district=deed.traits.district,
        language_stage=deed.traits.language_stage,
        form=deed.form,
        evidence=deed.evidence,
        additionality=deed.additionality,
        source=deed.source,
        note=deed.note,
        recorded_by_id=by.account_id if by else None,
        recorded_at=at,
    )


def _can_record(deed: Happening, pledge: Pledge | None, today: date) -> None:
    if deed.occurred_on > today:
        raise ValidationError({"occurred_on": _("This day has not come yet.")})
    if not 1 <= deed.quantity <= LARGEST_QUANTITY:
        raise ValidationError({"quantity": _("Write a number from 1 to 100 000.")})
    if pledge and (pledge.organisation_id, pledge.measure.kin) != (
        deed.organisation.pk,
        deed.measure.kin,
    ):
        raise ValidationError({"pledge": _("The pledge is about something else.")})


def _pledge_for(deed: Happening) -> Pledge | None:
    """The pledge a deed fulfils. Locked, so that two deeds at once do not both see it unfilled."""
    lines = "letter_lines__letter__"
    chosen = (
        in_force_on(deed.occurred_on, lines),
        Q(**{f"{lines}state": LetterState.ACTIVE}),
        Q(**{f"{lines}state": LetterState.ENDED, f"{lines}ended_on__gte": deed.occurred_on}),
    )
    locked = next(filter(None, (_lock_fitting(deed, letters) for letters in chosen)), [])
    done = dict(
        Outcome.objects.filter(pledge__in=locked)
        .order_by()
        .values_list("pledge")
        .annotate(done=Coalesce(Sum(F("quantity")), 0))
    )
    open_ones = [p for p in locked if done.get(p.pk, 0) < p.quantity]
    return next(iter(open_ones or reversed(locked)), None)


def _lock_fitting(deed: Happening, letters: Q) -> list[Pledge]:
    """Pledges of such letters that the deed could fulfil on its day, the earliest due first."""
    side = Party.CITY if deed.measure.by_city else Party.MEMBER
    fitting = Pledge.objects.filter(
        letters,
        organisation=deed.organisation,
        measure__kin=deed.measure.kin,  # a promise made on an older definition still counts
        promised_by=side,
        starts_on__lte=deed.occurred_on,
        due_on__gte=deed.occurred_on,
    ).order_by("due_on", "id")
    return list(fitting.select_for_update(of=("self",)))


@dataclass(frozen=True, slots=True)
class Persons:
    """Who the persons of a deed were, in numbers: of whom women and men, and what all have in common."""

    women: int | None = None
    men: int | None = None
    unstated: int | None = None
    target_group: TargetGroup | None = None
    district: District | None = None

    def split(self, quantity: int) -> list[tuple[str, int]]:
        """The gender and number of each part; all in one, without a gender, where none is told."""
        told = {Gender.WOMAN: self.women, Gender.MAN: self.men, Gender.UNSTATED: self.unstated}
        if all(number is None for number in told.values()):
            return [("", quantity)]
        together = sum(number or 0 for number in told.values())
        if together != quantity or min(number or 0 for number in told.values()) < 0:
            said = _(
                "Women, men and not stated make {together} together, and you wrote {quantity} in all. "
                "Write numbers that make the same, or leave all three empty."
            )
            raise ValidationError({"women": said.format(together=together, quantity=quantity)})
        return [(gender.value, number) for gender, number in told.items() if number]


@dataclass(frozen=True, slots=True)
class Report:
    """A deed told by hand about a promise: when, how many, in few words."""

    occurred_on: date
    quantity: int
    note: str = ""
    evidence: Evidence = Evidence.SELF_REPORTED
    form: CooperationForm | None = None
    persons: Persons = Persons()


@transaction.atomic
def report_outcome(pledge: Pledge, report: Report, *, by: Actor, at: datetime) -> list[Outcome]:
    """Record a deed that was promised and that nothing else records: a row, or one for each part.

    A member's own word is *told by one side*; only the city says that a deed is confirmed, and who
    the persons were. Raises `ValidationError` for a promise not in force, a day outside it, what
    placements record, or women and men that do not make the quantity.
    """
    pledge = Pledge.objects.select_for_update(of=("self",)).get(pk=pledge.pk)
    require(by, Verb.RECORD_OUTCOME, pledge)
    by_city = may(by, Verb.RECORD_OUTCOME, {Scope("pact", pledge.pact_id)})
    if refusal := why_not_told(pledge, by_city=by_city):
        raise ValidationError(refusal)
    _can_report(pledge, report, timezone.localdate(at))
    persons = report.persons if by_city and pledge.measure.per_person else Persons()
    stem = f"report:{uuid4()}"
    whole = Happening(
        measure=pledge.measure,
        organisation=pledge.organisation,
        occurred_on=report.occurred_on,
        quantity=report.quantity,
        source=stem,
        evidence=report.evidence if by_city else Evidence.SELF_REPORTED,
        note=report.note.strip()[:200],
        form=report.form,
    )
    parts = [
        replace(
            whole,
            quantity=number,
            source=f"{stem}:{gender}" if gender else stem,
            traits=Traits(gender, target_group=persons.target_group, district=persons.district),
        )
        for gender, number in persons.split(report.quantity)
    ]
    return [append_outcome(part, by=by, at=at, pledge=pledge) for part in parts]


def _can_report(pledge: Pledge, report: Report, today: date) -> None:
    if report.form and report.form.activity_id != pledge.measure.activity_id:
        raise ValidationError({"form": _("This form of cooperation is of another activity.")})
    in_force = in_force_on(today, "letter__") | in_force_on(report.occurred_on, "letter__")
    if not pledge.letter_lines.filter(in_force).exists():
        raise ValidationError(_("The letter with this promise is not in force."))
    if not pledge.starts_on <= report.occurred_on <= pledge.due_on:
        raise ValidationError(
            {
                "occurred_on": _("The promise holds from {first} to {last}.").format(
                    first=pledge.starts_on, last=pledge.due_on
                )
            }
        )
