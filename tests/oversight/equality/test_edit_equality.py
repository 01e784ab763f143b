"""What the city writes: groups, steps and what came after."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from pakten.base.access import Denied, Role
from pakten.oversight.equality import actions
from pakten.oversight.equality.models import Afterwards, Eligible, EqualityStep
from pakten.oversight.equality.queries.asking import to_ask
from tests.factories.browser import browser
from tests.factories.equality import Years, make_eligible, make_step
from tests.factories.world import NOW, make_staff

pytestmark = pytest.mark.django_db
GROUP = {
    "year": "2026",
    "women": "6050",
    "men": "5150",
    "source": "The register",
    "counted_on": "2025-12-31",
}
STEP = {"what": "Träffar mitt på dagen", "what_en": "Events at noon", "owner": "The office",
        "due_on": "2026-12-01", "state": "on_track"}  # fmt: skip


def test_add_eligible_keeps_who_counted_and_when() -> None:
    years = Years()
    answer = browser(years.pact, years.by).post(reverse("add_eligible"), GROUP)
    assert answer.status_code == 302
    row = Eligible.objects.get()
    assert (row.women, row.men, row.recorded_by_id) == (6050, 5150, years.by.account_id)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"women": "-1"}, "greater than or equal to 0"),
        ({"source": ""}, "required"),
        ({"counted_on": "2099-01-01"}, "This day has not come yet."),
        ({"women": "0", "men": "0"}, "Write how many women and men there are."),
    ],
)
def test_add_eligible_says_what_is_wrong_and_keeps_what_was_typed(
    sent: dict[str, str], said: str
) -> None:
    years = Years()
    answer = browser(years.pact, years.by).post(reverse("add_eligible"), {**GROUP, **sent})
    page = answer.content.decode()
    assert (answer.status_code, said in page, Eligible.objects.count()) == (422, True, 0)
    assert 'value="5150"' in page or "men" in sent


def test_add_eligible_refuses_the_same_group_twice() -> None:
    years = Years()
    make_eligible(years.pact, years.by)
    answer = browser(years.pact, years.by).post(reverse("add_eligible"), GROUP)
    assert answer.status_code == 422
    assert "This group already has figures for the year." in answer.content.decode()


def test_edit_and_remove_eligible() -> None:
    years = Years()
    row = make_eligible(years.pact, years.by)
    client = browser(years.pact, years.by)
    assert (
        client.post(reverse("edit_eligible", args=[row.pk]), {**GROUP, "men": "9"}).status_code
        == 302
    )
    assert Eligible.objects.get().men == 9
    assert client.post(reverse("remove_eligible", args=[row.pk])).status_code == 302
    assert Eligible.objects.count() == 0


def test_add_equality_step_in_two_languages() -> None:
    years = Years()
    browser(years.pact, years.by).post(reverse("add_equality_step"), STEP)
    row = EqualityStep.objects.get()
    assert (row.what.get("sv"), row.what.get("en")) == ("Träffar mitt på dagen", "Events at noon")


def test_edit_equality_step_asks_why_it_was_dropped() -> None:
    years = Years()
    row = make_step(years.pact, years.by)
    path, client = reverse("edit_equality_step", args=[row.pk]), browser(years.pact, years.by)
    answer = client.post(path, {**STEP, "state": "dropped"})
    assert (answer.status_code, "Say why it was dropped." in answer.content.decode()) == (422, True)
    client.post(path, {**STEP, "state": "dropped", "reason": "Nobody came"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("dropped", "Nobody came")


def test_edit_equality_step_keeps_the_day_it_was_done() -> None:
    years = Years()
    row = make_step(years.pact, years.by)
    client = browser(years.pact, years.by)
    client.post(reverse("edit_equality_step", args=[row.pk]), {**STEP, "state": "done"})
    row.refresh_from_db()
    assert row.done_on == timezone.localdate()


def test_the_board_writes_nothing() -> None:
    years = Years()
    board = make_staff(years.pact, Role.BOARD)
    row = make_eligible(years.pact, years.by)
    with pytest.raises(Denied):
        actions.remove_eligible(row, by=board, at=NOW)


def test_note_afterwards_takes_the_person_off_the_list() -> None:
    years = Years()
    today = timezone.localdate()
    row = years.ended("woman", today - timedelta(days=100), 1)[0]
    assert [(each.placement, each.months) for each in to_ask(years.by, today)] == [(row, 3)]
    client = browser(years.pact, years.by)
    assert str(row.participant) in client.get(reverse("see_afterwards")).content.decode()
    client.post(reverse("note_afterwards", args=[row.pk]), {"months": "3", "standing": "work"})
    assert to_ask(years.by, today) == []
    client.post(reverse("note_afterwards", args=[row.pk]), {"months": "3", "standing": "studies"})
    assert Afterwards.objects.get().standing == "studies"


@pytest.mark.parametrize(("months", "standing"), [(3, "nothing"), (4, "work"), (12, "work")])
def test_note_afterwards_refuses_what_cannot_be_asked(months: int, standing: str) -> None:
    years = Years()
    row = years.ended("woman", timezone.localdate() - timedelta(days=100), 1)[0]
    with pytest.raises(ValidationError):
        actions.note_afterwards(
            row, months=months, standing=standing, by=years.by, at=timezone.now()
        )


def test_to_ask_forgets_what_is_too_long_ago() -> None:
    years = Years()
    years.ended("woman", date(timezone.localdate().year - 2, 1, 8), 1)
    assert to_ask(years.by, timezone.localdate()) == []
