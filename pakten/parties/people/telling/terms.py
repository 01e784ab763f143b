"""The questions answered with terms: what I can do, what I want to work with, driving licences."""

from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from pakten.base.access import Actor
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.people import profile, queries
from pakten.parties.people.models import Skill, Wish
from pakten.parties.people.rules import OCCUPATIONS
from pakten.parties.people.telling.asking import Option, TermsAsk
from pakten.parties.people.tiles import TILES, plain_words

FIRST_LICENCES = ("licence:B", "licence:C", "licence:CE", "licence:D", "licence:AM")


class Can(TermsAsk):
    """What somebody can do: twelve tiles, more on demand, and what goes with what is pressed."""

    kinds = frozenset({ConceptKind.SKILL})

    def owned(self) -> list[Concept]:
        return [s.skill for s in self._skills]

    @cached_property
    def _skills(self) -> list[Skill]:
        return queries.skills_of(self.person)

    @cached_property
    def _tiled(self) -> list[Concept]:
        found = Concept.objects.current().keyed(tile.key for tile in TILES)
        return [found[tile.key] for tile in TILES if tile.key in found]

    @cached_property
    def tiles(self) -> list[Option]:
        """Those of the person that have no tile, then the tiles."""
        tiled = {term.pk for term in self._tiled}
        own = [term for term in self.pressed_terms if term.pk not in tiled]
        return self.options([*own, *self._tiled])

    @cached_property
    def near(self) -> tuple[str, list[Option]]:
        """What many can who can the first thing pressed: its words, and the skills."""
        if not self.pressed_terms:
            return "", []
        first = self.pressed_terms[0]
        return plain_words(first), self.fresh(queries.skills_beside(first), self.tiles)[:4]

    @cached_property
    def more(self) -> list[Option]:
        """What goes with the work the person has done or wants."""
        offered = queries.suggested_skills(self.person)
        return self.fresh(offered, self.tiles, self.near[1])

    def save(self, *, by: Actor, at: datetime) -> None:
        chosen = {term.pk: term for term in self.cleaned_data["terms"]}
        for piece in self._skills:
            if piece.skill_id not in chosen:
                profile.remove_piece(piece, by=by)
        for pk, term in chosen.items():
            if pk not in {piece.skill_id for piece in self._skills}:
                profile.add_skill(self.person, term, by=by)


class Licences(TermsAsk):
    """Driving licences, those most asked for first."""

    template = "people/tell/_licences.html"
    kinds = frozenset({ConceptKind.LICENCE})

    def owned(self) -> list[Concept]:
        return [s.skill for s in self._held]

    @cached_property
    def _held(self) -> list[Skill]:
        return queries.skills_of(self.person, licences=True)

    @cached_property
    def _all(self) -> list[Concept]:
        return list(Concept.objects.current().of_kind(ConceptKind.LICENCE).order_by("pk"))

    @property
    def tiles(self) -> list[Option]:
        """The common ones and those held."""
        held = {term.pk for term in self.owned()}
        return self.options(t for t in self._all if t.key in FIRST_LICENCES or t.pk in held)

    @property
    def more(self) -> list[Option]:
        """The others."""
        return self.fresh(self._all, self.tiles)

    def save(self, *, by: Actor, at: datetime) -> None:
        chosen = {term.pk: term for term in self.cleaned_data["terms"]}
        for piece in self._held:
            if piece.skill_id not in chosen:
                profile.remove_piece(piece, by=by)
        for pk, term in chosen.items():
            if pk not in {piece.skill_id for piece in self._held}:
                profile.add_skill(self.person, term, by=by)


class Jobs(TermsAsk):
    """The work somebody wants; near occupations are offered from what they have done."""

    kinds = OCCUPATIONS

    def owned(self) -> list[Concept]:
        return [wish.occupation for wish in self._wishes]

    @cached_property
    def _wishes(self) -> list[Wish]:
        return sorted(self.person.wishes.all(), key=lambda wish: wish.pk)

    @cached_property
    def tiles(self) -> list[Option]:
        """What is wished for, what has been done, what others have done here."""
        own = self.pressed_terms
        there = {term.pk for term in own}
        offered = [t for t in queries.suggested_wishes(self.person) if t.pk not in there]
        return self.options([*own, *offered])

    @property
    def more(self) -> list[Option]:
        """Nothing more than what the words lead to."""
        return []

    @cached_property
    def near(self) -> tuple[str, list[Option]]:
        """The occupations nearest to the work done, in the taxonomy."""
        work = queries.longest_work(self.person)
        if work is None:
            return "", []
        return work.label, self.fresh(queries.near_occupations(work), self.tiles)[:4]

    @property
    def near_title(self) -> str:
        """How the near ones are told of."""
        return _("Near what you have done:")

    def save(self, *, by: Actor, at: datetime) -> None:
        chosen = {term.pk: term for term in self.cleaned_data["terms"]}
        for piece in self._wishes:
            if piece.occupation_id not in chosen:
                profile.remove_piece(piece, by=by)
        for pk, term in chosen.items():
            if pk not in {piece.occupation_id for piece in self._wishes}:
                profile.add_wish(self.person, term, by=by)
