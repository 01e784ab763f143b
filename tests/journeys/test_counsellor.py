"""A person registered, proposed and begun: one deed, recorded once, that moves every figure."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORK, OPENING, PERSON = "Veterinärer", "Assistent i hotellets hundrum", "Rosa Testsson"
PROMISE, HOUSE = "Anställa", "Klarasjö Hotell AB"


def post_opening(member: Reader) -> None:
    """A job that hardly anybody looks for, so that the list is short."""
    member.follow("Post")
    member.tick("Job")
    member.fill("What do you call it?", OPENING)
    member.press("Read and go on")
    member.fill("Occupation", WORK)
    member.fill("Number of places", "1")
    member.fill("hours a week", "40")
    member.fill("starts", (timezone.localdate() + timedelta(days=7)).isoformat())
    member.fill("supervisor", "Mona Berg")
    member.fill("collective agreement", "HRF")
    member.press("Post the opening")
    if member.field(WORK).count():
        member.tick(WORK)
        member.press("Post the opening")
    member.is_told("%(title)s is posted.", title=OPENING)


def register(counsellor: Reader) -> None:
    counsellor.follow("Register a participant")
    given, family = PERSON.split()
    counsellor.fill("given name", given)
    counsellor.fill("family name", family)
    counsellor.fill("year of birth", "1991")
    for label in ("district", "target group"):
        counsellor.field(label).select_option(index=1)
    counsellor.fill("phone", "070-555 01 23")
    counsellor.fill("Has worked with", WORK)
    counsellor.fill("Years", "6")
    counsellor.fill("Wants to work with", WORK)
    counsellor.choose("Swedish", "SFI D")
    for text in ("Yes, look for jobs and places", "Yes, show employers after a yes"):
        counsellor.tick(text)
    counsellor.press("Register")
    counsellor.is_told("{name} is registered.", name=PERSON)


def propose(counsellor: Reader) -> None:
    counsellor.go("/openings/?q=hundrum")
    counsellor.follow(OPENING, counsellor.main())
    counsellor.page.get_by_label(re.compile(PERSON)).check()
    # with scripts it is called by the name of who is ticked; the button that only saves goes elsewhere
    counsellor.click(counsellor.page.locator("button[form=pick]:not([formaction])"))
    counsellor.sees("Already asked")
    counsellor.follow(PERSON, counsellor.main())


def present(counsellor: Reader) -> None:
    """The person says yes on the phone; then the employer may know."""
    counsellor.follow("Record a yes", counsellor.main())
    counsellor.press("Record the yes")
    counsellor.is_told("The yes is recorded.")
    counsellor.follow("Present", counsellor.main())
    counsellor.press("Present")
    counsellor.is_told("Presented. The reply clock has started.")


def invite(member: Reader) -> None:
    """The employer reads what the person chose to show, and wants to meet."""
    member.go("/home/")
    member.follow(OPENING, member.main())
    assert member.heading().startswith("Rosa")
    member.press("Yes, we want to meet")
    member.is_told("Thank you for the answer.")


def begin(counsellor: Reader) -> None:
    counsellor.page.reload()
    counsellor.follow("Record the agreement", counsellor.main())
    counsellor.fill("First day", timezone.localdate().isoformat())
    counsellor.press("Record the agreement")
    counsellor.follow("Record the start", counsellor.main())
    counsellor.press("Record the start")
    counsellor.is_told("Started, and counted once.")


def hires_shown(visitor: Reader) -> int:
    visitor.go("/results/")
    visitor.main().locator("details > summary", has_text="Jobbpartnerskap").first.click()
    row = visitor.main().get_by_role("row", name=re.compile("^Anställningar"))
    return int(re.sub(r"\D", "", row.get_by_role("cell").first.inner_text()))


def promised(member: Reader) -> int:
    member.go("/home/")
    return member.progress(PROMISE)[0]


def in_the_register(coordinator: Reader) -> int:
    coordinator.go("/organisations/?q=Klarasj%C3%B6")
    coordinator.follow(HOUSE, coordinator.main())
    return coordinator.progress(PROMISE)[0]


def on_the_desk(coordinator: Reader) -> int:
    coordinator.go("/home/")
    bar = coordinator.main().get_by_role("progressbar", name="Anställningar")
    around = bar.locator("xpath=ancestor::div[1]").inner_text()
    found = re.search(r"([\d\u00a0]+), \w+ \d", around)
    assert found, around
    return int(re.sub(r"\D", "", found[1]))


def test_start_placement_moves_every_figure_at_once(someone: Someone) -> None:
    visitor, member = someone(), someone(role="member")
    counsellor, coordinator = someone(role="counsellor"), someone(role="coordinator")

    def figures() -> list[int]:
        return [promised(member), in_the_register(coordinator), on_the_desk(coordinator), hires_shown(visitor)]  # fmt: skip

    before = figures()
    post_opening(member)
    register(counsellor)
    propose(counsellor)
    present(counsellor)
    invite(member)
    begin(counsellor)
    assert figures() == [number + 1 for number in before]


def test_register_participant_without_a_yes_is_not_looked_for(someone: Someone) -> None:
    counsellor = someone(role="counsellor")
    counsellor.follow("Register a participant")
    counsellor.press("Register")
    assert counsellor.faults_listed() >= 5
    counsellor.fill("given name", "Nadia")
    counsellor.fill("family name", "Provsson")
    counsellor.fill("year of birth", "1985")
    for label in ("district", "target group"):
        counsellor.field(label).select_option(index=1)
    counsellor.fill("phone", "070-555 04 56")
    counsellor.choose("Swedish", "SFI B")
    counsellor.press("Register")
    counsellor.is_told("{name} is registered.", name="Nadia Provsson")
    assert counsellor.heading() == "Nadia Provsson"
    counsellor.sees("No yes to being proposed")
    expect(
        counsellor.main().get_by_role("link", name=counsellor.word("Record a yes"))
    ).not_to_have_count(0)
