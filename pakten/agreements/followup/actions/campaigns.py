"""A year's check-ins: plan, open, prepare the sheets, close, in that order."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.followup.actions.figures import lines_for
from pakten.agreements.followup.models import Campaign, CheckIn, CheckInLine
from pakten.agreements.followup.rules import CampaignTerms, campaign_faults
from pakten.agreements.followup.states import CAMPAIGNS, CampaignState
from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.models import Pact

BATCH = 2000


def lock_campaign(campaign: Campaign) -> Campaign:
    """The campaign as it is now, held until the transaction ends."""
    return Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)


def _can_move(campaign: Campaign, to: CampaignState) -> None:
    origins, _verb = CAMPAIGNS[to]
    if campaign.state not in origins:
        raise ValidationError(
            _("The check-in is “%(state)s” and cannot become “%(to)s” from there.")
            % {"state": campaign.get_state_display(), "to": to.label}
        )


def plan_campaign(pact: Pact, terms: CampaignTerms, *, by: Actor, at: datetime) -> Campaign:
    """Set the dates of a year's check-in. Nobody is told until it opens."""
    require(by, Verb.PLAN_CAMPAIGN, pact)
    if faults := campaign_faults(terms):
        raise ValidationError(faults)
    return Campaign.objects.create(
        pact=pact,
        planned_by_id=by.account_id,  # type: ignore[misc]
        **asdict(terms),
    )


def edit_campaign(campaign: Campaign, terms: CampaignTerms, *, by: Actor, at: datetime) -> Campaign:
    """Change the dates. Once open, only the days to come: due and review."""
    kept = lock_campaign(campaign)
    require(by, Verb.EDIT_CAMPAIGN, kept)
    if kept.state == CampaignState.CLOSED:
        raise ValidationError(_("The check-in is closed and cannot be changed."))
    faults = campaign_faults(terms)
    if kept.state == CampaignState.OPEN:
        fixed = ("year", "period_from", "period_to", "opens_on")
        changed = [name for name in fixed if getattr(terms, name) != getattr(kept, name)]
        faults |= {name: _("The check-in has opened, so this day stands.") for name in changed}
    if faults:
        raise ValidationError(faults)
    for name, value in asdict(terms).items():
        setattr(kept, name, value)
    kept.save()
    return kept


def open_campaign(campaign: Campaign, *, by: Actor, at: datetime) -> Campaign:
    """Open on its day or later, and prepare a sheet for every member with a letter in force."""
    kept = lock_campaign(campaign)
    require(by, Verb.OPEN_CAMPAIGN, kept)
    _can_move(kept, CampaignState.OPEN)
    if timezone.localdate(at) < kept.opens_on:
        raise ValidationError(
            _("The check-in opens %(day)s. Change that day to open it earlier.")
            % {"day": kept.opens_on.isoformat()}
        )
    kept.state, kept.opened_at = CampaignState.OPEN, at
    kept.save()
    prepare_sheets(kept, at=at)
    return kept


def fill_campaign(campaign: Campaign, *, by: Actor, at: datetime) -> int:
    """Prepare sheets for members that came into force since. Returns how many; safe to repeat."""
    kept = lock_campaign(campaign)
    require(by, Verb.FILL_CAMPAIGN, kept)
    if kept.state != CampaignState.OPEN:
        raise ValidationError(_("Only a check-in under way gets more sheets."))
    return prepare_sheets(kept, at=at)


def members_without_sheet(campaign: Campaign, today: date) -> Sequence[Letter]:
    """Letters in force today, begun within the period, whose member has no sheet yet."""
    letters = Letter.objects.in_force(today).filter(
        pact=campaign.pact_id, active_from__lte=campaign.period_to
    )
    rows = letters.exclude(organisation__in=campaign.sheets.values("organisation"))
    return list(rows.order_by("organisation__sort_key", "pk"))


def prepare_sheets(campaign: Campaign, *, at: datetime) -> int:
    """The sheets that are missing, with figures from the ledger. Six queries whatever the number."""
    today = timezone.localdate(at)
    figures_on = figures_day(campaign, today)
    letters = members_without_sheet(campaign, today)
    made = CheckIn.objects.bulk_create(
        (
            CheckIn(
                pact_id=campaign.pact_id, campaign=campaign, letter=letter,
                organisation_id=letter.organisation_id, figures_on=figures_on,
                prepared_at=at, changed_at=at,
            )
            for letter in letters
        ),
        batch_size=BATCH,
    )  # fmt: skip
    lines = lines_for({sheet.letter_id: sheet for sheet in made}, campaign.period_to, figures_on)
    CheckInLine.objects.bulk_create(lines, batch_size=BATCH)
    return len(made)


def figures_day(campaign: Campaign, today: date) -> date:
    """The day the figures are taken: today, or the period's last day when that has passed."""
    return min(today, campaign.period_to)


def close_campaign(campaign: Campaign, *, by: Actor, at: datetime) -> Campaign:
    """Close after its review day. Sheets that were never agreed stay as they are, openly."""
    kept = lock_campaign(campaign)
    require(by, Verb.CLOSE_CAMPAIGN, kept)
    _can_move(kept, CampaignState.CLOSED)
    if timezone.localdate(at) < kept.review_on:
        raise ValidationError(
            _("The review is %(day)s. The check-in closes then, or change that day.")
            % {"day": kept.review_on.isoformat()}
        )
    kept.state, kept.closed_at = CampaignState.CLOSED, at
    kept.save()
    return kept
