"""Reading a pact: what the rooms above ask, and what its pages show."""

from datetime import date

from pakten.parties.pacts.models import CitySignatory, Pact
from pakten.parties.pacts.states import LetterKind


def city_signatories(
    pact: Pact, on: date, kind: LetterKind = LetterKind.ALL
) -> list[CitySignatory]:
    """Who signs for the city on a day, in order. With a kind of letter: those of it and of all."""
    rows = CitySignatory.objects.on(on).filter(pact=pact)
    if kind != LetterKind.ALL:
        rows = rows.filter(signs__in=[LetterKind.ALL, kind])
    return list(rows)


def reminder_days(pact: Pact) -> list[int]:
    """How many days before its end a letter is reminded of, the most first."""
    return sorted({int(days) for days in pact.reminder_days}, reverse=True)
