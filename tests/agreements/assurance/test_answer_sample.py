"""What the other side says is kept, mended in the ledger, and published as an error rate."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.assurance.actions import Said, answer_by_link, answer_sample, mend_sample
from pakten.agreements.assurance.models import Sample, Sampling
from pakten.agreements.assurance.queries import (
    ErrorRate,
    by_month,
    error_rate,
    published_corrections,
    samples_waiting,
)
from pakten.agreements.assurance.states import Answer, Mend, Side, Standing
from pakten.agreements.results.actions import move_outcome
from pakten.agreements.results.models import Cell, Outcome
from pakten.agreements.results.queries import wrong_cells
from pakten.agreements.results.states import Correction, Dimension, Evidence
from pakten.base.access import Denied
from pakten.parties.pacts.links import hash_of_token, new_token
from tests.agreements.results.test_record_outcome import World
from tests.factories.assurance import make_sample
from tests.factories.browser import browser
from tests.factories.world import NOW, TODAY, inside, make_pact, make_representative, make_staff


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


def sample(world: World, number: int = 1, **fields: object) -> Sample:
    row = world.record(source=f"test:{number}", quantity=3, evidence=Evidence.SELF_REPORTED)
    return make_sample(row, **fields)


def answer(world: World, each: Sample, said: Answer, number: int | None = None) -> Sample:
    return answer_sample(each, Said(said, number), by=world.by, at=NOW)


def total() -> int:
    return sum(Cell.objects.filter(dimension=Dimension.TOTAL).values_list("quantity", flat=True))


def test_answer_sample_right_makes_it_confirmed_by_both(world: World) -> None:
    answer(world, sample(world), Answer.RIGHT)
    row = Outcome.objects.get(origin__isnull=False)
    assert (row.evidence, total(), wrong_cells()) == (Evidence.CONFIRMED, 3, [])
    assert published_corrections() == []


def test_answer_sample_wrong_number_is_corrected_in_the_ledger(world: World) -> None:
    each = answer(world, sample(world), Answer.NUMBER, 2)
    assert (each.standing, total(), list(samples_waiting(world.by))) == (Standing.MEND, 3, [each])
    mend_sample(each, Mend.CORRECTED, reason="The member counted", by=world.by, at=NOW)
    assert (total(), wrong_cells(), list(samples_waiting(world.by))) == (2, [], [])
    (told,) = published_corrections()
    assert told.why == Correction.NUMBER.label


def test_answer_sample_never_is_taken_back_wherever_it_has_moved(world: World) -> None:
    each = sample(world)
    move_outcome(each.outcome, world.second, reason="x", by=world.by, at=NOW)
    answer(world, each, Answer.NEVER)
    mend_sample(each, Mend.TAKEN_BACK, reason="Cancelled", by=world.by, at=NOW)
    assert (total(), wrong_cells()) == (0, [])
    assert [row.why for row in published_corrections()] == [Correction.NEVER.label]
    with pytest.raises(ValidationError):
        mend_sample(each, Mend.KEPT, reason="x", by=world.by, at=NOW)


@pytest.mark.parametrize("number", [None, 0, 3, 1_000_000])
def test_answer_sample_refuses_a_number_that_says_nothing(world: World, number: int | None) -> None:
    with pytest.raises(ValidationError) as refused:
        answer(world, sample(world), Answer.NUMBER, number)
    assert list(refused.value.message_dict) == ["number"]


def test_answer_sample_once(world: World) -> None:
    each = answer(world, sample(world), Answer.UNKNOWN)
    with pytest.raises(ValidationError):
        answer(world, each, Answer.RIGHT)


def test_error_rate_counts_what_was_wrong_and_says_how_sure(world: World) -> None:
    said = [Answer.RIGHT, Answer.RIGHT, Answer.NEVER, Answer.NUMBER, Answer.UNKNOWN]
    rows = [
        answer(world, sample(world, n), each, 2 if each == Answer.NUMBER else None)
        for n, each in enumerate(said)
    ]
    sample(world, 9)
    mend_sample(rows[3], Mend.KEPT, reason="It was three", by=world.by, at=NOW)
    rate = error_rate(TODAY)
    assert (rate.checked, rate.wrong, rate.corrected, rate.unanswered) == (4, 1, 0, 2)
    assert (rate.share, round(rate.likely.low, 2), round(rate.likely.high, 2)) == (0.25, 0.05, 0.70)
    assert str(rate) == (
        "1 of the 4 checked deeds was wrong. Of all deeds told by one side, most likely between"
        " 5 and 70 per cent are."
    )
    assert by_month(TODAY.year) == {TODAY.replace(day=1): rate}


def test_error_rate_of_nothing_checked_says_so() -> None:
    rate = ErrorRate(0, 0, 0)
    assert (rate.share, rate.likely.low, rate.likely.high) == (None, 0, 1)
    assert str(rate).startswith("No deed has been checked yet")


def test_answer_by_link_needs_no_account(world: World) -> None:
    token = new_token(world.pact.pk)
    each = sample(world, side=Side.MEMBER, token_hash=hash_of_token(token))
    client = browser(world.pact)
    page = client.get(f"/checks/{token}/")
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert client.post(f"/checks/{token}/", {"answer": "number"}).status_code == 422
    told = {"answer": "number", "number": "2", "note": "Two came"}
    assert client.post(f"/checks/{token}/", told).status_code == 302
    each.refresh_from_db()
    assert (each.answer, each.number, each.answered_by_id) == (Answer.NUMBER, 2, None)
    assert client.post(f"/checks/{token}/", told).status_code == 422
    assert total() == 3


def test_answer_by_link_of_another_pact_or_too_old_is_refused(world: World) -> None:
    token = new_token(world.pact.pk)
    each = sample(world, side=Side.MEMBER, token_hash=hash_of_token(token))
    other = make_pact()
    wrong = f"{other.pk:x}.{token.partition('.')[2]}"
    assert browser(world.pact).get(f"/checks/{wrong}/").status_code == 404
    with inside(world.pact), pytest.raises(ValidationError):
        answer_by_link(each, Said(Answer.RIGHT), at=NOW + timedelta(days=61))


def test_see_samples_is_read_by_some_and_answered_by_the_office(world: World) -> None:
    each = sample(world)
    member = make_representative(world.house)
    for who, seen, may in ((world.by, 200, 200), (make_staff(world.pact, "analyst"), 200, 403),
                           (make_staff(world.pact, "board"), 200, 403), (member, 403, 403)):  # fmt: skip
        client = browser(world.pact, who)
        assert client.get("/samples/").status_code == seen
        assert client.get(f"/samples/{each.pk}/answer/").status_code == may
    with pytest.raises(Denied):
        answer_sample(each, Said(Answer.RIGHT), by=member, at=NOW)
    stranger = make_pact()
    assert browser(stranger, make_staff(stranger)).get(
        f"/samples/{each.pk}/answer/"
    ).status_code == 404  # fmt: skip


def test_answer_sample_page_leads_on_to_what_is_put_right(world: World) -> None:
    each = sample(world)
    client = browser(world.pact, world.by)
    sent = client.post(f"/samples/{each.pk}/answer/", {"answer": "never", "note": "Cancelled"})
    assert sent["Location"] == f"/samples/{each.pk}/mend/"
    put = client.post(sent["Location"], {"mend": "taken_back", "reason": "Cancelled"})
    assert (put.status_code, total()) == (302, 0)
    assert client.get("/samples/?standing=done").context["listing"].total == 1


def test_edit_sampling_keeps_its_bounds(world: World) -> None:
    client = browser(world.pact, world.by)
    assert (
        client.post("/samples/settings/", {"share": 10, "fewest": 9, "most": 4}).status_code == 422
    )
    assert (
        client.post("/samples/settings/", {"share": 10, "fewest": 2, "most": 4}).status_code == 302
    )
    assert Sampling.objects.values_list("share", "fewest", "most").get() == (10, 2, 4)
