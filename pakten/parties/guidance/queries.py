"""Page-shaped reads: the open session, a person's plan, the profiles that may be doubles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from pakten.base.access import Actor, Verb
from pakten.parties.guidance.models import NextStep, Session, TwinVerdict
from pakten.parties.guidance.states import Verdict
from pakten.parties.people.likeness import Told, begins, digits, signs
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import told_of
from pakten.parties.people.states import Sign

MOST_PAIRS = 100


def open_session(actor: Actor, person: int) -> Session | None:
    """The session with this person that is open now."""
    rows = Session.objects.visible_to(actor).open().filter(participant=person)
    return rows.select_related("participant", "led_by").first()


def sessions_of(actor: Actor, person: Participant) -> list[Session]:
    """Sessions with the person, newest first, with who led them."""
    rows = Session.objects.visible_to(actor).filter(participant=person)
    return list(rows.select_related("led_by"))


def plan_of(actor: Actor, person: Participant) -> tuple[list[NextStep], list[NextStep]]:
    """The steps to come by their day, and those done, the latest first."""
    rows = NextStep.objects.visible_to(actor).filter(participant=person).select_related("done_by")
    steps = list(rows)
    done = sorted((s for s in steps if s.done_at), key=lambda s: (s.done_at, s.pk), reverse=True)
    return [s for s in steps if s.done_at is None], done


def kept_instead(actor: Actor, number: int) -> int | None:
    """The page that holds what the page with this number held, for those who may see it."""
    rows = TwinVerdict.objects.filter(
        gone=number, first__in=Participant.objects.visible_to(actor).values("pk")
    )
    return rows.values_list("first", flat=True).first()


def numbers_of(person_id: int) -> list[int]:
    """The person's number, and those of the pages that went into this one."""
    gone = TwinVerdict.objects.filter(first=person_id, gone__isnull=False)
    return [person_id, *(each.gone for each in gone.order_by("gone") if each.gone)]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles that may be one person's, and what makes them look so."""

    first: Participant
    second: Participant
    signs: tuple[Sign, ...]


def likely_twins(actor: Actor) -> list[Pair]:
    """Profiles that look like one person's and that nobody has decided about. Merges nothing."""
    found = _alike(actor)
    rows = _with_profile(found)
    return [Pair(rows[a], rows[b], tuple(s for s in Sign if s in found[a, b])) for a, b in found]


def number_of_twins(actor: Actor) -> int:
    """How many pairs wait for somebody to look. One query."""
    return len(_alike(actor)) if actor.where(Verb.SEE_TWINS, "pact") else 0


def _alike(actor: Actor) -> dict[tuple[int, int], frozenset[Sign]]:
    """The pairs and what makes them alike, the most alike first; without those told apart."""
    columns = ("pk", "given_name", "family_name", "birth_year", "phone", "email")
    apart = TwinVerdict.objects.filter(first=OuterRef("pk"), verdict=Verdict.APART).order_by()
    people = Participant.objects.visible_to(actor).order_by("pk").values(*columns)
    rows = list(people.annotate(apart=ArraySubquery(apart.values("second"))))
    told = {row["pk"]: told_of(row) for row in rows}
    decided = {(row["pk"], other) for row in rows for other in row["apart"]}
    found = {
        pair: frozenset(why)
        for pair in sorted(_candidates(told) - decided)
        if (why := signs(told[pair[0]], told[pair[1]]))
    }
    chosen = sorted(found, key=lambda pair: (-len(found[pair]), pair))[:MOST_PAIRS]
    return {pair: found[pair] for pair in chosen}


def signs_of(one: Participant, other: Participant) -> tuple[Sign, ...]:
    """What makes these two look alike."""
    found = signs(told_of(vars(one)), told_of(vars(other)))
    return tuple(sign for sign in Sign if sign in found)


def _with_profile(pairs: Iterable[tuple[int, int]]) -> dict[int, Participant]:
    wanted = {pk for pair in pairs for pk in pair}
    rows = Participant.objects.filter(pk__in=wanted).select_related("counsellor", "district")
    return rows.in_bulk()


def _candidates(told: dict[int, Told]) -> set[tuple[int, int]]:
    """Pairs worth comparing: the same year and first sounds, number or address; no others are alike."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, person in sorted(told.items()):
        for key in _keys(person):
            groups[key].append(pk)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


def _keys(person: Told) -> Iterator[tuple[str, str]]:
    yield "year", f"{person.birth_year} {begins(person)}"
    if number := digits(person.phone):
        yield "phone", number
    if person.email:
        yield "email", person.email.casefold()
