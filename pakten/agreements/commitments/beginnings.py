"""What a template proposes for one letter, and which templates fit a member."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from pakten.agreements.commitments.models import LetterTemplate, TemplateLine
from pakten.agreements.commitments.queries import sentence_of
from pakten.agreements.commitments.rules import LetterTerms, PledgeTerms
from pakten.agreements.commitments.states import Party
from pakten.parties.organisations.models import Organisation


def fitting(house: Organisation, on: date) -> QuerySet[LetterTemplate]:
    """Templates in use that day for the member's kind and size, the narrowest first.

    A member whose size nobody knows is offered all of its kind.
    """
    rows = LetterTemplate.objects.on(on).filter(pact=house.pact_id, kind=house.kind)
    if house.employees is not None:
        rows = rows.filter(
            Q(smallest__isnull=True) | Q(smallest__lte=house.employees),
            Q(largest__isnull=True) | Q(largest__gte=house.employees),
        )
    return rows.prefetch_related("lines__measure__activity")


def proposed(
    template: LetterTemplate, letter: LetterTerms
) -> Iterator[tuple[TemplateLine, PledgeTerms]]:
    """The promises of a template within the time of a letter; retired measures are left out."""
    for line in template.lines.select_related("measure__activity"):
        measure, first = line.measure, letter.valid_from
        begun = measure.valid_from is None or measure.valid_from <= first
        if not begun or (measure.valid_to is not None and measure.valid_to < first):
            continue
        due = months_after(first, line.months) if line.months else letter.valid_to
        yield line, PledgeTerms(line.quantity, first, min(due, letter.valid_to), line.note)


def previews(
    templates: Sequence[LetterTemplate],
) -> list[tuple[LetterTemplate, list[str], list[str]]]:
    """Each template with what it proposes in words: the member's side, the city's side."""
    found = []
    for template in templates:
        sides: dict[str, list[str]] = {party.value: [] for party in Party}
        for line in template.lines.all():
            before, after = sentence_of(line.measure)
            note = f" ({line.note})" if line.note else ""
            sides[line.promised_by].append(f"{before}{line.quantity}{after}{note}")
        found.append((template, sides[Party.MEMBER], sides[Party.CITY]))
    return found


def months_after(first: date, months: int) -> date:
    """The last day of so many months that begin on a day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, 28)) - timedelta(days=1)
