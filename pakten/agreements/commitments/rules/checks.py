"""What a letter needs before it is signed, and what is worth a second look."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from pakten.agreements.commitments.rules.terms import (
    LetterTerms,
    Promise,
    date_faults,
    pledge_faults,
)
from pakten.agreements.commitments.states import Party, Severity

SHORTEST = timedelta(days=90)
LARGE_SHARE = 0.25  # of the staff, for promises about persons
SMALL_HOUSE_MOST = 3
TIMES_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing about a letter, done or not, with how to mend it and where on the page.

    `go` is where one press leads, as the sheet's own "then": "add-city", "edit-12", "signer-city".
    """

    code: str
    done: bool
    text: str
    remedy: str = ""
    anchor: str = ""
    go: str = ""
    severity: Severity = Severity.MUST

    @property
    def blocks(self) -> bool:
        return not self.done and self.severity == Severity.MUST


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around a letter: the size of the house, what it promised before, who agrees."""

    employees: int | None = None
    before: Mapping[str, int] = field(default_factory=dict)
    agreed: bool = True
    open_comments: int = 0


NOTHING_AROUND = Surroundings()


def readiness(
    letter: LetterTerms,
    promises: Sequence[Promise],
    signers: Sequence[tuple[str, str]],
    around: Surroundings = NOTHING_AROUND,
) -> list[Check]:
    """Everything a letter needs before both parties sign, then what is only worth a look.

    `signers`: party and name of each of those who are to sign.
    """
    needed = [*_promised(promises), *_dates(letter, promises), *_signers(signers)]
    return needed + [check for check in _worth_a_look(letter, promises, around) if not check.done]


def _promised(promises: Sequence[Promise]) -> Iterator[Check]:
    unowned = [p for p in promises if p.party == Party.CITY and not p.terms.responsible.strip()]
    yield Check(
        "member_promises",
        any(p.party == Party.MEMBER for p in promises),
        _("The member promises something"),
        _("Add a pledge of the member's"),
        "add-member",
        "add-member",
    )
    yield Check(
        "city_promises",
        any(p.party == Party.CITY for p in promises),
        _("The city promises something in return"),
        _("Add a pledge of the city's"),
        "add-city",
        "add-city",
    )
    yield Check(
        "responsible",
        not unowned,
        _("The city has somebody responsible for each of its pledges"),
        _("Name somebody (%(n)d missing)") % {"n": len(unowned)},
        f"id_p{unowned[0].id}-responsible" if unowned else "",
        f"edit-{unowned[0].id}" if unowned else "",
    )


def _dates(letter: LetterTerms, promises: Sequence[Promise]) -> Iterator[Check]:
    outside = [p for p in promises if pledge_faults(p.terms, letter, carries_on=p.carries_on)]
    yield Check(
        "dates",
        not date_faults(letter) and not outside,
        _("All dates are within the time of the letter"),
        _("Change the date"),
        f"pledge-{outside[0].id}" if outside else "id_valid_to",
        f"edit-{outside[0].id}" if outside else "",
    )


def _signers(signers: Sequence[tuple[str, str]]) -> Iterator[Check]:
    parties = {party for party, _name in signers}
    left = Party.CITY if Party.MEMBER in parties else Party.MEMBER
    yield Check(
        "signatories",
        parties == set(Party),
        _("It is decided who signs"),
        _("Write who signs"),
        f"add-signatory-{left}",
        f"signer-{left}",
    )
    names = Counter(name.casefold() for _party, name in set(signers))
    both = [name for _party, name in signers if names[name.casefold()] > 1]
    yield Check(
        "one_for_both",
        not both,
        _("Nobody signs for both parties"),
        _("Choose somebody else than %(name)s for one of them") % {"name": both[0] if both else ""},
        f"add-signatory-{Party.MEMBER}",
        f"signer-{Party.MEMBER}",
    )


def _worth_a_look(
    letter: LetterTerms, promises: Sequence[Promise], around: Surroundings
) -> Iterator[Check]:
    look = Severity.SHOULD
    last = [p for p in promises if p.terms.due_on == letter.valid_to]
    yield Check(
        "no_date",
        not promises or len(last) < len(promises) or len(promises) == 1,
        _("No pledge has a day of its own: all end with the letter"),
        _("Set a nearer day for the first"),
        f"pledge-{last[0].id}" if last else "",
        f"edit-{last[0].id}" if last else "",
        look,
    )
    yield Check(
        "short",
        letter.valid_to - letter.valid_from >= SHORTEST,
        _("The letter lasts less than three months"),
        _("Choose a later last day"),
        "id_valid_to",
        "",
        look,
    )
    yield from _one_sided(promises)
    yield from _far_too_many(promises, around)
    yield from _together(around)


def _one_sided(promises: Sequence[Promise]) -> Iterator[Check]:
    sides: dict[str, set[str]] = {}
    for promise in promises:
        sides.setdefault(promise.activity, set()).add(promise.party)
    alone = [name for name, parties in sides.items() if parties == {Party.MEMBER}]
    answered = any(Party.CITY in parties for parties in sides.values())
    for name in alone if answered else ():
        yield Check(
            "nothing_in_return",
            False,
            _("%(activity)s: the city promises nothing in return") % {"activity": name},
            _("Add a pledge of the city's"),
            "add-city",
            "add-city",
            Severity.SHOULD,
        )


def _far_too_many(promises: Sequence[Promise], around: Surroundings) -> Iterator[Check]:
    for promise in promises:
        if promise.party != Party.MEMBER or not (said := _too_many(promise, around)):
            continue
        place = f"edit-{promise.id}"
        ask = _("Ask, or change the number")
        anchor = f"pledge-{promise.id}"
        yield Check("far_too_many", False, said, ask, anchor, place, Severity.SHOULD)


def _too_many(promise: Promise, around: Surroundings) -> str:
    """Why a promise is larger than what is likely, or nothing."""
    number, before = promise.terms.quantity, around.before.get(promise.measure, 0)
    words = {"what": promise.name, "n": number, "before": before, "staff": around.employees}
    if before and number > TIMES_BEFORE * before:
        return _("%(what)s: %(n)d is far more than the %(before)d of the last letter") % words
    staff = around.employees
    if promise.per_person and staff and number > max(SMALL_HOUSE_MOST, LARGE_SHARE * staff):
        return _("%(what)s: %(n)d is much for a house with %(staff)d employees") % words
    return ""


def _together(around: Surroundings) -> Iterator[Check]:
    yield Check(
        "agreed",
        around.agreed,
        _("Both have not agreed to this text yet"),
        _("Send it to the other party"),
        "",
        "share",
        Severity.SHOULD,
    )
    yield Check(
        "comments",
        not around.open_comments,
        _("Comments are left to solve: %(n)d") % {"n": around.open_comments},
        _("Read them"),
        "comments",
        "",
        Severity.SHOULD,
    )
