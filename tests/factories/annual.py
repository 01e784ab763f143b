"""A pact with a year behind it: deeds of women and men, promises kept and not, and those who write."""

from datetime import date
from typing import Any

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.base.access import Actor, Role
from pakten.oversight.annual.actions.locking import keep_figures, lock_year
from pakten.oversight.annual.actions.writing import Draft, write_report
from pakten.oversight.annual.freezing import freeze_members, freeze_pact
from pakten.oversight.annual.models import AnnualReport, LockedYear, ReportFile, ReportText
from pakten.oversight.annual.states import SOURCE, Part
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Measure, Pact, Target
from pakten.parties.pacts.states import Deed
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    NOW,
    TODAY,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
    text,
)

LAST = TODAY.year - 1
BODY = "{hires} people began to work."


def make_deeds(
    house: Organisation, measure: Measure, women: int, men: int, *, year: int = LAST,
    pledge: Pledge | None = None,
) -> None:  # fmt: skip
    """So many persons, spread over the year, each a row."""
    genders = ["woman"] * women + ["man"] * men
    begun = Outcome.objects.count()
    Outcome.objects.bulk_create(
        Outcome(
            pact=house.pact, organisation=house, measure=measure, quantity=1, pledge=pledge,
            occurred_on=date(year, 1 + n % 12, 10), gender=gender, evidence=Evidence.CONFIRMED,
            source=f"annual:{begun + n}", recorded_at=NOW,
        )
        for n, gender in enumerate(genders)
    )  # fmt: skip


class AnnualWorld:
    """One pact, entered by the caller; `hires` is counted and aimed for."""

    def __init__(self, **fields: Any) -> None:
        self.pact: Pact = make_pact(**fields)
        self.writer: Actor = make_staff(self.pact, Role.COORDINATOR)
        self.analyst: Actor = make_staff(self.pact, Role.ANALYST)
        self.board: Actor = make_staff(self.pact, Role.BOARD)

    def fill(self) -> "AnnualWorld":
        """Last year 40 women and 60 men of a target of 120; the year before 50. Call inside."""
        self.hires = make_measure(
            self.pact, Deed.JOB_STARTED, code="hires", name=text("Hired"), is_headline=True,
            definition=text("First day at work"),
        )  # fmt: skip
        Target.objects.create(
            pact=self.pact, kin="hires", year=LAST, quantity=120, decided_on=TODAY
        )
        self.house = make_organisation(
            self.pact, stage=Stage.ACTIVE, is_public=True, member_since=date(LAST - 1, 2, 1)
        )
        self.kept = self._pledge(2)
        self.missed = self._pledge(9)
        self.letter = make_letter(
            self.house, self.kept, self.missed, by=self.writer, state=LetterState.ACTIVE,
            valid_from=date(LAST, 1, 1),
        )  # fmt: skip
        make_deeds(self.house, self.hires, 40, 57)
        make_deeds(self.house, self.hires, 0, 2, pledge=self.kept)
        make_deeds(self.house, self.hires, 0, 1, pledge=self.missed)
        make_deeds(self.house, self.hires, 20, 30, year=LAST - 1)
        return self

    def _pledge(self, quantity: int) -> Pledge:
        return make_pledge(
            self.house, self.hires, quantity=quantity, promised_by=Party.MEMBER,
            starts_on=date(LAST, 1, 1), due_on=date(LAST, 12, 20),
        )  # fmt: skip

    def lock(self, reason: str = "") -> AnnualReport:
        return lock_year(self.pact, LAST, reason=reason, by=self.writer, at=NOW)

    def write(
        self, report: AnnualReport, part: Part = Part.BRIEF, lang: str = SOURCE, *,
        body: str = BODY, revision: int = 0, heading: str = "A year",
    ) -> ReportText:  # fmt: skip
        draft = Draft(heading, body, "In words", revision)
        return write_report(report, part, lang, draft, by=self.writer, at=NOW)

    def written(self) -> AnnualReport:
        """A report with every part that must have words."""
        report = self.lock()
        for part in (Part.COVER, Part.BRIEF, Part.PROMISES, Part.EQUALITY):
            self.write(report, part)
        return report


def make_annual_ids(house: Organisation) -> dict[str, Any]:
    """A published report of the pact, one for both houses of a set, and a locked year of the house."""
    pact = house.pact
    figures = freeze_pact(pact, LAST, at=NOW, today=TODAY)
    locked = LockedYear.objects.of_pact().filter(pact=pact).first() or keep_figures(
        pact, figures, edition=1, by=None, at=NOW
    )
    report, _made = AnnualReport.objects.get_or_create(
        pact=pact, locked=locked, defaults={"state": "published", "published_at": NOW}
    )
    ReportFile.objects.get_or_create(
        pact=pact, report=report, lang="en", defaults={"sha256": "0" * 64, "content": b"%PDF"}
    )
    own = freeze_members(pact, LAST, [house], at=NOW, today=TODAY)[house.pk]
    year = keep_figures(pact, own, edition=1, organisation_id=house.pk, by=None, at=NOW)
    return {"annual_report": report.pk, "member_year": year.pk, "year": LAST}
