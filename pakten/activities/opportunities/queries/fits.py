"""How many people a need fits now, in all and by each thing asked for; few people are never told of."""

from dataclasses import dataclass
from datetime import date

from pakten.activities.opportunities import explain
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.queries.shortlist import search_for
from pakten.activities.opportunities.states import FOR_ONE_PERSON, OpeningKind


@dataclass(frozen=True, slots=True)
class Fits:
    """Numbers for those who describe a need; None where too few stand behind them.

    `have` is by the requirement's id: a row's pk, or the own term. `eased` is what one change of
    that requirement would be, and how many more would have everything.
    """

    fewest: int
    total: int | None
    ready: int | None
    one: int | None
    have: dict[str, int | None]
    eased: dict[str, tuple[str, int]]


def fits_of(opening: Opening, today: date) -> Fits | None:
    """Numbers for one need; None for events, which are for groups. Three queries, from the kept crowd."""
    if OpeningKind(opening.kind) not in FOR_ONE_PERSON:
        return None
    found = search_for(opening, today)
    need, ranking = found.need, found.free()
    unmet = ranking.candidates.unmet
    names = explain.names_of((one.key for one in need.requirements), found.names)
    fewest = opening.organisation.pact.smallest_group  # a smaller number could point somebody out

    def told(number: int) -> int | None:
        return number if number >= fewest else None

    return Fits(
        fewest=fewest, total=told(len(unmet)), ready=told(int((unmet == 0).sum())), one=told(int((unmet == 1).sum())),
        have={
            asked.id: told(number)
            for asked, number in zip(need.requirements, ranking.have, strict=True)
        },
        eased={
            change.requirement.id: (explain.change(change, names), change.opens)
            for change in ranking.opens
            if change.opens >= fewest
        },
    )  # fmt: skip
