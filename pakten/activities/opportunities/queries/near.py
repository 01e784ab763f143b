"""What is near the work a person has done, and how near in each direction."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from pakten.base.terms.models import Substitution

MOST = 6


@dataclass(frozen=True, slots=True)
class NearWork:
    """An occupation near one's own: how much of it one can from there, and the other way."""

    own: str
    other: str
    there: int | None
    back: int | None


def near_work(occupations: Iterable[int]) -> list[NearWork]:
    """The nearest to these occupations (pks) that are not among them, nearest first. One query."""
    own = set(occupations)
    rows = Substitution.objects.filter(Q(substitute__in=own) | Q(occupation__in=own))
    rows = rows.exclude(substitute__in=own, occupation__in=own)
    there, back, names = (
        dict[tuple[int, int], int](),
        dict[tuple[int, int], int](),
        dict[int, str](),
    )
    for row in rows.select_related("occupation", "substitute"):
        names |= {row.occupation_id: row.occupation.label, row.substitute_id: row.substitute.label}
        if row.substitute_id in own:
            there[row.substitute_id, row.occupation_id] = row.percent
        else:
            back[row.occupation_id, row.substitute_id] = row.percent
    pairs = [
        NearWork(names[pair[0]], names[pair[1]], there.get(pair), back.get(pair))
        for pair in there.keys() | back.keys()
    ]
    pairs.sort(key=lambda each: (-(each.there or 0), -(each.back or 0), each.other, each.own))
    return pairs[:MOST]
