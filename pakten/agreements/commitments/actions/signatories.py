"""Who is to sign for each party: add, change, take away, while the letter is a draft."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions.holding import lock, open_for_change, touch
from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.rules import SignatoryTerms
from pakten.agreements.commitments.sides import require_side
from pakten.agreements.commitments.states import Party
from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.states import ContactRole, Kind
from pakten.parties.pacts.queries import city_signatories
from pakten.parties.pacts.states import LetterKind

MOST = 6  # names for one party; more is a slip


KIND_OF_LETTER = {
    Kind.COMPANY: LetterKind.COMPANIES,
    Kind.MUNICIPAL_COMPANY: LetterKind.PUBLIC,
    Kind.CITY_ADMINISTRATION: LetterKind.PUBLIC,
    Kind.AUTHORITY: LetterKind.PUBLIC,
    Kind.ASSOCIATION: LetterKind.ASSOCIATIONS,
}


def first_signatories(letter: Letter) -> None:
    """Whom a new letter begins with: the contacts who sign, and those who sign for the city.

    Without a contact who signs, the first contact; without signatories of the city's that day, the
    one the pact names.
    """
    contacts = list(letter.organisation.contacts.all())
    signing = [each for each in contacts if ContactRole.SIGNS in each.roles] or contacts[:1]
    members = [SignatoryTerms(c.name, c.title, c.email, c.language) for c in signing]
    for party, people in ((Party.MEMBER, members), (Party.CITY, _for_the_city(letter))):
        named: set[str] = set()
        for who in people[:MOST]:
            if who.name not in named:
                _put(letter, party, who, len(named))
            named.add(who.name)


def _for_the_city(letter: Letter) -> list[SignatoryTerms]:
    kind = KIND_OF_LETTER[Kind(letter.organisation.kind)]
    rows = city_signatories(letter.pact, letter.valid_from, kind)
    if rows:
        return [SignatoryTerms(r.name, in_swedish(r.title), r.email, "sv") for r in rows]
    pact = letter.pact
    only = SignatoryTerms(pact.signatory_name, in_swedish(pact.signatory_title), "", "sv")
    return [only] if pact.signatory_name else []


def in_swedish(title: LocalText) -> str:
    """A title as it stands in a letter, whose text is in Swedish whoever writes it."""
    return title.get("sv") or str(title)


def _put(letter: Letter, party: Party, who: SignatoryTerms, position: int) -> Signatory:
    return Signatory.objects.create(
        pact_id=letter.pact_id, letter=letter, party=party, position=position, **asdict(who)
    )


def _tidy(who: SignatoryTerms) -> SignatoryTerms:
    return replace(who, name=who.name.strip(), title=who.title.strip(), email=who.email.strip())


def _check(others: Sequence[Signatory], who: SignatoryTerms) -> None:
    if not who.name:
        raise ValidationError({"name": _("Write the name of the one who signs.")})
    if who.name.casefold() in {each.name.casefold() for each in others}:
        raise ValidationError({"name": _("This person already signs for this party.")})


def add_signatory(
    letter: Letter, party: Party, who: SignatoryTerms, *, by: Actor, at: datetime
) -> Signatory:
    """Add somebody who is to sign for a party of a draft."""
    kept = lock(letter)
    require(by, Verb.ADD_SIGNATORY, kept)
    require_side(by, kept, party)
    open_for_change(kept)
    others = list(kept.signatories.filter(party=party))
    who = _tidy(who)
    _check(others, who)
    if len(others) >= MOST:
        raise ValidationError(
            _("At most %(n)d can sign for a party. Remove somebody first.") % {"n": MOST}
        )
    last = kept.signatories.filter(party=party).aggregate(last=Max("position"))["last"]
    made = _put(kept, party, who, 0 if last is None else last + 1)
    touch(kept, by, at)
    return made


def edit_signatory(
    letter: Letter, signatory: Signatory, who: SignatoryTerms, *, by: Actor, at: datetime
) -> Signatory:
    """Change name, title or address of somebody who is to sign."""
    kept = lock(letter)
    require(by, Verb.EDIT_SIGNATORY, kept)
    require_side(by, kept, signatory.party)
    open_for_change(kept)
    row = kept.signatories.get(pk=signatory.pk)
    who = _tidy(who)
    _check(list(kept.signatories.filter(party=row.party).exclude(pk=row.pk)), who)
    for name, value in asdict(who).items():
        setattr(row, name, value)
    row.save()
    touch(kept, by, at)
    return row


def remove_signatory(letter: Letter, signatory: Signatory, *, by: Actor, at: datetime) -> Letter:
    """Somebody is not to sign after all."""
    kept = lock(letter)
    require(by, Verb.REMOVE_SIGNATORY, kept)
    require_side(by, kept, signatory.party)
    open_for_change(kept)
    kept.signatories.filter(pk=signatory.pk).delete()
    touch(kept, by, at)
    return kept
