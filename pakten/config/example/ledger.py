"""The deeds as rows of the ledger, under the same rules as those recorded by hand."""

import random
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import EndOutcome, OpeningKind, OpeningState
from pakten.agreements.results.actions import Traits
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Additionality, Correction, Evidence
from pakten.config.example.deeds import Deed, Planned, recorded_on, traits_of_somebody
from pakten.config.example.world import World
from pakten.parties.organisations.models import Representative
from pakten.parties.organisations.states import RepresentativeRole
from pakten.parties.pacts.models import CooperationForm

EVIDENCE = ((Evidence.CONFIRMED, 50), (Evidence.SELF_REPORTED, 38), (Evidence.REGISTER, 12))
ADDITIONAL = (
    (Additionality.NO, 34), (Additionality.PARTLY, 22), (Additionality.YES, 14),
    (Additionality.UNKNOWN, 30),
)  # fmt: skip
CORRECTIONS = 5


def claim_from_placements(world: World, deeds: list[Deed]) -> None:
    """What a placement counts besides its first day: presented in time, and a job afterwards."""
    planned = Planned(world, deeds)
    known = Placement.objects.select_related(
        "opening__organisation", "participant__target_group", "participant__district"
    )
    for placement in known.order_by("pk"):
        opening, person, source = (
            placement.opening,
            placement.participant,
            f"placement:{placement.pk}",
        )
        day = placement.presented_at and timezone.localdate(placement.presented_at)
        if day and not (opening.apply_by and day > opening.apply_by):
            traits = Traits.of(person, day)
            house = opening.organisation
            planned.claim(house, "candidates_presented", day, f"{source}:presented", traits)
        after = placement.ended_on
        if after and placement.end_outcome == EndOutcome.JOB and opening.kind != OpeningKind.JOB:
            traits = Traits.of(person, after)
            planned.claim(opening.organisation, "hires", after, f"{source}:job", traits)


def count_posted_jobs(world: World, deeds: list[Deed]) -> None:
    """Every place of a posted job is an offer, on the day it was posted."""
    measure = world.measures["job_offers"]
    jobs = Opening.objects.filter(kind=OpeningKind.JOB).exclude(state=OpeningState.DRAFT)
    for opening in jobs.select_related("organisation").order_by("pk"):
        day, source = timezone.localdate(opening.posted_at), f"opening:{opening.pk}:offered:1"
        deeds.append(Deed(opening.organisation, measure, day, None, source, quantity=opening.seats))


def record(world: World, deeds: list[Deed]) -> None:
    """Append every deed, then take a few wrong ones back by rows of their own."""
    deeds.sort(key=lambda deed: deed.day)
    known = Known.of(world)
    rows = [_row(world, known, deed, number) for number, deed in enumerate(deeds, 1)]
    Outcome.objects.bulk_create(rows, batch_size=1000)
    chance = world.chance("corrections")
    loose = [row for row in rows if row.source.startswith("report:")]
    for row in chance.sample(loose, min(CORRECTIONS, len(loose))):
        _take_back(world, row)


@dataclass(frozen=True, slots=True)
class Known:
    """The forms that can be chosen today by activity, and who signs in for a member."""

    forms: dict[int, list[CooperationForm]]
    tellers: dict[int, int]

    @classmethod
    def of(cls, world: World) -> "Known":
        forms: dict[int, list[CooperationForm]] = defaultdict(list)
        for each in CooperationForm.objects.filter(pact=world.pact, valid_from__isnull=True):
            forms[each.activity_id].append(each)
        rows = Representative.objects.filter(role=RepresentativeRole.MEMBER).order_by("pk")
        return cls(forms, dict(rows.values_list("organisation", "account")))


def _row(world: World, known: Known, deed: Deed, number: int) -> Outcome:
    chance = world.chance(f"ledger {number}")
    traits = deed.traits
    if deed.measure.per_person and not deed.source:
        traits = traits_of_somebody(world, chance)
    by_placement = bool(deed.source)
    evidence = chance.choices([e for e, _n in EVIDENCE], [n for _e, n in EVIDENCE])[0]
    return Outcome(
        pact=world.pact,
        organisation=deed.organisation,
        measure=deed.measure,
        occurred_on=deed.day,
        quantity=deed.quantity,
        pledge=deed.pledge,
        gender=traits.gender,
        age_band=traits.age_band,
        target_group=traits.target_group,
        district=traits.district,
        language_stage=traits.language_stage,
        form=_form_of(known, deed, chance),
        evidence=Evidence.CONFIRMED if by_placement else evidence,
        additionality=chance.choices([a for a, _n in ADDITIONAL], [n for _a, n in ADDITIONAL])[0]
        if deed.measure.per_person
        else Additionality.UNKNOWN,
        source=deed.source or f"report:{number}",
        recorded_by_id=_teller(world, known, deed, evidence),
        recorded_at=world.moment(recorded_on(deed.day, world.today, chance), 15),
    )


def _teller(world: World, known: Known, deed: Deed, evidence: Evidence) -> int:
    """The member itself, where somebody there signs in and nobody else confirmed it; else the office."""
    own = known.tellers.get(deed.organisation.pk)
    told = own and not deed.source and evidence == Evidence.SELF_REPORTED
    return own if own and told else world.accounts["coordinator"].pk


def _form_of(known: Known, deed: Deed, chance: random.Random) -> CooperationForm | None:
    """A form of cooperation of the same activity and side; now and then nobody wrote which."""
    forms = known.forms.get(deed.measure.activity_id, [])
    fits = [each for each in forms if each.from_city == deed.measure.by_city]
    return chance.choice(fits) if fits and chance.random() < 0.85 else None


def _take_back(world: World, row: Outcome) -> None:
    Outcome.objects.create(
        pact=world.pact,
        organisation=row.organisation,
        measure=row.measure,
        occurred_on=row.occurred_on,
        quantity=-row.quantity,
        pledge=row.pledge,
        gender=row.gender,
        age_band=row.age_band,
        target_group=row.target_group,
        district=row.district,
        language_stage=row.language_stage,
        form=row.form,
        evidence=row.evidence,
        additionality=row.additionality,
        source=f"reversal:{row.pk}",
        note="Rapporterades två gånger.",
        reverses=row,
        correction=Correction.TWICE,
        recorded_by=world.accounts["coordinator"],
        recorded_at=world.moment(world.today, 8),
    )
