"""Page-shaped reads: reports and their editions, texts and how fresh they are, what was corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pakten.agreements.commitments.models import Letter
from pakten.agreements.followup.queries.keeping import members_over_time
from pakten.agreements.followup.states import Keeping
from pakten.agreements.results.states import Dimension
from pakten.base.access import Actor, Verb
from pakten.oversight.annual.contents import Contents, Number
from pakten.oversight.annual.models import AnnualReport, LockedYear, ReportText
from pakten.oversight.annual.states import PARTS_IN, SOURCE, Lang, Part, ReportState
from pakten.oversight.reports.shown import shown_figures
from pakten.parties.organisations.states import Stage, VettingState

Texts = dict[tuple[str, str], ReportText]


def texts_of(report: AnnualReport) -> Texts:
    """Every text by part and language. One query."""
    return {(each.part, each.lang): each for each in report.texts.all()}


def languages_of(report: AnnualReport) -> list[str]:
    """The languages the report is written in: always Swedish, the others once they have a summary."""
    written = report.texts.exclude(body="").filter(part=Part.BRIEF).values_list("lang", flat=True)
    return [lang for lang in Lang.values if lang == SOURCE or lang in set(written)]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How a language stands beside the Swedish."""

    lang: Lang
    written: int
    older: int
    parts: int

    @property
    def is_fresh(self) -> bool:
        return self.written > 0 and not self.older


def freshness(texts: Texts) -> list[Freshness]:
    """Each language: how many parts are written, and how many are older than the Swedish."""
    return [
        Freshness(
            lang=lang,
            written=sum((part, lang) in texts for part in PARTS_IN[lang]),
            older=sum(is_older(texts, part, lang) for part in PARTS_IN[lang]),
            parts=len(PARTS_IN[lang]),
        )
        for lang in Lang
    ]


def is_older(texts: Texts, part: str, lang: str) -> bool:
    """Whether the Swedish has been changed since this text was saved beside it."""
    text, source = texts.get((part, lang)), texts.get((part, SOURCE))
    return bool(text and source and lang != SOURCE and text.matches < source.revision)


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that has been corrected in the ledger since it was locked; None is hidden now."""

    name: str
    locked: str
    now: str


def corrected_since(contents: Contents) -> list[Correction]:
    """Totals of the year that read otherwise today. At most five queries."""
    year = contents.year
    kins = [each.kin for each in contents.measures]
    shown = shown_figures([year], [Dimension.TOTAL], smallest=contents.smallest, kins=kins)
    found = []
    for each in contents.measures:
        if each.kin not in shown.series:
            continue
        now = shown.total(each.kin, year)
        if _differs(each.total, now):
            found.append(Correction(each.name, each.shown, each.written(now)))
    return found


def _differs(locked: Number | None, now: Number | None) -> bool:
    if locked is None or now is None:
        return locked is not now
    return abs(locked - now) > 0.001


def editions_of(report: AnnualReport) -> list[AnnualReport]:
    """The other published editions of the same year, the newest first."""
    return list(
        AnnualReport.objects.published().filter(locked__year=report.year).exclude(pk=report.pk)
    )


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the office's list: its newest edition, or that it can be locked."""

    year: int
    report: AnnualReport | None
    editions: int
    can_lock: bool


def years_of(actor: Actor, first: int, today: date) -> list[YearRow]:
    """Every year from the pact's first to the running one, the newest first. One query."""
    reports = (
        AnnualReport.objects.visible_to(actor).select_related("locked").defer("locked__figures")
    )
    by_year: dict[int, list[AnnualReport]] = {}
    for each in reports:
        by_year.setdefault(each.year, []).append(each)
    return [
        YearRow(
            year,
            next(iter(by_year.get(year, [])), None),
            len(by_year.get(year, [])),
            year < today.year,
        )
        for year in range(today.year, min(first, *by_year, today.year) - 1, -1)
    ]


def first_year(today: date) -> int:
    """The year of the pact's first letter."""
    begun = Letter.objects.filter(active_from__isnull=False).order_by("active_from")
    day = begun.values_list("active_from", flat=True).first()
    return day.year if day else today.year


def reports_waiting_for(actor: Actor) -> QuerySet[AnnualReport]:
    """Reports whose next step is the actor's: to look at, to approve, to publish. For the desk."""
    steps = {
        ReportState.REVIEW: Verb.REVIEW_REPORT,
        ReportState.APPROVAL: Verb.APPROVE_REPORT,
        ReportState.APPROVED: Verb.PUBLISH_REPORT,
    }
    mine = [state for state, verb in steps.items() if actor.where(verb, "pact")]
    rows = AnnualReport.objects.visible_to(actor).filter(state__in=mine)
    return rows.select_related("locked").defer("locked__figures")


def facts_of(locked: LockedYear) -> dict[str, Any]:
    """What the rules of words and pictures ask: how the member stands today, and its year."""
    today, house = timezone.localdate(), locked.organisation
    if house is None:
        raise ValueError("the year of the whole pact has no words to earn")
    members = members_over_time([house.pk])
    keeping = members[0].keeping(today) if members else None
    figures = locked.figures
    return {
        "in_force": house.stage == Stage.ACTIVE and keeping is not None,
        "approved": house.vetting == VettingState.APPROVED
        and house.vetted_until is not None
        and house.vetted_until >= today,
        "dormant": keeping == Keeping.DORMANT,
        "due": figures["due"],
        "kept": figures["kept"],
        "since": figures["member"]["since"],
    }


def names_for(locked: LockedYear, pact_name: str) -> dict[str, Any]:
    """What stands in the sentences a member may use."""
    figures = locked.figures
    return {
        "pact": pact_name,
        "year": str(locked.year),
        "kept": figures["kept"],
        "due": figures["due"],
        "since": str(figures["member"]["since"] or ""),
    }


def member_years(ids: Iterable[int]) -> list[LockedYear]:
    """The locked years of some members, the newest first."""
    rows = LockedYear.objects.filter(organisation__in=list(ids)).select_related(
        "organisation", "pact"
    )
    return list(rows.order_by("-year", "-edition"))


def prepared_years() -> list[dict[str, Any]]:
    """The locked years of the pact with how many members have their own report of each."""
    rows = LockedYear.objects.order_by().values("year").annotate(
        pact_locked=Count("pk", filter=Q(organisation__isnull=True)),
        members=Count("organisation", distinct=True),
    )  # fmt: skip
    return [{**row} for row in rows.filter(pact_locked__gt=0).order_by("-year")]
