"""Both parties' yes to the sheet: signed in or by phone, taken back, objected to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.states import Party
from pakten.agreements.followup import notices
from pakten.agreements.followup.actions.sheets import (
    SheetTerms,
    can_step,
    lock_sheet,
    mark_sent,
    of_the_office,
    open_sheet,
    write_sheet,
)
from pakten.agreements.followup.models import Approval, CheckIn
from pakten.agreements.followup.rules import OBJECT_DAYS, Answer
from pakten.agreements.followup.states import Decision, How, SheetState
from pakten.base.access import Actor, Verb, require


@dataclass(frozen=True, slots=True)
class Call:
    """What was said on the phone: by whom, and whether they agreed to the sheet."""

    name: str
    agrees: bool


def what_is_missing(sheet: CheckIn) -> list[str]:
    """What both have to write before they can agree, in words."""
    missing = []
    without = sum(line.is_short(sheet) and not line.cause for line in sheet.lines.all())
    if without:
        missing.append(
            _("%(n)d promises became less than promised and have no reason yet.") % {"n": without}
        )
    if not sheet.decision:
        missing.append(_("Choose what you do now: go on, change or end."))
    return missing


def agree_check_in(
    sheet: CheckIn, *, seen: datetime | None = None, by: Actor, at: datetime
) -> CheckIn:
    """A party's yes to exactly what was on the screen. When both have said it the sheet is agreed."""
    kept = lock_sheet(sheet)
    require(by, Verb.AGREE_CHECK_IN, kept)
    can_step(kept, Verb.AGREE_CHECK_IN)
    open_sheet(kept, seen)
    party = Party.CITY if of_the_office(by, kept) else Party.MEMBER
    approve(kept, party, How.SIGNED_IN, by.name, by=by, at=at)
    notices.tell_agreed(kept, party, by=by, at=at)
    return kept


def approve(
    sheet: CheckIn, party: Party, how: How, name: str, *, by: Actor, at: datetime
) -> Approval:
    """Note a yes. Raises in words while something is missing on the sheet."""
    if missing := what_is_missing(sheet):
        raise ValidationError(missing)
    if sheet.approvals.filter(party=party, how=How.PHONE).exists() and how != How.PHONE:
        sheet.approvals.filter(party=party).delete()
        sheet.object_by = None
    made = Approval.objects.create(
        pact_id=sheet.pact_id,
        check_in=sheet,
        party=party,
        how=how,
        name=name.strip()[:120],
        recorded_by_id=by.account_id,
        recorded_at=at,
    )
    if sheet.approvals.count() == len(Party):
        sheet.state = SheetState.AGREED
    sheet.save()
    return made


def phone_check_in(
    sheet: CheckIn, terms: SheetTerms, answers: Mapping[int, Answer], call: Call, *,
    seen: datetime | None = None, by: Actor, at: datetime,
) -> CheckIn:  # fmt: skip
    """Fill in for the member while you talk. The member gets a copy and two weeks to object."""
    kept = lock_sheet(sheet)
    require(by, Verb.PHONE_CHECK_IN, kept)
    open_sheet(kept, seen)
    if not call.name.strip():
        raise ValidationError({"told_by": _("Write whom you talked with.")})
    write_sheet(kept, terms, answers, at=at)
    if kept.state == SheetState.DRAFT:
        mark_sent(kept, at)
    kept.object_by = timezone.localdate(at) + timedelta(days=OBJECT_DAYS)
    kept.objection, kept.objected_at = "", None
    kept.save()
    if call.agrees:
        kept.approvals.filter(party=Party.MEMBER).delete()
        approve(kept, Party.MEMBER, How.PHONE, call.name, by=by, at=at)
    notices.tell_phoned(kept, call.name.strip(), agrees=call.agrees, by=by, at=at)
    return kept


def object_check_in(sheet: CheckIn, *, why: str, by: Actor, at: datetime) -> CheckIn:
    """The member objects to what was noted by phone: the yes falls and the sheet is open again."""
    kept = lock_sheet(sheet)
    require(by, Verb.OBJECT_CHECK_IN, kept)
    can_step(kept, Verb.OBJECT_CHECK_IN)
    if kept.object_by is None or timezone.localdate(at) > kept.object_by:
        raise ValidationError(_("There is nothing by phone to object to any more."))
    if kept.state == SheetState.CLOSED and kept.decision == Decision.END:
        raise ValidationError(_("The letter has ended. Call the pact office."))
    if not why.strip():
        raise ValidationError({"why": _("Write what is wrong.")})
    kept.approvals.all().delete()
    kept.state, kept.closed_at, kept.changed_at = SheetState.SENT, None, at
    kept.objection, kept.objected_at, kept.object_by = why.strip()[:500], at, None
    kept.save()
    notices.tell_objected(kept, by=by, at=at)
    return kept


def reopen_check_in(sheet: CheckIn, *, by: Actor, at: datetime) -> CheckIn:
    """Open an agreed sheet again; both agree anew to what it then says."""
    kept = lock_sheet(sheet)
    require(by, Verb.REOPEN_CHECK_IN, kept)
    can_step(kept, Verb.REOPEN_CHECK_IN)
    kept.approvals.all().delete()
    kept.state, kept.changed_at = SheetState.SENT, at
    kept.save()
    notices.tell_reopened(kept, by=by, at=at)
    return kept
