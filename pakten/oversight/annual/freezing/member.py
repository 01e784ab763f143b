"""The year of one member: its promises and the city's to it, its deeds, and where it stands."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import Party
from pakten.agreements.results.models import Outcome
from pakten.base.statistics.suppression import shown_figure
from pakten.base.ui.text import LocalText
from pakten.oversight.annual.freezing.prints import FORM
from pakten.oversight.annual.freezing.promises import YearPromise, promises_of
from pakten.oversight.reports.shown import series
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact


def freeze_members(
    pact: Pact, year: int, houses: Iterable[Organisation], *, at: datetime, today: date
) -> dict[int, dict[str, Any]]:
    """The year of some members, by id. Five queries, however many there are."""
    members = list(houses)
    by_house: defaultdict[int, list[YearPromise]] = defaultdict(list)
    for each in promises_of(year, today):
        by_house[each.organisation_id].append(each)
    deeds = _deeds(year, pact.smallest_group, [each.pk for each in members])
    last = min(date(year, 12, 31), today)
    frame = {
        "form": FORM,
        "kind": "member",
        "year": year,
        "so_far": last.isoformat() if last < date(year, 12, 31) else None,
        "locked_at": at.isoformat(timespec="seconds"),
        "pact": {"name": dict(pact.name), "city": pact.city, "example": pact.is_example},
        "smallest": pact.smallest_group,
    }
    return {
        house.pk: frame | _member(house, by_house[house.pk], deeds[house.pk], pact.smallest_group)
        for house in members
    }


def members_in(year: int) -> list[Organisation]:
    """Those who had a letter in force on any day of the year."""
    letters = Letter.objects.filter(
        active_from__isnull=False, active_from__lte=date(year, 12, 31)
    ).exclude(ended_on__lt=date(year, 1, 1))
    rows = Organisation.objects.filter(pk__in=letters.order_by().values("organisation"))
    return list(rows.order_by("sort_key", "pk"))


def _member(
    house: Organisation, promises: list[YearPromise], deeds: list[dict[str, Any]], smallest: int
) -> dict[str, Any]:
    own = [each for each in promises if each.party == Party.MEMBER]
    return {
        "member": {
            "id": house.pk,
            "name": house.name,
            "number": house.number,
            "since": house.member_since.year if house.member_since else None,
        },
        "due": len(own),
        "kept": sum(each.is_kept for each in own),
        "promises": [_promise(each, smallest) for each in promises],
        "deeds": deeds,
    }


def _promise(each: YearPromise, smallest: int) -> dict[str, Any]:
    """A promise not kept tells how much was done; of persons only from the smallest group up."""
    done = shown_figure(each.done, smallest) if each.per_person else each.done
    sentence = {
        lang: words.replace("{quantity}", str(each.quantity))
        for lang, words in (each.sentence or _plainly(each.name)).items()
    }
    return {
        "party": each.party,
        "text": sentence,
        "quantity": each.quantity,
        "done": each.quantity if each.is_kept else done,
        "fate": each.fate.value,
        "due_on": each.due_on.isoformat(),
    }


def _plainly(name: LocalText) -> LocalText:
    return LocalText({lang: f"{words}: {{quantity}}" for lang, words in name.items()})


def _deeds(year: int, smallest: int, ids: list[int]) -> defaultdict[int, list[dict[str, Any]]]:
    """What the ledger counts for each member in the year, measure by measure in all its versions."""
    rows = Outcome.objects.order_by().filter(
        organisation__in=ids, occurred_on__year=year, measure__by_city=False
    )
    sums = rows.values_list("organisation", "measure__kin").annotate(number=Sum("quantity"))
    numbers = {(house, kin): number for house, kin, number in sums if number}
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for each in series().values():
        measure = each.measure
        for house in ids:
            if number := numbers.get((house, each.kin)):
                shown = shown_figure(number, smallest) if measure.per_person else number
                row = {"kin": each.kin, "name": dict(measure.name), "number": shown}
                found[house].append(row)
    return found
