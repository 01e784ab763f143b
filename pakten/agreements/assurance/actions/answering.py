"""What the other side says, and what is put right in the ledger because of it."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.assurance.models import Sample, Sampling
from pakten.agreements.assurance.rules import LINK_LASTS, Draw
from pakten.agreements.assurance.states import WRONG, Answer, Mend, Side
from pakten.agreements.commitments.rules import LARGEST_QUANTITY
from pakten.agreements.results.actions import confirm_outcome, correct_outcome, reverse_outcome
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import standing
from pakten.agreements.results.states import Correction, Evidence
from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as given: with the right number where the number was wrong."""

    answer: Answer
    number: int | None = None
    note: str = ""


def answer_sample(sample: Sample, said: Said, *, by: Actor, at: datetime) -> Sample:
    """The office answers: from what it has, or what the member's other contact says to it."""
    sample = _lock(sample)
    require(by, Verb.ANSWER_SAMPLE, sample)
    return _take(sample, said, by=by, at=at)


def answer_by_link(sample: Sample, said: Said, *, at: datetime) -> Sample:
    """The member's contact answers by the personal link, without an account."""
    sample = _lock(sample)
    if sample.side != Side.MEMBER or not works(sample, at):
        raise ValidationError(_("The link no longer works. Ask the office for a new one."))
    return _take(sample, said, by=None, at=at)


def works(sample: Sample, at: datetime) -> bool:
    """Whether it can still be answered by link."""
    return not sample.answer and (sample.reminded_at or sample.asked_at) + LINK_LASTS > at


def _lock(sample: Sample) -> Sample:
    rows = Sample.objects.select_for_update(of=("self",)).select_related("outcome__measure")
    return rows.get(pk=sample.pk)


def _take(sample: Sample, said: Said, *, by: Actor | None, at: datetime) -> Sample:
    """Keep the answer. A right deed is from now on confirmed by both sides."""
    if sample.answer:
        raise ValidationError(_("This is already answered."))
    _can_say(sample, said)
    sample.answer, sample.note = said.answer, said.note.strip()[:300]
    sample.number = said.number if said.answer == Answer.NUMBER else None
    sample.answered_at, sample.answered_by_id = at, by.account_id if by else None
    sample.save(update_fields=["answer", "number", "note", "answered_at", "answered_by"])
    row = stands(sample)
    if said.answer == Answer.RIGHT and row and row.evidence == Evidence.SELF_REPORTED:
        confirm_outcome(row, reason=_("Confirmed in the monthly check."), by=by, at=at)
    return sample


def _can_say(sample: Sample, said: Said) -> None:
    if said.answer != Answer.NUMBER:
        return
    if said.number is None or not 1 <= said.number <= LARGEST_QUANTITY:
        raise ValidationError({"number": _("Write a number from 1 to 100 000.")})
    if said.number == sample.outcome.quantity:
        raise ValidationError({"number": _("This is the number that stands already.")})


def stands(sample: Sample) -> Outcome | None:
    """The row that stands of the deed, wherever it has been moved; None where it is taken back."""
    rows = standing(Outcome.objects.filter(pk=sample.outcome_id))
    return rows.select_related("measure", "organisation", "pledge").first()


def mend_sample(
    sample: Sample, mend: Mend, *, reason: str, by: Actor, at: datetime, number: int | None = None
) -> Sample:
    """Put right what was wrong: the number, or the row taken back; or keep it, and say why."""
    sample = _lock(sample)
    require(by, Verb.MEND_SAMPLE, sample)
    if sample.answer not in WRONG or sample.mend:
        raise ValidationError(_("There is nothing to put right here."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why.")})
    row = stands(sample)
    if row and mend == Mend.CORRECTED:
        correct_outcome(row, number or sample.number or 0, reason=reason, by=by, at=at)
    elif row and mend == Mend.TAKEN_BACK:
        why = Correction.NEVER if sample.answer == Answer.NEVER else Correction.NUMBER
        reverse_outcome(row, reason=reason, by=by, at=at, correction=why)
    elif mend == Mend.CORRECTED:
        raise ValidationError({"mend": _("The row is taken back already.")})
    sample.mend, sample.mend_note = mend, reason.strip()[:200]
    sample.mended_at, sample.mended_by_id = at, by.account_id
    sample.save(update_fields=["mend", "mend_note", "mended_at", "mended_by"])
    return sample


def edit_sampling(pact: Pact, draw: Draw, *, by: Actor) -> Sampling:
    """How much is checked, from the next round on; rounds that are drawn keep their numbers."""
    require(by, Verb.EDIT_SAMPLING, pact)
    setting = Sampling.objects.select_for_update().filter(pact=pact).first() or Sampling(pact=pact)
    setting.share, setting.fewest, setting.most = draw.share, draw.fewest, draw.most
    setting.full_clean(exclude=["pact"])
    setting.save()
    return setting
