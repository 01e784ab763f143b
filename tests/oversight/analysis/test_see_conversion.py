"""How far proposals come: a step is hidden where the difference to the next would be few persons."""

from datetime import UTC, datetime

import pytest

from pakten.activities.opportunities.models import PlacementStep
from pakten.activities.opportunities.states import PlacementState as P
from pakten.base.statistics.suppression import suppress
from pakten.oversight.analysis.conversion import STEPS, Funnel, decay, published, reply_rate
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.openings import make_opening, make_placement
from tests.factories.people import make_participant
from tests.factories.world import TODAY, inside, make_organisation, make_pact, make_staff

pytestmark = pytest.mark.django_db
LAST = TODAY.year - 1


def _funnel(*stopped: int) -> Funnel:
    cells = {step.value: n for step, n in zip(STEPS, stopped, strict=True)}
    return Funnel(LAST, suppress(cells), is_running=False)


def test_see_conversion_counts_who_came_at_least_so_far() -> None:
    found = _funnel(10, 8, 6, 5, 21)
    assert [n for _words, n in found.reached] == [50, 40, 32, 26, 21]
    assert found.share == pytest.approx(0.42)


def test_see_conversion_hides_the_steps_after_a_few_who_stopped() -> None:
    found = _funnel(10, 3, 6, 9, 21)
    assert [n for _words, n in found.reached] == [49, 39, None, None, None]
    assert found.share is None


def test_see_conversion_reads_the_furthest_step_of_each_proposal() -> None:
    pact = make_pact()
    by = make_staff(pact)
    at = datetime(LAST, 5, 1, tzinfo=UTC)
    with inside(pact, by):
        opening = make_opening(make_organisation(pact), by)
        for n in range(12):
            person = make_participant(pact, by, consents=())
            placement = make_placement(opening, person, by, P.DECLINED, proposed_at=at)
            for state in STEPS[: 1 if n < 6 else 3]:
                PlacementStep.objects.create(
                    pact=pact, placement=placement, state=state, at=at, by_id=by.account_id
                )
        [(name, shown)] = published(TODAY, 5)
    assert (name, shown.total) == (f"funnel {LAST}", 12)
    assert [shown.cells[step.value] for step in STEPS] == [6, 0, 6, 0, 0]


def test_see_conversion_of_a_new_pact_says_that_there_is_nothing() -> None:
    pact = make_pact()
    with inside(pact):
        assert (reply_rate(TODAY, 5).asked, decay(TODAY).points) == (0, ())
    page = browser(pact, make_staff(pact, StaffRole.BOARD)).get("/analysis/conversion/")
    assert "No proposals yet" in page.content.decode()
