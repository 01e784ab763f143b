"""What the rooms above ask a pact for: who signs, when to remind, which trades are excluded."""

from datetime import date

from django.apps import apps
from django.db.models import QuerySet

from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import CitySignatory, ExcludedSector, Pact, RetentionRule
from pakten.parties.pacts.sectors import within
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


def excluded_on(pact: Pact, on: date) -> QuerySet[ExcludedSector]:
    """The trades that cannot take part on a day."""
    return ExcludedSector.objects.on(on).filter(pact=pact)


def excluded(pact: Pact, sector_code: str, on: date) -> ExcludedSector | None:
    """Why an organisation with this SNI code cannot be a member on a day; None when it can."""
    codes = within(sector_code)
    return excluded_on(pact, on).filter(sector__in=codes).first() if codes else None


def declared_retention() -> dict[str, Retention]:
    """What every table with persons declares, by the model's label, in the order of the labels."""
    found = {model._meta.label: getattr(model, "retention", None) for model in apps.get_models()}
    return {key: each for key, each in sorted(found.items()) if isinstance(each, Retention)}


def retention_years(pact: Pact) -> dict[str, int]:
    """How many years each table's rows are kept in this pact: the city's rule, else the declared."""
    kept = {label: each.years for label, each in declared_retention().items()}
    own = RetentionRule.objects.filter(pact=pact).values_list("model", "years")
    return kept | {label: min(years, kept[label]) for label, years in own if label in kept}
