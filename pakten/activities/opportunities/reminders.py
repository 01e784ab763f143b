"""What a member is told about its own openings: is it still true, and next year's draft."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Opening
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.queries import readers_of
from pakten.parties.organisations.states import ContactRole


def tell_stale(opening: Opening, token: str, *, at: datetime) -> None:
    """Ask those who recruit at the member whether the opening is still true; one click answers."""

    def write(_reader: Reader) -> tuple[str, str]:
        told = {"title": opening.title}
        text = _(
            "Is “%(title)s” still true? Answer with the link; you need no account. If we hear "
            "nothing in two weeks the opening rests, and nobody is proposed. The link is yours: "
            "do not pass it on."
        )
        return _("Is it still true? %(title)s") % told, text % told

    tell(
        readers_of(opening.organisation, ContactRole.RECRUITS), write, topic=Topic.REMINDERS,
        about=f"opening:{opening.pk}:stale:{at.date().isoformat()}",
        path=reverse("confirm_by_link", args=[token]), at=at, urgent=True,
    )  # fmt: skip


def tell_next_year(opening: Opening, *, at: datetime) -> None:
    """What comes back every year lies as a draft; somebody looks at it and posts it."""

    def write(_reader: Reader) -> tuple[str, str]:
        told = {"title": opening.title}
        text = _(
            "“%(title)s” comes back every year, so there is a draft for the next time. Look at "
            "the days and post it when it is right. Nothing is seen by anybody until then."
        )
        return _("A draft for next year: %(title)s") % told, text % told

    tell(
        readers_of(opening.organisation, ContactRole.RECRUITS), write, topic=Topic.REMINDERS,
        about=f"opening:{opening.pk}:next year", path=reverse("edit_opening", args=[opening.pk]),
        at=at,
    )  # fmt: skip
