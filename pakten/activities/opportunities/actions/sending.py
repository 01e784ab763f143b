"""Sending a proposal or a presentation: to those with an account a page, to the others a link."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.opportunities import notices
from pakten.activities.opportunities.actions.links import About, make_link
from pakten.activities.opportunities.actions.steps import lock
from pakten.activities.opportunities.models import Made, Placement
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.base.access import Actor, Verb, require
from pakten.base.notices.actions import Reader

P = PlacementState
SIDE_OF = {About.PROPOSAL: Side.PERSON, About.PRESENTATION: Side.EMPLOYER}
# while a link of the kind has something to answer, or an answer to show
ANSWERED_IN = {
    About.PROPOSAL: frozenset({P.PROPOSED, P.ACCEPTED}),
    About.PRESENTATION: frozenset({P.PRESENTED}),
}


def send_proposal(placement: Placement, *, by: Actor, at: datetime) -> None:
    """The person gets to know: on their page, or by a link of their own. Only with their yes to it."""
    for reader in notices.person_readers(placement):
        if reader.account_id:
            notices.tell_proposal(placement, reader, at=at)
        else:
            mail_link(placement, About.PROPOSAL, [reader], by=by, at=at)


def send_presentation(placement: Placement, *, by: Actor, at: datetime) -> None:
    """Those at the member who recruit: with an account on their page, the others by a link."""
    readers = notices.house_readers(placement)
    with_account = [each for each in readers if each.account_id]
    notices.tell_presented(placement, with_account, at=at)
    others = [each for each in readers if not each.account_id]
    if others:
        mail_link(placement, About.PRESENTATION, others, by=by, at=at)


def mail_link(
    placement: Placement, about: About, readers: list[Reader], *, by: Actor, at: datetime
) -> Made:
    """Make a link and mail it. Its text is not kept once it is sent."""
    made = make_link(
        placement, about, SIDE_OF[about], name=_name(placement, about), email=readers[0].email,
        by=by, at=at,
    )  # fmt: skip
    if about == About.PROPOSAL:
        notices.tell_proposal_link(placement, readers, made, at=at)
    else:
        notices.tell_presented_link(placement, readers, made, at=at)
    return made


def _name(placement: Placement, about: About) -> str:
    if about == About.PROPOSAL:
        return placement.participant.given_name
    return placement.opening.organisation.name


def send_link(
    placement: Placement, about: About, *, show: bool = False, by: Actor, at: datetime
) -> Made:
    """A new link to a proposal or a presentation: mailed, or shown once to print or copy.

    There are no text messages; a counsellor reads the link aloud, prints it or copies it.
    """
    placement = lock(placement)
    require(by, Verb.SEND_LINK, placement)
    if placement.state not in ANSWERED_IN[about]:
        raise ValidationError(_("There is nothing to answer now."))
    if show:
        return make_link(
            placement, about, SIDE_OF[about], name=_name(placement, about), by=by, at=at
        )
    readers = (
        notices.person_readers(placement)
        if about == About.PROPOSAL
        else notices.house_readers(placement)
    )
    if not readers:
        raise ValidationError(
            _(
                "There is no e-mail address to write to, or no yes to be written to. Show the link instead."
            )
        )
    return mail_link(placement, about, readers, by=by, at=at)
