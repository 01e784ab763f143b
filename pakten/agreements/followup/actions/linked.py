"""What a contact without an account does by a personal link: a code, a yes; and taking a link back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.commitments.states import Party
from pakten.agreements.followup import notices
from pakten.agreements.followup.actions.agreeing import approve, what_is_missing
from pakten.agreements.followup.actions.sheets import can_step, lock_sheet, open_sheet
from pakten.agreements.followup.models import CheckIn, SheetCode, SheetLink
from pakten.agreements.followup.states import How
from pakten.agreements.signing.actions.codes import refuse_flood, spend
from pakten.agreements.signing.rules import CODE_LASTS, hash_of_code, new_code
from pakten.base.access import Actor, Verb, require


def lock_link(link: SheetLink, at: datetime) -> SheetLink:
    """The link as it is now, held until the transaction ends. Raises in words if it opens nothing."""
    rows = SheetLink.objects.select_for_update(of=("self",))
    kept = rows.select_related("contact", "check_in").get(pk=link.pk)
    if not kept.works(at):
        raise ValidationError(_("The link no longer works. Ask the office for a new one."))
    return kept


def open_by_link(link: SheetLink, *, at: datetime) -> None:
    """Note that somebody read it, the first time they wrote or asked for a code."""
    SheetLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)


def send_sheet_code(link: SheetLink, path: str, *, at: datetime) -> SheetCode:
    """Mail a new code to the contact of the link; the one before no longer works."""
    kept = lock_link(link, at)
    can_step(kept.check_in, Verb.AGREE_CHECK_IN)
    if missing := what_is_missing(kept.check_in):
        raise ValidationError(missing)
    sent = kept.codes.all()
    refuse_flood(sent, at)
    sent.filter(used_at=None, expires_at__gt=at).update(expires_at=at)
    digits = new_code()
    code = SheetCode.objects.create(
        pact_id=kept.pact_id, link=kept, code_hash=hash_of_code(digits, kept.pk, at), sent_at=at,
        expires_at=at + CODE_LASTS,
    )  # fmt: skip
    notices.tell_code(kept, digits, code.pk, path, at=at)
    return code


def use_sheet_code(link: SheetLink, typed: str, *, at: datetime) -> SheetCode | None:
    """The code when it is the right one, now used up; None for a wrong one, and the try is counted."""
    SheetLink.objects.select_for_update().get(pk=link.pk)
    return spend(link.codes.order_by("-sent_at", "-id").first(), typed, link.pk, at)


def agree_by_link(
    link: SheetLink, code: SheetCode, *, seen: datetime | None, at: datetime
) -> CheckIn:
    """The member's yes to exactly what was on the screen, by a link and its code."""
    sheet = lock_sheet(link.check_in)
    kept = lock_link(link, at)
    require(kept.holder, Verb.AGREE_CHECK_IN, sheet)
    if code.link_id != kept.pk or code.used_at != at:
        raise ValidationError(_("The code is wrong or too old. Look in the latest mail."))
    can_step(sheet, Verb.AGREE_CHECK_IN)
    open_sheet(sheet, seen)
    approve(sheet, Party.MEMBER, How.LINK, kept.name, by=kept.holder, at=at)
    notices.tell_agreed(sheet, Party.MEMBER, by=kept.holder, at=at)
    return sheet


def revoke_sheet_link(link: SheetLink, *, by: Actor, at: datetime) -> int:
    """Every link of its contact to the sheet stops working at once. Returns how many."""
    sheet = lock_sheet(link.check_in)
    require(by, Verb.REVOKE_SHEET_LINK, sheet)
    same = SheetLink.objects.filter(check_in=sheet, contact=link.contact_id, name=link.name)
    return same.filter(revoked_at=None).update(revoked_at=at)
