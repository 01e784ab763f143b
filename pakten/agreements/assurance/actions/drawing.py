"""The clock's part: once a month a few deeds are drawn and put to the other side; one reminder."""

import secrets
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from pakten.agreements.assurance import notices
from pakten.agreements.assurance.models import Round, Sample, Sampling
from pakten.agreements.assurance.rules import (
    REMIND_AFTER,
    Draw,
    drawn,
)
from pakten.agreements.assurance.states import Side
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.agreements.signing.rules import masked
from pakten.base.days import month_after, month_before
from pakten.base.notices.actions import Reader
from pakten.base.tenancy.context import pact_context
from pakten.parties.organisations.models import Representative
from pakten.parties.organisations.queries import readers_of
from pakten.parties.organisations.states import ContactRole
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.models import Pact


def draw_all_samples(timestamp: int) -> None:
    """The job, once a day; `config.jobs` says when. A round that is drawn already stays as it is."""
    at = timezone.now()
    for pact in Pact.objects.order_by("pk"):
        with pact_context(pact.pk, verb="draw_round"):
            draw_round(pact, month_before(timezone.localdate(at)), at=at)
            remind_samples(pact, at=at)


def draw_round(pact: Pact, month: date, *, at: datetime, seed: str = "") -> Round | None:
    """Draw among the deeds told in a month by one side alone, and ask the other. Once a month."""
    if Round.objects.filter(pact=pact, month=month).exists():
        return None
    setting = Sampling.objects.filter(pact=pact).first()
    draw = setting.draw if setting else Draw()
    ids = list(_told_in(pact.pk, month, at).values_list("pk", flat=True))
    try:
        with transaction.atomic():
            made = Round.objects.create(
                pact=pact, month=month, seed=seed or secrets.token_hex(16), population=len(ids),
                share=draw.share, fewest=draw.fewest, most=draw.most, drawn_at=at,
            )  # fmt: skip
    except IntegrityError:
        return None  # another worker was quicker
    chosen = drawn(ids, draw.size(len(ids)), made.seed)
    _ask(made, Outcome.objects.filter(pk__in=chosen).order_by("pk"), at)
    return made


def _told_in(pact_id: int, month: date, by: datetime) -> QuerySet[Outcome]:
    """What could be drawn: told by one side in the month, not taken back by then, not drawn before."""
    first, after = (_midnight(day) for day in (month, month_after(month)))
    rows = Outcome.objects.filter(
        Q(reversal__isnull=True) | Q(reversal__recorded_at__gt=by), pact=pact_id,
        recorded_at__gte=first, recorded_at__lt=min(after, by), reverses__isnull=True,
        evidence=Evidence.SELF_REPORTED,
    )  # fmt: skip
    return rows.exclude(origin__sample__asked_at__lt=by).order_by("pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def draw_again(made: Round) -> list[int]:
    """The rows that the recorded seed draws from the ledger as it stood: a proof of the drawing."""
    rows = _told_in(made.pact_id, made.month, made.drawn_at)
    ids = list(rows.values_list("pk", flat=True))
    return drawn(ids, made.draw.size(len(ids)), made.seed)


def _ask(made: Round, rows: QuerySet[Outcome], at: datetime) -> None:
    houses = rows.values("organisation")
    own = set(
        Representative.objects.filter(organisation__in=houses).values_list(
            "organisation", "account"
        )
    )
    for row in rows.select_related("organisation", "measure"):
        told_by_member = (row.organisation_id, row.recorded_by_id) in own
        side = Side.OFFICE if told_by_member else Side.MEMBER
        sample = Sample.objects.create(
            pact_id=made.pact_id, round=made, outcome=row, side=side, asked_at=at
        )
        if side == Side.MEMBER:
            _send_link(sample, at)
    if made.samples.filter(side=Side.OFFICE).exists():
        notices.tell_office(made, at=at)


def _send_link(sample: Sample, at: datetime) -> None:
    """A new personal link to the contact who handles the everyday work; an earlier one is dead."""
    reader = _contact_of(sample)
    if reader is None:
        return
    token = new_token(sample.pact_id)
    sample.token_hash, sample.sent_to = hash_of_token(token), masked(reader.email)
    sample.save(update_fields=["token_hash", "sent_to"])
    notices.tell_asked(sample, reader, token, at=at)


def _contact_of(sample: Sample) -> Reader | None:
    """Not the one who told, where the member has anybody else."""
    readers = readers_of(sample.outcome.organisation, ContactRole.DAILY)
    others = [each for each in readers if each.account_id != sample.outcome.recorded_by_id]
    return next(iter([*others, *readers]), None)


def remind_samples(pact: Pact, *, at: datetime) -> int:
    """One reminder of each that nobody has answered; the office gets one for all of a round."""
    waiting = Sample.objects.select_for_update(of=("self",)).filter(
        pact=pact, answer="", reminded_at__isnull=True, asked_at__lte=at - REMIND_AFTER
    )
    rows = list(waiting.select_related("round", "outcome__organisation", "outcome__measure"))
    for each in rows:
        each.reminded_at = at
        each.save(update_fields=["reminded_at"])
        if each.side == Side.MEMBER:
            _send_link(each, at)
    for made in {each.round for each in rows if each.side == Side.OFFICE}:
        notices.tell_office(made, at=at, again=True)
    return len(rows)
