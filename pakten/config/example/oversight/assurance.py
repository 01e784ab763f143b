"""A year of monthly checks: what was drawn, what the other side said, and what was put right."""

import random
from collections import defaultdict
from datetime import date, timedelta

from django.utils import timezone

from pakten.agreements.assurance.actions import Said, answer_by_link, answer_sample, mend_sample
from pakten.agreements.assurance.models import Round, Sample
from pakten.agreements.assurance.rules import Draw, drawn
from pakten.agreements.assurance.states import WRONG, Answer, Mend, Side
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.base.access import Actor
from pakten.base.days import month_after, month_before
from pakten.config.actors import build_actor
from pakten.config.example.world import World
from pakten.parties.organisations.models import Representative

MONTHS = 12
SAID = ((Answer.RIGHT, 90), (Answer.NEVER, 4), (Answer.NUMBER, 3), (Answer.UNKNOWN, 3))


def make_rounds(world: World) -> None:
    """Twelve months, the last of them not yet answered in full."""
    rows = Outcome.objects.filter(
        evidence=Evidence.SELF_REPORTED, reverses__isnull=True, reversal__isnull=True
    )
    by_month: dict[date, list[Outcome]] = defaultdict(list)
    for row in rows.order_by("pk"):
        by_month[timezone.localdate(row.recorded_at).replace(day=1)].append(row)
    own = set(Representative.objects.values_list("organisation", "account"))
    by = build_actor(world.accounts["coordinator"])
    month = month_before(world.today)
    for back in range(MONTHS):
        _draw(world, month, by_month[month], own, by, latest=back == 0)
        month = month_before(month)


def _draw(
    world: World, month: date, rows: list[Outcome], own: set[tuple[int, int]], by: Actor, *,
    latest: bool,
) -> None:  # fmt: skip
    asked_on, draw, seed = month_after(month), Draw(), f"example {month}"
    asked = world.moment(asked_on, 7, 25)
    made = Round.objects.create(
        pact=world.pact, month=month, seed=seed, population=len(rows), share=draw.share,
        fewest=draw.fewest, most=draw.most, drawn_at=asked,
    )  # fmt: skip
    chosen = set(drawn([row.pk for row in rows], draw.size(len(rows)), seed))
    samples = Sample.objects.bulk_create(
        Sample(
            pact=world.pact, round=made, outcome=row, asked_at=asked,
            side=Side.OFFICE if (row.organisation_id, row.recorded_by_id) in own else Side.MEMBER,
        )
        for row in rows if row.pk in chosen
    )  # fmt: skip
    for place, sample in enumerate(samples):
        chance = world.chance(f"check {month} {place}")
        if latest and place in {0, 1}:
            continue  # not answered yet
        _answer(world, sample, chance, by, latest=latest)


def _answer(
    world: World, sample: Sample, chance: random.Random, by: Actor, *, latest: bool
) -> None:
    day = timezone.localdate(sample.asked_at) + timedelta(days=chance.randint(0, 9))
    at = world.moment(min(day, world.today), chance.randint(8, 16))
    answer = chance.choices([a for a, _n in SAID], [n for _a, n in SAID])[0]
    number = sample.outcome.quantity + 1 if answer == Answer.NUMBER else None
    said = Said(Answer(answer), number)
    if sample.side == Side.OFFICE:
        sample = answer_sample(sample, said, by=by, at=at)
    else:
        sample = answer_by_link(sample, said, at=at)
    if answer in WRONG and not latest:
        mend = Mend.CORRECTED if number else Mend.TAKEN_BACK
        later = world.moment(min(day + timedelta(days=2), world.today), 10)
        mend_sample(sample, mend, reason="Månadens stickprov.", by=by, at=later)
