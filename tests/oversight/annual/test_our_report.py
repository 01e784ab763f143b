"""A member's own year: its figures, its words and pictures when earned, and none otherwise."""

import pytest

from pakten.oversight.annual.actions.members import freeze_some, members_left
from pakten.oversight.annual.memberpaper import member_page, member_pdf
from pakten.oversight.annual.models import LockedYear
from pakten.oversight.annual.rules import RULES, WORDINGS, earned_words, lacking
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import VettingState
from tests.factories.annual import LAST, AnnualWorld
from tests.factories.browser import browser
from tests.factories.world import NOW, inside, make_organisation, make_representative

FACTS = {"in_force": True, "approved": True, "dormant": False, "due": 6, "kept": 5, "since": 2024}
NAMES = {"pact": "the pact", "year": "2025", "kept": 5, "due": 6, "since": "2024"}


def locked(world: AnnualWorld) -> LockedYear:
    freeze_some(world.pact.pk, LAST, members_left(LAST), at=NOW)
    return LockedYear.objects.get(organisation=world.house)


def test_earned_words_are_those_that_hold() -> None:
    assert earned_words(FACTS, NAMES) == [
        "We kept 5 of 6 promises in the pact in 2025.", "We have been a member of the pact since 2024.",
    ]  # fmt: skip
    assert earned_words({**FACTS, "kept": 6, "since": None}, {**NAMES, "kept": 6}) == [
        "We kept all our promises in the pact in 2025: 6 of 6."
    ]


@pytest.mark.parametrize(
    ("missing", "rule"),
    [({"in_force": False}, "in_force"), ({"approved": False}, "approved"), ({"dormant": True}, "awake"),
     ({"kept": 0}, "kept_one")],
)  # fmt: skip
def test_earned_words_are_none_while_anything_lacks(missing: dict[str, object], rule: str) -> None:
    facts = {**FACTS, **missing}
    said = next(str(each.lacking) for each in RULES if each.code == rule)
    assert (lacking(facts), earned_words(facts, NAMES)) == ([said], [])


def test_wordings_have_a_code_each() -> None:
    assert len({each.code for each in WORDINGS}) == len(WORDINGS)


def test_freeze_some_makes_each_member_once(world: AnnualWorld) -> None:
    locked(world)
    freeze_some(world.pact.pk, LAST, [world.house.pk], at=NOW)
    rows = LockedYear.objects.filter(organisation__isnull=False)
    assert [(row.organisation_id, row.figures["kept"], row.figures["due"]) for row in rows] == [
        (world.house.pk, 1, 2)
    ]


def test_member_page_hides_few_persons(world: AnnualWorld) -> None:
    page = member_page(locked(world))
    assert [(row["fate"], row["done"]) for row in page["ours"]] == [
        ("Kept on time", ""), ("Kept in part", "fewer than 5 of 9"),
    ]  # fmt: skip
    assert page["deeds"] == [{"name": "Hired", "number": "100"}]


def test_member_pdf_is_the_same_twice(world: AnnualWorld) -> None:
    year = locked(world)
    assert member_pdf(year, "en") == member_pdf(year, "en")


def test_our_report_gives_the_picture_only_when_earned(world: AnnualWorld) -> None:
    year = locked(world)
    client = browser(world.pact, make_representative(world.house))
    path = f"/our-report/{year.pk}/picture-sv.png"
    assert client.get(path).content.startswith(b"\x89PNG")
    with inside(world.pact):
        Organisation.objects.filter(pk=world.house.pk).update(
            is_public=False, vetting=VettingState.WITHDRAWN, vetted_until=None
        )
    assert client.get(path).status_code == 404
    assert "vetting of you is not approved" in client.get("/our-report/").content.decode()


def test_our_report_of_another_is_not_there(world: AnnualWorld) -> None:
    year = locked(world)
    client = browser(world.pact, make_representative(make_organisation(world.pact)))
    assert client.get(f"/our-report/{year.pk}/report-sv.pdf").status_code == 404
