"""Messages about last days that come near, renewals, rests, questions, and a thank you."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from pakten.agreements.commitments.models import Letter
from pakten.agreements.followup.models import Rest, Way
from pakten.base.access import Actor
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import office_readers, readers_of
from pakten.parties.organisations.states import ContactRole
from pakten.parties.pacts.models import Measure


def tell_thanks(
    letter: Letter, deeds: Sequence[tuple[Measure, int]], *, by: Actor, at: datetime
) -> None:
    """A thank you when a letter ends: what was done together, and that the door is open."""
    house = letter.organisation

    def write(reader: Reader) -> tuple[str, str]:
        done = "\n".join(f"- {measure.name}: {number}" for measure, number in deeds)
        parts = [
            _("Thank you for the time that %(member)s has been part of the pact.")
            % {"member": house.name},
            _("This is what we did together:") + f"\n{done}" if deeds else "",
            _(
                "What was done stays in the results, and your history stays with us. You are"
                " welcome back whenever it suits you: one call is enough."
            ),
        ]
        return _("Thank you from %(city)s") % {"city": house.pact.city}, "\n\n".join(
            part for part in parts if part
        )

    readers = readers_of(house, ContactRole.SIGNS, ContactRole.DAILY)
    key, path = f"letter:{letter.pk}:thanks", reverse("see_letter", args=[letter.pk])
    tell(readers, write, topic=Topic.LETTERS, about=key, path=path, at=at)


def tell_ending(letter: Letter, left: int, threshold: int, draft: Letter | None, *, at: datetime) -> None:  # fmt: skip
    """The last day comes near: to the member and to the office, with where to renew."""
    words = {
        "member": letter.organisation.name,
        "city": letter.organisation.pact.city,
        "day": letter.valid_to.isoformat(),
        "n": left,
    }
    page = reverse("see_letter", args=[(draft or letter).pk])
    renew = page if draft else reverse("renew_letter", args=[letter.pk])

    def write(reader: Reader) -> tuple[str, str]:
        subject = ngettext(
            "The letter of intent with %(member)s ends in %(n)d day",
            "The letter of intent with %(member)s ends in %(n)d days",
            left,
        )
        begun = _(
            "The letter between %(member)s and %(city)s is in force until %(day)s. A new one is"
            " being drawn up. Sign it before then and nothing falls between."
        )
        not_begun = _(
            "The letter between %(member)s and %(city)s is in force until %(day)s. The new one"
            " begins with the old promises and what came of them: keep, change or leave out each."
        )
        return subject % words, (begun if draft else not_begun) % words

    key = f"letter:{letter.pk}:ends:{threshold}"
    house = letter.organisation
    members = readers_of(house, ContactRole.SIGNS, ContactRole.DAILY)
    tell(members, write, topic=Topic.REMINDERS, about=key, path=page, at=at)
    office = office_readers(letter.pact_id, house)
    tell(office, write, topic=Topic.REMINDERS, about=f"{key}:office", path=renew, at=at)


def tell_renewal(draft: Letter, *, by: Actor, at: datetime) -> None:
    """A new letter begins: both sides can write on it."""
    words = {"member": draft.organisation.name, "by": by.name, "day": draft.valid_from.isoformat()}

    def write(reader: Reader) -> tuple[str, str]:
        subject = _("A new letter of intent with %(member)s has begun") % words
        text = _(
            "%(by)s has begun the letter that is to hold from %(day)s, with the old promises and"
            " what came of them. Read it, change what you want to change, and send it on."
        )
        return subject, text % words

    house, path = draft.organisation, reverse("see_letter", args=[draft.pk])
    members = readers_of(house, ContactRole.SIGNS, ContactRole.DAILY)
    everybody = [*members, *office_readers(draft.pact_id, house)]
    others = [each for each in everybody if each.account_id != by.account_id]
    key = f"letter:{draft.pk}:renewal"
    tell(others, write, topic=Topic.LETTERS, about=key, path=path, at=at)


def tell_rest(rest: Rest, *, by: Actor, at: datetime) -> None:
    """A rest was agreed: until when, and that no reminders come meanwhile."""
    _to_house(
        rest.organisation,
        gettext_noop("%(member)s rests in the pact until %(day)s"),
        gettext_noop(
            "We have agreed that %(member)s rests until %(day)s. You get no reminders meanwhile."
            " The letter stays in force, and you can begin again any day: one call is enough."
        ),
        {"member": rest.organisation.name, "day": rest.until.isoformat()},
        about=f"rest:{rest.pk}",
        path=reverse("see_organisation", args=[rest.organisation_id]),
        at=at,
    )


def tell_asked(way: Way, since: date, *, at: datetime) -> None:
    """How do you want to go on? Asked kindly, answered with one tap."""
    _to_house(
        way.organisation,
        gettext_noop("How does %(member)s want to go on in the pact?"),
        gettext_noop(
            "Nothing has been recorded for %(member)s since %(day)s. That happens, and no answer is"
            " wrong: go on, rest for a while, promise less, or end with our thanks. You keep your"
            " history and are welcome back."
        ),
        {"member": way.organisation.name, "day": since.isoformat()},
        about=f"way:{way.pk}",
        path=reverse("choose_way", args=[way.pk]),
        at=at,
    )


def tell_way(way: Way, *, by: Actor, at: datetime) -> None:
    """The answer, to the office."""

    def write(reader: Reader) -> tuple[str, str]:
        said = {"member": way.organisation.name, "by": by.name, "way": way.get_answer_display()}
        subject = _("%(member)s has answered how it wants to go on") % said
        return subject, _("%(by)s answered: %(way)s.") % said

    readers = office_readers(way.pact_id, way.organisation)
    path = reverse("see_organisation", args=[way.organisation_id])
    tell(readers, write, topic=Topic.REGISTER, about=f"way:{way.pk}:answer", path=path, at=at)


def _to_house(
    house: Organisation, subject: str, text: str, words: dict[str, Any], *, about: str, path: str,
    at: datetime,
) -> None:  # fmt: skip
    def write(reader: Reader) -> tuple[str, str]:
        return _(subject) % words, _(text) % words

    readers = readers_of(house, ContactRole.SIGNS, ContactRole.DAILY)
    tell(readers, write, topic=Topic.CHECKINS, about=about, path=path, at=at)
