"""A look from its beginning to the decision, and the end of an approval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.parties.organisations.actions import lock
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import VettingState
from pakten.parties.pacts.models import Pact
from pakten.parties.vetting import notices
from pakten.parties.vetting.models import CheckAnswer, ChecklistItem, Vetting
from pakten.parties.vetting.queries import open_look, unanswered
from pakten.parties.vetting.rules import Ruling, can_be_decided, shown_while_looked_at
from pakten.parties.vetting.states import STATE_AFTER, WARN_DAYS, Decision, Finding, LookKind


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one question, as typed."""

    item: ChecklistItem
    finding: str
    source: str = ""


def begin_vetting(organisation: Organisation, *, by: Actor, at: datetime) -> Vetting:
    """Begin a look. An approved member stays shown while it goes on, within a limit."""
    house = lock(organisation)
    require(by, Verb.BEGIN_VETTING, house)
    if open_look(house):
        raise ValidationError(_("A look is already under way."))
    seen_before = Vetting.objects.filter(organisation=house).exists()
    if house.vetting == VettingState.APPROVED and house.vetted_until:
        house.vetted_until = shown_while_looked_at(house.vetted_until, timezone.localdate(at))
        house.save(update_fields=["vetted_until"])
    return Vetting.objects.create(
        pact_id=house.pact_id, organisation=house, begun_at=at, begun_by_id=by.account_id or 0,
        kind=LookKind.RENEWED if seen_before else LookKind.FIRST,
    )  # fmt: skip


def answer_checks(vetting: Vetting, found: Iterable[Found], *, by: Actor, at: datetime) -> Vetting:
    """Keep what was found, question by question; the rest can be answered another day."""
    kept = _lock_open(vetting)
    require(by, Verb.ANSWER_CHECKS, kept)
    wrong = {
        f"source_{each.item.pk}": _("Write what the remark is and where you saw it.")
        for each in found
        if each.finding == Finding.REMARK and not each.source.strip()
    }
    if wrong:
        raise ValidationError(wrong)
    earlier = {each.item_id: each for each in kept.answers.all()}
    for each in found:
        _answer(kept, each, earlier.get(each.item.pk), timezone.localdate(at))
    return kept


def _answer(vetting: Vetting, found: Found, earlier: CheckAnswer | None, today: date) -> None:
    """An answer that says the same as before keeps the day it was checked."""
    source = found.source.strip()
    if earlier and (earlier.finding, earlier.source) == (found.finding, source):
        return
    CheckAnswer.objects.update_or_create(
        pact_id=vetting.pact_id, vetting=vetting, item=found.item,
        defaults={"finding": found.finding, "source": source, "checked_on": today},
    )  # fmt: skip


def decide_vetting(vetting: Vetting, ruling: Ruling, *, by: Actor, at: datetime) -> Vetting:
    """Approve until the next look, or refuse with a reason; a refused member is shown nowhere."""
    kept, today = _lock_open(vetting), timezone.localdate(at)
    require(by, Verb.DECIDE_VETTING, kept)
    findings = list(kept.answers.values_list("finding", flat=True))
    can_be_decided(ruling, unanswered(kept, today), findings, today)
    house = lock(kept.organisation)
    _stand(house, ruling)
    return _decided(kept, ruling, by=by, at=at)


def withdraw_approval(
    organisation: Organisation, ruling: Ruling, *, by: Actor, at: datetime
) -> Vetting:
    """Take an approval back: the member vanishes from every public page in the same transaction."""
    house = lock(organisation)
    require(by, Verb.WITHDRAW_APPROVAL, house)
    if house.vetting != VettingState.APPROVED:
        raise ValidationError(_("There is no approval to withdraw."))
    if not ruling.reason:
        raise ValidationError({"reason": _("Choose why.")})
    look = open_look(house) or Vetting.objects.create(
        pact_id=house.pact_id, organisation=house, begun_at=at, begun_by_id=by.account_id or 0,
        kind=LookKind.RENEWED,
    )  # fmt: skip
    _stand(house, ruling)
    return _decided(look, ruling, by=by, at=at)


def _stand(house: Organisation, ruling: Ruling) -> None:
    """How the organisation stands from now on. After a no it is shown only if published anew."""
    house.vetting = STATE_AFTER[Decision(ruling.decision)]
    is_approved = house.vetting == VettingState.APPROVED
    house.vetted_until = ruling.next_look if is_approved else None
    house.is_public = house.is_public and is_approved
    house.save(update_fields=["vetting", "vetted_until", "is_public"])


def _decided(look: Vetting, ruling: Ruling, *, by: Actor, at: datetime) -> Vetting:
    look.decision, look.words = ruling.decision, ruling.words.strip()
    look.reason = "" if ruling.decision == Decision.APPROVE else ruling.reason
    look.next_look = ruling.next_look
    look.decided_at, look.decided_by_id = at, by.account_id
    look.save()
    notices.tell_decision(look, at=at)
    return look


def _lock_open(vetting: Vetting) -> Vetting:
    rows = Vetting.objects.select_for_update(of=("self",)).select_related("organisation__pact")
    kept = rows.get(pk=vetting.pk)
    if kept.decision:
        raise ValidationError(_("This look is already decided. Begin a new one."))
    return kept


def warn_of_looks(pact_id: int, *, at: datetime) -> int:
    """Tell the office of approvals that end within 30 days; each is told once. Returns how many."""
    today = timezone.localdate(at)
    ending = Organisation.objects.vetted_on(today).filter(
        pact=pact_id, is_public=True, vetted_until__lte=today + timedelta(days=WARN_DAYS)
    )
    for house in ending.order_by("vetted_until", "id"):
        notices.warn_of_look(house, at=at)
    return len(ending)


@app.task(name="warn_of_looks_of_pact")
def warn_of_looks_of_pact(*, pact_id: int) -> None:
    """Run by the clock, one job a pact."""
    with pact_context(pact_id, verb="warn_of_looks"):
        warn_of_looks(pact_id, at=timezone.now())


def warn_of_all_looks(timestamp: int) -> None:
    """Called by the clock every morning."""
    for pact_id in Pact.objects.order_by("pk").values_list("pk", flat=True):
        warn_of_looks_of_pact.defer(pact_id=pact_id)
