"""A member with a letter in force and a check-in under way, for tests of `followup`."""

from dataclasses import asdict
from typing import Any

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.followup.actions import campaigns, sheets
from pakten.agreements.followup.actions.sheets import SheetTerms
from pakten.agreements.followup.links import open_links
from pakten.agreements.followup.models import Campaign, CheckIn, CheckInLine, Way
from pakten.agreements.followup.rules import Answer, CampaignTerms
from pakten.agreements.followup.states import CampaignState, Decision, SheetState
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.base.access import Actor
from pakten.base.notices.actions import Reader
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Measure
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
    text,
)

GO_ON = SheetTerms(learned="We begin in January.", decision=Decision.GO_ON)
WHY = Answer(cause="no_time", side="member")


def terms(**changes: Any) -> CampaignTerms:
    """A campaign that opened some days ago and is due in some days."""
    values = {
        "year": TODAY.year,
        "period_from": days(-300),
        "period_to": days(60),
        "opens_on": days(-10),
        "due_on": days(10),
        "review_on": days(30),
    }
    return CampaignTerms(**{**values, **changes})


class World:
    """One member with a promise on plan, one behind and one of the city's; its representative."""

    def __init__(self) -> None:
        self.pact = make_pact(signatory_name="Karin Holm")
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.jobs = make_measure(self.pact, pledge_sentence=text("Hire {quantity} people"))
            self.visits = make_measure(self.pact, per_person=False, deed="study_visit_held")
            self.support = make_measure(self.pact, by_city=True, name=text("Support"))
            self.house, self.letter = self.member("Klarasjö Hotell AB")
            self.as_member = make_representative(self.house)

    def member(self, name: str, **dates: Any) -> tuple[Organisation, Letter]:
        """A member in force since 200 days, with its promises."""
        house = make_organisation(self.pact, name=name, stage=Stage.ACTIVE)
        Contact.objects.create(
            pact=self.pact,
            organisation=house,
            name="Mona Rahimi",
            email=f"mona{house.pk}@x.example",
        )
        pledges = (
            make_pledge(house, self.visits, quantity=2, starts_on=days(-10), due_on=days(300)),
            make_pledge(house, self.jobs, quantity=6, starts_on=days(-200), due_on=days(100)),
            make_pledge(house, self.support, quantity=4, promised_by=Party.CITY),
        )
        values = {"valid_from": days(-200), "active_from": days(-200), **dates}
        return house, make_letter(house, *pledges, by=self.by, state=LetterState.ACTIVE, **values)

    def pledge(self, measure: Measure) -> Pledge:
        return Pledge.objects.get(measure=measure, organisation=self.house)

    def deed(self, measure: Measure, on: int = -5, quantity: int = 1, **more: Any) -> Outcome:
        """A row of the ledger for the member's promise of a measure."""
        values = {"organisation": self.house, "pledge": self.pledge(measure), **more}
        return Outcome.objects.create(
            pact=self.pact, measure=measure, occurred_on=days(on), quantity=quantity,
            evidence=Evidence.CONFIRMED, source=f"test:{Outcome.objects.count()}", recorded_at=NOW,
            **values,
        )  # fmt: skip

    def planned(self, **changes: Any) -> Campaign:
        return campaigns.plan_campaign(self.pact, terms(**changes), by=self.by, at=NOW)

    def opened(self, **changes: Any) -> Campaign:
        return campaigns.open_campaign(self.planned(**changes), by=self.by, at=NOW)

    def sheet(self, **changes: Any) -> CheckIn:
        """The member's sheet in a campaign under way, being prepared."""
        campaign = Campaign.objects.first() or self.opened(**changes)
        return CheckIn.objects.get(campaign=campaign, organisation=self.house)

    def sent(self, **changes: Any) -> CheckIn:
        return sheets.send_check_in(self.sheet(**changes), by=self.by, at=NOW)

    def line(self, sheet: CheckIn, measure: Measure) -> CheckInLine:
        return sheet.lines.get(pledge__measure=measure)

    def answers(self, sheet: CheckIn) -> dict[int, Answer]:
        """A cause on every line that needs one."""
        return {line.pk: WHY if line.is_short(sheet) else Answer() for line in sheet.lines.all()}

    def filled(
        self, by: Actor | None = None, terms: SheetTerms = GO_ON, **lines: Answer
    ) -> CheckIn:
        """A sheet sent and filled in; `jobs=Answer(...)` for a line of its own."""
        sheet = self.sent()
        answers = self.answers(sheet)
        for name, answer in lines.items():
            answers[self.line(sheet, getattr(self, name)).pk] = answer
        return sheets.fill_check_in(sheet, terms, answers, by=by or self.by, at=NOW)


def make_check_in_ids(house: Organisation, by: Actor) -> dict[str, int]:
    """A sheet with the member in a campaign under way, and a question, by kind."""
    letter = make_letter(house, by=by, state=LetterState.ACTIVE)
    campaign = Campaign.objects.create(
        pact=house.pact, state=CampaignState.OPEN, opened_at=NOW, planned_by_id=by.account_id,
        **asdict(terms(year=2000 + Campaign.objects.count())),
    )  # fmt: skip
    sheet = CheckIn.objects.create(
        pact=house.pact, campaign=campaign, letter=letter, organisation=house, figures_on=TODAY,
        state=SheetState.SENT, sent_at=NOW, prepared_at=NOW, changed_at=NOW, object_by=days(5),
    )  # fmt: skip
    way = Way.objects.create(
        pact=house.pact, organisation=house, asked_by_id=by.account_id, asked_at=NOW
    )
    return {"campaign": campaign.pk, "check_in": sheet.pk, "way": way.pk, **make_sheet_link(sheet)}


def make_sheet_link(sheet: CheckIn) -> dict[str, Any]:
    """A contact's personal link to a sheet: its secret and its row."""
    email = f"link{sheet.pk}@x.example"
    Contact.objects.create(
        pact=sheet.pact, organisation=sheet.organisation, name="Mona Rahimi", email=email
    )
    ((_reader, link, token),) = open_links(sheet, [Reader(email)], NOW)
    return {"sheet_token": token, "link": link.pk}
