"""Occupations near what a person has worked with: what employers may take the person for as well."""

from dataclasses import dataclass

from django.db.models import Max, Q

from pakten.base.terms.models import Concept, Substitution
from pakten.parties.people.models import Participant

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Near:
    """An occupation, and how near it is in percent, the way from what the person knows."""

    term: Concept
    percent: int


def near_occupations(person: Participant) -> list[Near]:
    """The nearest first, without what the person has done or wishes for. At most two queries."""
    done = [each.occupation_id for each in person.experiences.all()]
    known = [*done, *(each.occupation_id for each in person.wishes.all())]
    if not done:
        return []
    found = (
        Substitution.objects.filter(Q(substitute__in=done) | Q(substitute__parent__in=done))
        .exclude(Q(occupation__in=known) | Q(occupation__parent__in=known))
        .filter(occupation__retired_on__isnull=True)
        .order_by()
        .values_list("occupation")
        .annotate(percent=Max("percent"))
        .order_by("-percent", "occupation__sort_key", "occupation")
    )
    rows = list(found[:SHOWN])
    terms = Concept.objects.in_bulk([pk for pk, _percent in rows])
    return [Near(terms[pk], percent) for pk, percent in rows]
