"""Who can be proposed where: people with the right consents, nearest occupation first."""

import random
from collections import defaultdict
from datetime import date

from pakten.activities.matching import Need, Substitutions, explain
from pakten.activities.opportunities.fit import (
    CodedMark,
    coded_marks,
    need_of,
    seekers_of,
    substitutions_for,
)
from pakten.activities.opportunities.models import Opening
from pakten.base.terms.states import ConceptKind
from pakten.config.example.world import World
from pakten.parties.people.models import Consent, Participant, Wish
from pakten.parties.people.states import Purpose

NEEDED = frozenset({Purpose.MATCHING.value, Purpose.PRESENTING.value})


class Seekers:
    """The register as a pool; nobody is taken twice for the same opening, few more than twice."""

    def __init__(self, world: World, people: list[Participant]) -> None:
        given: dict[int, set[str]] = defaultdict(set)
        for person_id, purpose in Consent.objects.filter(withdrawn_at=None).values_list(
            "participant", "purpose"
        ):
            given[person_id].add(purpose)
        self._all = [p for p in people if given[p.pk] >= NEEDED and p.account_id is None]
        by_id = {person.pk: person for person in self._all}
        self._wanting: dict[int, list[Participant]] = defaultdict(list)
        for person_id, occupation_id in Wish.objects.order_by("pk").values_list(
            "participant", "occupation"
        ):
            if person_id in by_id:
                self._wanting[occupation_id].append(by_id[person_id])
        self._as_seekers = {seeker.id: seeker for seeker in seekers_of(people, world.today)}
        self._needs: dict[int, tuple[Need, Substitutions]] = {}
        self._today = world.today
        self._taken: dict[int, int] = defaultdict(int)
        self._pairs = set[tuple[int, int]]()

    def take(
        self, opening: Opening, chance: random.Random, before: date | None = None
    ) -> Participant | None:
        """Somebody for an opening, registered `before` a day: one who wants the work, else anybody."""
        group = _group(opening)
        wanting = self._wanting[group] if group else []
        for pool, most in ((wanting, 2), (self._all, 1)):
            fitting = [p for p in pool if self._is_free(p, opening, before, most)]
            if fitting:
                person = chance.choice(fitting)
                self._taken[person.pk] += 1
                self._pairs.add((person.pk, opening.pk))
                return person
        return None

    def marks(self, opening: Opening, person: Participant) -> list[CodedMark]:
        """Why a person is proposed, as the matching engine says it."""
        if opening.pk not in self._needs:
            need = need_of(opening, self._today)
            self._needs[opening.pk] = need, substitutions_for(need)
        need, substitutions = self._needs[opening.pk]
        seeker = self._as_seekers[str(person.pk)]
        return coded_marks(explain(need, seeker, substitutions, self._today))

    def _is_free(
        self, person: Participant, opening: Opening, before: date | None, most: int
    ) -> bool:
        known = before is None or person.registered_at.date() < before
        free = self._taken[person.pk] < most and (person.pk, opening.pk) not in self._pairs
        return known and free


def _group(opening: Opening) -> int | None:
    """People wish for groups of occupations; an opening may ask for one occupation of the group."""
    if opening.occupation and opening.occupation.kind == ConceptKind.OCCUPATION:
        return opening.occupation.parent_id
    return opening.occupation_id
