"""What the pact is measured by: a formula tried before it is kept, a definition changed from a day on."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAME, CHANGED = "Jobb av alla slag", "Studiebesök"


def describe(admin: Reader) -> None:
    admin.go("/pact/measures/")
    admin.follow("Add a measure")
    admin.field("Activity").select_option(index=1)
    admin.fill("Name", NAME)
    admin.fill("What is counted", "jobb")
    admin.fill("When it counts", "Varje anställning och extrajobb räknas den dag det börjar.")


def test_add_measure_tries_a_formula_before_it_is_kept(someone: Someone) -> None:
    admin = someone(role="admin")
    describe(admin)
    admin.fill("Or worked out by a formula", "hires + nowhere")
    admin.press("Try it")
    admin.sees("The formula cannot be read")
    admin.fill("Or worked out by a formula", "hires + extra_jobs")
    admin.press("Try it")
    admin.sees("Nothing is saved yet.")
    expect(admin.main()).to_contain_text(str(timezone.localdate().year))
    expect(admin.field("Name")).to_have_value(NAME)
    admin.press("Add the measure")
    admin.is_told("The measure is added.")
    admin.go("/pact/measures/?q=alla+slag")
    admin.follow(NAME, admin.main())
    expect(admin.main()).to_contain_text("extra_jobs")


def change_from(admin: Reader, day: date) -> None:
    admin.go(f"/pact/measures/?q={CHANGED}")
    admin.follow(CHANGED, admin.main())
    admin.follow("Change the definition")
    admin.fill("When it counts", "Ett besök räknas när minst fem deltagare kom.")
    admin.fill("From", f"{day}")
    admin.press("Save the new version")
    admin.is_told("The new version is kept.")


def test_change_definition_marks_the_break_in_the_explorer(someone: Someone) -> None:
    admin, analyst = someone(role="admin"), someone(role="analyst")
    day = timezone.localdate()
    change_from(admin, day)
    analyst.go("/analysis/?measure=study_visits")
    analyst.sees("Break in the series %(year)s", year=day.year)
    expect(analyst.main()).to_contain_text("Ett besök räknas när minst fem deltagare kom.")
