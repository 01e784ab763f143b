"""What is written about weeks and follow-ups. A mail names neither the work nor how it went."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import FollowUp, Made, Placement
from pakten.activities.opportunities.notices import tell_disowned
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.models import Pulse
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic

__all__ = ["tell_call_me", "tell_disowned", "tell_follow_up", "tell_week"]


def tell_week(placement: Placement, reader: Reader, made: Made, *, at: datetime) -> None:
    """How was the week? One minute, behind a link of one's own."""
    is_person = made.link.side == Side.PERSON

    def write(_reader: Reader) -> tuple[str, str]:
        if is_person:
            return _("How was your week?"), _(
                "Three taps with the link. You need no account. Your supervisor sees what you answer."
            )
        return _("How was the week? It takes a minute"), _(
            "One question about the person you supervise. You need no account. The link is only "
            "yours and works for two weeks. On the page you can also stop these questions."
        )

    path = reverse("pulse_by_link", args=[made.token])
    about = f"link:{made.link.pk}"
    tell([reader], write, topic=Topic.PLACEMENTS, about=about, path=path, at=at, urgent=True)


def tell_follow_up(row: FollowUp, reader: Reader, made: Made, *, at: datetime) -> None:
    """How does it go after so many months? Reminders say that they are."""
    is_person, again = row.side == Side.PERSON, row.asked > 1

    def write(_reader: Reader) -> tuple[str, str]:
        told = {"number": row.months}
        subject = _("How does it go? Half a minute")
        text = (
            _("It is %(number)d months since you began. Tell us how it goes. You need no account.")
            if is_person
            else _(
                "It is %(number)d months since a person began with you. Tell us how it goes. "
                "You need no account."
            )
        )
        return (_("Once more: %s") % subject if again else subject), text % told

    path = reverse("follow_up_by_link", args=[made.token])
    about = f"link:{made.link.pk}"
    tell([reader], write, topic=Topic.PLACEMENTS, about=about, path=path, at=at, urgent=True)


def tell_call_me(pulse: Pulse, *, at: datetime) -> None:
    """Somebody wants to be rung about a placement: the counsellor hears it at once."""
    to = pulse.placement.participant.counsellor or pulse.placement.proposed_by

    def write(_reader: Reader) -> tuple[str, str]:
        text = _(
            "Somebody who answered about a week wants to be rung. Ring within two working days."
        )
        return _("Ring about a placement"), text

    tell(
        [Reader(to.email, to.name, account_id=to.pk)], write, topic=Topic.PLACEMENTS,
        about=f"pulse:{pulse.pk}:call:{at:%Y-%m-%d}",
        path=reverse("see_placement", args=[pulse.placement_id]), at=at,
    )  # fmt: skip
