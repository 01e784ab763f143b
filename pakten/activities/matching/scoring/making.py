"""A whole round from needs and seekers to pairs with reasons (`matching.whole.match_all`)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from pakten.activities.matching import points
from pakten.activities.matching.marks import Value
from pakten.activities.matching.needs import Need, Seeker
from pakten.activities.matching.score import Score, Scorer
from pakten.activities.matching.scoring.columns import NONE, SHUT, VETO, City, Int32, Int64
from pakten.activities.matching.scoring.compiling import Compiled, compile_city, merged
from pakten.activities.matching.scoring.nearest import nearest
from pakten.activities.matching.scoring.proving import House, Proven, prove_best, prove_lifted
from pakten.activities.matching.scoring.steady import settle_stable
from pakten.activities.matching.scoring.streaming import Stream
from pakten.activities.matching.substitutions import Substitutions
from pakten.activities.matching.whole import (
    Options,
    Pair,
    Unmatched,
    Whole,
    WhyNot,
    locks_of,
    went_without,
)


def make_round(
    needs: Sequence[Need],
    seekers: Sequence[Seeker],
    substitutions: Substitutions,
    today: date,
    options: Options,
) -> Whole:
    """The best choice of pairs under every hard constraint, with its proof over all pairs."""
    locked = locks_of(needs, seekers, options)
    compiled = compile_city(needs, seekers, substitutions, today)
    return _Making(compiled, substitutions, today, options, locked).whole()


class _Making:
    """One round in the making."""

    def __init__(
        self,
        compiled: Compiled,
        substitutions: Substitutions,
        today: date,
        options: Options,
        locked: dict[str, str],
    ) -> None:
        self.needs, self.seekers = compiled.needs, compiled.seekers
        self.substitutions, self.today = substitutions, today
        self.options, self.locked = options, locked
        self.number = {need.id: j for j, need in enumerate(self.needs)}
        self.room = np.array([max(need.seats, 0) for need in self.needs], np.int64)
        for need in locked.values():
            self.room[self.number[need]] -= 1
        self.city = _limited(compiled, self.room, options, locked)
        self.stream = Stream(self.city)
        self.people: dict[str, Seeker] = {one.id: one for one in self.seekers}
        self._scorers: dict[str, Scorer] = {}

    def whole(self) -> Whole:
        houses = self._houses()
        best = self._best(houses)
        mate, total = best.mate, best.total
        if self.options.stable:
            mate, total = settle_stable(self.stream, self.room, houses)
        chosen = {self.seekers[i].id: self.needs[j].id for i, j in enumerate(mate) if j != NONE}
        pairs = tuple(self._pair(*each) for each in sorted((chosen | self.locked).items()))
        self._agree(pairs, total, houses, mate)
        fixed = self._fixed(houses)
        left = self.room - np.bincount(mate[mate != NONE], minlength=len(self.needs))
        return Whole(
            pairs=pairs,
            total=total + fixed,
            bound=best.bound + fixed,
            rounds=best.rounds,
            prices=dict(zip((n.id for n in self.needs), best.v.tolist(), strict=True)),
            unmatched=tuple(self._unmatched(mate, best.v, left)),
            open_seats=dict(zip((n.id for n in self.needs), left.tolist(), strict=True)),
            given_up=best.given_up,
        )

    def _best(self, houses: Sequence[House]) -> Proven:
        balance = self.options.balance
        if self.options.lift is None or self.options.stable:
            return prove_best(self.stream, self.room, houses, balance=balance)
        ids, most_loss = self.options.lift
        group = np.array([one.id in ids for one in self.seekers], np.bool_)
        return prove_lifted(self.stream, self.room, houses, group, most_loss, balance=balance)

    def _houses(self) -> list[House]:
        """The employers with a limit; with a balanced load all of them."""
        mine: dict[str, list[int]] = defaultdict(list)
        held: dict[str, int] = defaultdict(int)
        for j, need in enumerate(self.needs):
            if need.organisation in self.options.limits or self.options.balance:
                mine[need.organisation].append(j)
        for name in self.locked.values():
            held[self.needs[self.number[name]].organisation] += 1
        return [
            House(np.array(rows, np.int32), self.options.limits.get(name), held[name])
            for name, rows in sorted(mine.items())
            if name
        ]

    def _fixed(self, houses: Sequence[House]) -> int:
        """What the locked pairs give, less the load they make."""
        pairs = (self._score(seeker, need).points for seeker, need in self.locked.items())
        load = (self.options.balance * k for one in houses for k in range(one.held))
        return sum(pairs) - sum(load)

    def _agree(
        self, pairs: Sequence[Pair], total: int, houses: Sequence[House], mate: Int32
    ) -> None:
        """The terms are added up again: what is shown is what was reckoned with."""
        taken = np.bincount(mate[mate != NONE], minlength=len(self.needs))
        load = sum(
            self.options.balance * k
            for one in houses
            for k in range(one.held, one.held + int(taken[one.needs].sum()))
        )
        shown = sum(pair.points for pair in pairs if pair.seeker not in self.locked)
        if shown - (0 if self.options.stable else load) != total:
            raise ArithmeticError("the forms of the score do not agree")

    def _score(self, seeker: str, need: str) -> Score:
        if need not in self._scorers:
            asked = self.needs[self.number[need]]
            self._scorers[need] = Scorer(asked, self.substitutions, self.today)
        person = self.people[seeker]
        return went_without(self._scorers[need].score(person), seeker, self.options)

    def _pair(self, seeker: str, need: str) -> Pair:
        score = self._score(seeker, need)
        return Pair(seeker, need, score.points, score.terms)

    def _unmatched(self, mate: Int32, prices: Int64, left: Int64) -> Iterator[Unmatched]:
        without = [
            i for i, j in enumerate(mate) if j == NONE and self.seekers[i].id not in self.locked
        ]
        fits = {i: self.stream.one(i) for i in without}
        near = nearest(self.city, (i for i in without if not len(fits[i][0])))
        for i in without:
            ends, scores = fits[i]
            if len(ends):
                yield self._outbid(i, ends, scores, prices, left)
            else:
                yield self._apart(i, *near[i])

    def _outbid(self, i: int, ends: Int32, scores: Int32, prices: Int64, left: Int64) -> Unmatched:
        """Fits, but the seat gives more elsewhere: by how much is what its price says."""
        first = -np.arange(
            len(ends)
        )  # of equals one with a seat left: then the limit is the reason
        best = int(np.lexsort((first, left[ends] > 0, scores - prices[ends]))[-1])
        j, got = int(ends[best]), int(scores[best])
        price = int(prices[j])
        params = {"points": got, "price": price, "short": max(price - got, 0), "fits": len(ends)}
        code = WhyNot.LIMIT if left[j] > 0 else WhyNot.SEATS_TAKEN
        return Unmatched(self.seekers[i].id, code, self.needs[j].id, params)

    def _apart(self, i: int, j: int, missing: int, opens: int) -> Unmatched:
        """Fits nothing: what stands in the way of the nearest need."""
        who = self.seekers[i].id
        if j == NONE:
            code = WhyNot.OTHER_OCCUPATION if len(self.needs) else WhyNot.NO_NEEDS
            return Unmatched(who, code, None, {})
        need = self.needs[j].id
        if missing == 0:
            vetoed = (who, need) in self.options.vetoes
            return Unmatched(who, WhyNot.VETOED if vetoed else WhyNot.SEATS_TAKEN, need, {})
        obstacle = self._score(who, need).obstacles[0]
        params: dict[str, Value] = {**obstacle.params, "obstacles": missing, "opens": opens}
        return Unmatched(who, obstacle.code, need, params)


def _limited(compiled: Compiled, room: Int64, options: Options, locked: dict[str, str]) -> City:
    """The city with what the round adds: locks, vetoes, seats, and who went without last time."""
    city, seekers = compiled.city, compiled.seekers
    constant = city.seekers.constant.copy()
    constant[[i for i, one in enumerate(seekers) if one.id in options.first]] += points.WENT_WITHOUT
    constant[[i for i, one in enumerate(seekers) if one.id in locked]] = SHUT
    most = np.where(room > 0, city.needs.most, SHUT).astype(np.int32)
    people = {one.id: i for i, one in enumerate(seekers)}
    number = {need.id: j for j, need in enumerate(compiled.needs)}
    vetoes = [
        (people[p], number[n], VETO) for p, n in options.vetoes if p in people and n in number
    ]
    return city._replace(
        needs=city.needs._replace(most=most),
        seekers=city.seekers._replace(constant=constant),
        special=merged(city.special, vetoes, len(seekers)) if vetoes else city.special,
    )
