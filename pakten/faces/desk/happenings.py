"""What has happened lately, in people's words: letters and members from the history, deeds from the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.results.models import Outcome
from pakten.base.access import Actor, Verb
from pakten.base.accounts.models import Account
from pakten.base.audit.models import Event
from pakten.parties.organisations.models import Organisation

LETTER, SIGNATURE, HOUSE = (
    "commitments_letter", "commitments_signature", "organisations_organisation",
)  # fmt: skip


# what those read who may not read letters
_OF_THE_REGISTER = frozenset(
    {
        Verb.ANSWER_INTEREST,
        Verb.EDIT_ORGANISATION,
        Verb.PUBLISH_ORGANISATION,
        Verb.WITHDRAW_ORGANISATION,
    }
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened."""

    at: datetime
    title: str
    text: str = ""
    href: str = ""


def _words() -> dict[str, str]:
    return {
        Verb.DRAFT_LETTER: _("%(who)s began a letter with %(house)s"),
        Verb.EDIT_LETTER: _("%(who)s changed the draft with %(house)s"),
        Verb.ADD_PLEDGE: _("%(who)s added a pledge to the draft with %(house)s"),
        Verb.EDIT_PLEDGE: _("%(who)s changed a pledge in the draft with %(house)s"),
        Verb.REMOVE_PLEDGE: _("%(who)s removed a pledge from the draft with %(house)s"),
        Verb.READY_LETTER: _("%(who)s made the letter with %(house)s ready to sign"),
        Verb.REOPEN_LETTER: _("%(who)s opened the letter with %(house)s for change"),
        Verb.SIGN_LETTER: _("%(who)s recorded a signature on the letter with %(house)s"),
        Verb.END_LETTER: _("%(who)s ended the letter with %(house)s"),
        Verb.REGISTER_ORGANISATION: _("%(who)s registered %(house)s"),
        Verb.ANSWER_INTEREST: _("%(who)s began a dialogue with %(house)s"),
        Verb.EDIT_ORGANISATION: _("%(who)s changed what the register says of %(house)s"),
        Verb.PUBLISH_ORGANISATION: _("%(who)s put %(house)s on the public pages"),
        Verb.WITHDRAW_ORGANISATION: _("%(who)s took %(house)s off the public pages"),
    }


def latest(actor: Actor, house: Organisation | None = None, number: int = 6) -> list[Happening]:
    """The newest first, in the pact or of one member. Five queries."""
    found = [*_from_history(actor, house, number), *_from_ledger(actor, house, number)]
    return sorted(found, key=lambda each: each.at, reverse=True)[:number]


def _events(house: Organisation | None) -> QuerySet[Event]:
    rows = Event.objects.exclude(verb="").order_by("-id")
    if house is None:
        return rows.filter(table__in=[LETTER, SIGNATURE, HOUSE])
    letters = list(house.letters.values_list("pk", flat=True))
    signed = Q(table=SIGNATURE, after__letter_id__in=letters)
    mine = Q(table=LETTER, row_id__in=letters) | Q(table=HOUSE, row_id=house.pk)
    return rows.filter(mine | signed)


def _from_history(actor: Actor, house: Organisation | None, number: int) -> Iterable[Happening]:
    words = _words()
    if not actor.holds(Verb.SEE_LETTERS):
        words = {verb: said for verb, said in words.items() if verb in _OF_THE_REGISTER}
    events = list(_events(house).filter(verb__in=words)[: number * 5])
    letters = Letter.objects.select_related("organisation").in_bulk(
        {pk for e in events if (pk := _letter_of(e))}
    )
    houses = Organisation.objects.in_bulk({e.row_id for e in events if e.table == HOUSE})
    accounts = {e.account_id for e in events if e.account_id}
    names = dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))
    seen = set()
    for event in events:
        letter = letters.get(_letter_of(event) or 0)
        about = letter.organisation if letter else houses.get(event.row_id)
        # Ten savings of a draft in a day are one piece of news.
        news = (event.at.date(), event.verb, event.account_id, about.pk if about else None)
        if about is None or news in seen:
            continue
        seen.add(news)
        who = names.get(event.account_id or 0, _("The system"))
        href = reverse("see_letter", args=[letter.pk]) if letter else _page(about)
        yield Happening(event.at, words[event.verb] % {"who": who, "house": about.name}, href=href)


def _letter_of(event: Event) -> int | None:
    if event.table == LETTER:
        return event.row_id
    found = (event.after or event.before or {}).get("letter_id")
    return found if event.table == SIGNATURE and isinstance(found, int) else None


def _page(house: Organisation) -> str:
    return reverse("see_organisation", args=[house.pk])


def _from_ledger(actor: Actor, house: Organisation | None, number: int) -> Iterable[Happening]:
    rows = Outcome.objects.visible_to(actor).filter(reverses__isnull=True, reversal__isnull=True)
    rows = rows.select_related("organisation", "measure").order_by("-recorded_at", "-id")
    if house:
        rows = rows.filter(organisation=house)
    alike: dict[tuple[int, int, date], list[Outcome]] = {}
    for row in rows[: number * 5]:
        day = timezone.localdate(row.recorded_at)
        alike.setdefault((row.organisation_id, row.measure_id, day), []).append(row)
    # Three people presented to one member in a day are one piece of news.
    for first, *more in alike.values():
        together = first.quantity + sum(row.quantity for row in more)
        text = f"{together} {first.measure.unit}".strip() if together > 1 else ""
        title = str(first.measure) if house else f"{first.organisation.name}: {first.measure}"
        yield Happening(first.recorded_at, title, text, _page(first.organisation))
