"""Working on a sheet: take new figures, fill in, send to the member."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.states import EndReason
from pakten.agreements.followup import notices
from pakten.agreements.followup.actions.campaigns import figures_day
from pakten.agreements.followup.actions.figures import figures_of, recorded, root_of
from pakten.agreements.followup.models import CheckIn, CheckInLine
from pakten.agreements.followup.rules import Answer, answer_faults
from pakten.agreements.followup.states import (
    OPEN_FOR_CHANGE,
    SHEETS,
    CampaignState,
    Decision,
    Next,
    SheetState,
    Told,
)
from pakten.base.access import Actor, Scope, Verb, may, require


@dataclass(frozen=True, slots=True)
class SheetTerms:
    """What the parties write besides the lines."""

    learned: str = ""
    decision: str = ""
    end_reason: str = ""
    meets_on: date | None = None
    meets_where: str = ""


def lock_sheet(sheet: CheckIn) -> CheckIn:
    """The sheet as it is now, held until the transaction ends."""
    rows = CheckIn.objects.select_related(
        "campaign", "letter", "organisation__responsible", "organisation__pact"
    )
    return rows.select_for_update(of=("self",)).get(pk=sheet.pk)


def can_step(sheet: CheckIn, verb: Verb) -> None:
    """Raise in words unless `SHEETS` lets the sheet take this step in an open campaign."""
    origins, _target = SHEETS[verb]
    if sheet.campaign.state != CampaignState.OPEN:
        raise ValidationError(_("This year's check-in is closed."))
    if sheet.state not in origins:
        raise ValidationError(
            _("The sheet is “%(state)s”, so this cannot be done now.")
            % {"state": sheet.get_state_display()}
        )


def of_the_office(by: Actor, sheet: CheckIn) -> bool:
    """Whether somebody works on the sheet for the city."""
    return may(by, Verb.SEND_CHECK_IN, {Scope("pact", sheet.pact_id)})


def open_sheet(sheet: CheckIn, seen: datetime | None = None) -> None:
    """Raise in words unless the sheet may be changed, and nobody has since `seen`."""
    if sheet.campaign.state != CampaignState.OPEN:
        raise ValidationError(_("This year's check-in is closed."))
    if sheet.state not in OPEN_FOR_CHANGE:
        raise ValidationError(
            _("The sheet is “%(state)s”. Open it again before you change it.")
            % {"state": sheet.get_state_display()}
        )
    if seen and sheet.changed_at != seen:
        raise ValidationError(
            _(
                "Somebody changed the sheet while you were writing. What you wrote is still here:"
                " compare and save again."
            ),
            code="changed",
        )


def touch(sheet: CheckIn, at: datetime) -> None:
    """Say when it was changed; whoever had agreed had agreed to what it said before."""
    sheet.changed_at = at
    sheet.save()
    sheet.approvals.all().delete()


def refresh_check_in(sheet: CheckIn, *, by: Actor, at: datetime) -> int:
    """Take the figures anew from the ledger. Returns how many lines changed.

    A changed figure takes a yes away, as any change does.
    """
    kept = lock_sheet(sheet)
    require(by, Verb.REFRESH_CHECK_IN, kept)
    open_sheet(kept)
    on = figures_day(kept.campaign, timezone.localdate(at))
    lines = list(kept.lines.select_related("pledge"))
    done = recorded((line.pledge for line in lines), on)
    changed = 0
    for line in lines:
        new = figures_of(line.pledge, done.get(root_of(line.pledge), 0), on)
        changed += new["recorded"] != line.recorded
        for name, value in new.items():
            setattr(line, name, value)
    CheckInLine.objects.bulk_update(lines, ["promised", "due_on", "recorded", "expected"])
    kept.figures_on = on
    if changed:
        touch(kept, at)
    else:
        kept.save(update_fields=["figures_on"])
    return changed


def fill_check_in(
    sheet: CheckIn, terms: SheetTerms, answers: Mapping[int, Answer], *,
    seen: datetime | None = None, by: Actor, at: datetime,
) -> CheckIn:  # fmt: skip
    """Write what both say: causes, what next, what was learned, go on, change or end.

    `answers` by line. Errors are keyed "l<line>-<field>". Either party may write on a sheet that
    was sent; when anything changes, a yes given to the words before it is taken away.
    """
    kept = lock_sheet(sheet)
    require(by, Verb.FILL_CHECK_IN, kept)
    if kept.state == SheetState.DRAFT and not of_the_office(by, kept):
        raise ValidationError(_("The pact office is still preparing the sheet."))
    open_sheet(kept, seen)
    return write_sheet(kept, terms, answers, at=at)


def write_sheet(
    kept: CheckIn, terms: SheetTerms, answers: Mapping[int, Answer], *, at: datetime
) -> CheckIn:
    """What `fill_check_in` writes, for an action that holds the sheet and has asked its own verb."""
    lines = {line.pk: line for line in kept.lines.all()}
    faults = _faults(kept, terms, {pk: a for pk, a in answers.items() if pk in lines}, lines)
    if faults:
        raise ValidationError(faults)
    changed = [line for pk, line in lines.items() if pk in answers and _put(line, answers[pk])]
    for line in changed:
        line.save()
    values = {
        "learned": terms.learned.strip(),
        "decision": terms.decision,
        "end_reason": terms.end_reason if terms.decision == Decision.END else "",
        "meets_on": terms.meets_on,
        "meets_where": terms.meets_where.strip(),
    }
    if changed or any(getattr(kept, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(kept, name, value)
        touch(kept, at)
    return kept


def _faults(
    sheet: CheckIn, terms: SheetTerms, answers: Mapping[int, Answer], lines: dict[int, CheckInLine]
) -> dict[str, str]:
    faults: dict[str, str] = {}
    for pk, answer in answers.items():
        found = answer_faults(answer, lines[pk].recorded, sheet.figures_on)
        faults |= {f"l{pk}-{name}": said for name, said in found.items()}
    if terms.decision == Decision.END and terms.end_reason not in ENDINGS:
        faults["end_reason"] = _("Choose why the letter ends.")
    changes = any(each.next != Next.GO_ON for each in answers.values())
    if terms.decision == Decision.GO_ON and changes:
        faults["decision"] = _("A promise changes or ends. Choose “Change” then.")
    return faults


ENDINGS = (EndReason.MEMBER_LEFT, EndReason.CITY_ENDED, EndReason.RAN_OUT)


def _put(line: CheckInLine, answer: Answer) -> bool:
    """Put an answer on a line; whether anything changed."""
    change = answer.next == Next.CHANGE
    values = {
        "told": answer.told,
        "more": answer.more if answer.told == Told.MORE else None,
        "cause": answer.cause,
        "side": answer.side,
        "note": answer.note.strip(),
        "next": answer.next,
        "new_quantity": answer.new_quantity if change else None,
        "new_due_on": answer.new_due_on if change else None,
    }
    changed = any(getattr(line, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(line, name, value)
    return changed


def send_check_in(sheet: CheckIn, *, by: Actor, at: datetime) -> CheckIn:
    """Send the prepared sheet to the member, who fills in its side."""
    kept = lock_sheet(sheet)
    require(by, Verb.SEND_CHECK_IN, kept)
    can_step(kept, Verb.SEND_CHECK_IN)
    mark_sent(kept, at)
    notices.tell_sent(kept, by=by, at=at)
    return kept


def mark_sent(sheet: CheckIn, at: datetime) -> None:
    """With the member from now on."""
    sheet.state, sheet.sent_at = SheetState.SENT, at
    sheet.save(update_fields=["state", "sent_at"])
