"""What is told when a round is published: once each, in the reader's language, without blame."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pakten.activities.rounds.models import Round, RoundUnmatched
from pakten.activities.rounds.states import Stopped
from pakten.base.accounts.models import Account
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import readers_of
from pakten.parties.organisations.states import ContactRole

# to the person: what stopped, short and plain
TO_YOU = {
    Stopped.LANGUAGE: gettext_lazy("Most of the places ask for more Swedish."),
    Stopped.TRAVEL: gettext_lazy("The places are too far from you."),
    Stopped.HOURS: gettext_lazy("The hours of the places do not suit you."),
    Stopped.START: gettext_lazy("The places begin before you can start."),
    Stopped.SKILL: gettext_lazy("The places ask for something you have not told us that you can."),
    Stopped.WORK: gettext_lazy("There is no place yet with the work you want."),
    Stopped.TAKEN: gettext_lazy("The places that suit you went to others this time."),
    Stopped.LIMIT: gettext_lazy("The places that suit you went to others this time."),
    Stopped.ASKED: gettext_lazy("We wait for a place that suits you better."),
    Stopped.DECIDED: gettext_lazy("We wait for a place that suits you better."),
}


def tell_without(each: Round, rows: Iterable[RoundUnmatched], *, at: datetime) -> None:
    """Those without a proposal: what stopped, what happens next, whom to call."""
    by_stop: dict[str, list[Reader]] = defaultdict(list)
    for row in rows:
        person = row.participant
        address = person.account.email if person.account else person.email
        reader = Reader(address, person.given_name, person.language, person.account_id)
        by_stop[row.stopped].append(reader)
    for stopped, readers in by_stop.items():
        _tell_stop(each, Stopped(stopped), readers, at=at)


def _tell_stop(each: Round, stopped: Stopped, readers: list[Reader], *, at: datetime) -> None:
    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "We have looked at all open places. There was no place for you this time. %(why)s "
            "You go first next time. Do you want to talk? Call us: %(phone)s."
        )
        return _("No proposal this time"), text % {
            "why": TO_YOU[stopped], "phone": each.pact.phone,
        }  # fmt: skip

    tell(
        readers, write, topic=Topic.PLACEMENTS, about=f"round:{each.pk}:without",
        path=reverse("see_home"), at=at,
    )  # fmt: skip


def tell_house(each: Round, house: Organisation, asked: int, *, at: datetime) -> None:
    """Those at a member who recruit: how many are asked, no names."""

    def write(reader: Reader) -> tuple[str, str]:
        subject = ngettext(
            "We have asked %(number)d person about your places",
            "We have asked %(number)d people about your places",
            asked,
        )
        text = _(
            "They answer first. You see a name when the person has said yes and we have "
            "presented them. You need not do anything now."
        )
        return subject % {"number": asked}, text

    tell(
        readers_of(house, ContactRole.RECRUITS), write, topic=Topic.PLACEMENTS,
        about=f"round:{each.pk}:house:{house.pk}", path=reverse("see_openings"), at=at,
    )  # fmt: skip


def tell_counsellor(
    each: Round, counsellor: Account, asked: int, without: int, *, at: datetime
) -> None:
    """The one who knows the people: how many were asked, how many were not."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "Of those you know, %(asked)d are asked about a place and %(without)d are without a "
            "proposal. On the page you see who, and what could help."
        )
        told = {"asked": asked, "without": without}
        return _("%(round)s is published") % {"round": each}, text % told

    tell(
        [Reader(counsellor.email, counsellor.name, account_id=counsellor.pk)], write,
        topic=Topic.PLACEMENTS, about=f"round:{each.pk}:counsellor",
        path=reverse("see_round", args=[each.pk]), at=at,
    )  # fmt: skip
