"""The office's log: what was said, corrected when wrong, and the next step until it is taken."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.accounts.models import Account
from pakten.parties.organisations.actions.locks import lock
from pakten.parties.organisations.models import Contact, Organisation, Talk
from pakten.parties.organisations.states import TalkKind


@dataclass(frozen=True, slots=True)
class TalkDetails:
    """What was said, as typed; a next step has words, a day and an owner, or none of them."""

    happened_on: date
    said: str
    kind: str = TalkKind.CALL
    contact: Contact | None = None
    next_step: str = ""
    next_on: date | None = None
    next_owner: Account | None = None


def write_talk(
    organisation: Organisation, details: TalkDetails, *, by: Actor, at: datetime
) -> Talk:
    """Add an entry. The day of the latest contact follows."""
    house = lock(organisation)
    require(by, Verb.WRITE_TALK, house)
    _can_be_written(house, details, timezone.localdate(at))
    talk = _write(house, details, by=by, at=at)
    if house.contacted_on is None or house.contacted_on < details.happened_on:
        _contacted(house, details.happened_on)
    return talk


def correct_talk(talk: Talk, details: TalkDetails, *, by: Actor, at: datetime) -> Talk:
    """Write the entry anew; the wrong one stays, marked as corrected."""
    house = lock(talk.organisation)
    require(by, Verb.CORRECT_TALK, house)
    wrong = _lock_talk(talk)
    if Talk.objects.filter(corrects=wrong).exists():
        raise ValidationError(_("This entry is already corrected. Correct the new one."))
    _can_be_written(house, details, timezone.localdate(at))
    made = _write(house, details, by=by, at=at, corrects=wrong)
    if house.contacted_on in (None, wrong.happened_on) or house.contacted_on < made.happened_on:
        latest = house.talks.standing().order_by("-happened_on").first()
        _contacted(house, latest.happened_on if latest else None)
    return made


def finish_step(talk: Talk, *, by: Actor, at: datetime) -> Talk:
    """The next step is taken."""
    kept = _lock_talk(talk)
    require(by, Verb.FINISH_STEP, kept)
    if not kept.next_step or kept.done_on is not None:
        raise ValidationError(_("This step is already done."))
    kept.done_on = timezone.localdate(at)
    kept.save(update_fields=["done_on"])
    return kept


def _can_be_written(house: Organisation, details: TalkDetails, today: date) -> None:
    wrong = {}
    if details.happened_on > today:
        wrong["happened_on"] = _("This day has not come yet.")
    if details.contact and details.contact.organisation_id != house.pk:
        wrong["contact"] = _("Choose a contact of this organisation.")
    if details.next_step and details.next_on is None:
        wrong["next_on"] = _("Choose the day by which the step is taken.")
    elif details.next_on and details.next_on < details.happened_on:
        wrong["next_on"] = _("The next step comes after the talk. Choose a later day.")
    if details.next_step and details.next_owner is None:
        wrong["next_owner"] = _("Choose who does it.")
    if details.next_on and not details.next_step:
        wrong["next_step"] = _("Write what the next step is, or clear its day.")
    if wrong:
        raise ValidationError(wrong)


def _write(
    house: Organisation,
    details: TalkDetails,
    *,
    by: Actor,
    at: datetime,
    corrects: Talk | None = None,
) -> Talk:
    values = {name: getattr(details, name) for name in TalkDetails.__slots__}
    if not details.next_step:
        values["next_owner"] = None
    return Talk.objects.create(
        pact_id=house.pact_id, organisation=house, corrects=corrects,
        written_by_id=by.account_id or 0, written_at=at, **values,
    )  # fmt: skip


def _contacted(house: Organisation, day: date | None) -> None:
    house.contacted_on = day
    house.save(update_fields=["contacted_on"])


def _lock_talk(talk: Talk) -> Talk:
    return Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
