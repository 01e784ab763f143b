"""A need from its first words until it is posted: read, confirmed, copied; and what it lacks."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions import drafts, keeping
from pakten.activities.opportunities.actions.openings import Described, edit_opening
from pakten.activities.opportunities.kinds import KINDS
from pakten.activities.opportunities.models import Opening, Requirement
from pakten.activities.opportunities.needs import missing_in
from pakten.activities.opportunities.queries.reading import understand
from pakten.activities.opportunities.states import FOR_ONE_PERSON, OpeningKind, OpeningState
from pakten.base.access import Denied
from pakten.base.terms.models import Concept
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import NOW, TODAY, days, make_organisation

AD = (
    "Klarasjö Hotell söker två frukostvärdar! Du börjar kl. 6.00 och jobbar till 14.00, måndag till "
    "fredag, på hotellet på Hamngatan 4. Heltid. Vi vill att du talar flytande svenska, gärna "
    "engelska, och har livsmedelshygien. Du lyfter en hel del. Provanställning sex månader. "
    "Frågor? Ring Eva Holm, 070-123 45 67."
)


def begin(world: PlacementWorld, text: str = AD, kind: str = "job") -> Opening:
    kept = drafts.ad_without_people(text)
    begun = drafts.Begun(kind=kind, ad_text=kept, found=tuple(understand(kept, TODAY)))
    return drafts.draft_opening(world.house, begun, by=world.member, at=NOW)


def test_every_form_of_work_is_described() -> None:
    assert set(KINDS) == set(OpeningKind)
    assert {code for code, kind in KINDS.items() if kind.for_one} == FOR_ONE_PERSON
    assert all(set(kind.needed) <= kind.asks for kind in KINDS.values())


def test_draft_opening_reads_the_ad(world: PlacementWorld) -> None:
    made = begin(world)
    asked = {r.concept.key: r.must for r in made.requirements.all() if r.concept}
    assert (made.title, made.seats, made.hours_per_week) == ("Frukostvärdar", 2, 40)
    assert (made.occupation and made.occupation.key, made.swedish) == ("ssyk:9413", "sfi_d")
    assert (str(made.starts_at), made.times, made.months) == ("06:00:00", ["days"], 6)
    assert asked == {"lang:en": False, "skill:food-hygiene": True, "skill:lifting": True}
    guessed = {r["what"].partition(":")[0] for r in made.reading if r["guessed"]}
    assert guessed == {"swedish", "term"}


def test_draft_opening_keeps_no_contact_of_people(world: PlacementWorld) -> None:
    made = begin(world)
    assert "070" not in made.ad_text
    assert "Eva" not in made.ad_text


def test_draft_opening_counts_no_offer_and_is_not_open(world: PlacementWorld) -> None:
    assert begin(world).state == OpeningState.DRAFT


def test_publish_opening_says_what_is_missing(world: PlacementWorld) -> None:
    made = begin(world)
    with pytest.raises(ValidationError) as error:
        drafts.publish_opening(made, by=world.member, at=NOW)
    assert set(error.value.error_dict) == {"starts_on", "supervisor", "agreement", "guesses"}


def test_publish_opening_when_all_is_said(world: PlacementWorld) -> None:
    made = begin(world)
    values = {
        "starts_on": days(40), "supervisor": "Mona", "agreement": "HRF",
        "reading": [{**row, "seen": True} for row in made.reading],
    }  # fmt: skip
    asked = {r.concept: r.must for r in made.requirements.all() if r.concept}
    edit_opening(made, Described(values, asked), by=world.member, at=NOW)
    posted = drafts.publish_opening(made, by=world.member, at=NOW)
    assert (posted.state, posted.posted_at) == (OpeningState.OPEN, NOW)
    with pytest.raises(ValidationError):
        drafts.publish_opening(made, by=world.member, at=NOW)


@pytest.mark.parametrize("kind", list(OpeningKind))
def test_missing_in_asks_what_the_form_needs(world: PlacementWorld, kind: OpeningKind) -> None:
    bare = make_opening(world.house, world.member, kind=kind, state="draft")
    assert set(missing_in(bare, TODAY)) == set(KINDS[kind].needed)


def test_duplicate_opening_copies_all_but_past_days(world: PlacementWorld) -> None:
    term = Concept.objects.get(key="licence:B")
    old = make_opening(
        world.house, world.member, state="closed", years=2, nice=["years"], starts_on=days(-30)
    )
    Requirement.objects.create(pact=world.pact, opening=old, kind="skill", concept=term, must=False)
    made = drafts.duplicate_opening(old, by=world.member, at=NOW)
    assert (made.state, made.years, made.nice, made.starts_on) == ("draft", 2, ["years"], None)
    assert [(r.concept, r.must) for r in made.requirements.all()] == [(term, False)]


def test_set_requirement_turns_must_and_wish(world: PlacementWorld) -> None:
    opening = make_opening(world.house, world.member, swedish="sfi_d")
    changed = keeping.set_requirement(opening, "swedish", "nice", by=world.member, at=NOW)
    assert changed.nice == ["swedish"]
    changed = keeping.set_requirement(opening, "swedish", "must", by=world.member, at=NOW)
    assert changed.nice == []
    changed = keeping.set_requirement(opening, "swedish", "no", by=world.member, at=NOW)
    assert changed.swedish == "none"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours_per_week", "0"), ("hours_per_week", "-40"), ("hours_per_week", "61"), ("months", "99999"),
        ("years", "x"), ("seats", "501"), ("starts_on", "0001-01-01"), ("starts_on", "2020-01-01"),
        ("apply_by", "2020-01-01"), ("starts_at", "25:99"), ("title", ""), ("title", "t" * 121),
    ],
)  # fmt: skip
def test_edit_opening_says_beside_the_field_what_is_wrong(
    world: PlacementWorld, field: str, value: str
) -> None:
    sent = {"kind": "job", "title": "Breakfast host", "seats": "2", "swedish": "none", field: value}
    page = browser(world.pact, world.member).post(f"/openings/{world.opening.pk}/edit/", sent)
    form = page.context["form"]
    assert (page.status_code, list(form.errors), form[field].value()) == (422, [field], value)


def test_edit_opening_lets_a_day_that_has_passed_stand(world: PlacementWorld) -> None:
    Opening.objects.update(starts_on=days(-3))
    sent = {
        "kind": "job", "title": "Host", "seats": "2", "swedish": "none",
        "starts_on": days(-3).isoformat(),
    }  # fmt: skip
    page = browser(world.pact, world.member).post(f"/openings/{world.opening.pk}/edit/", sent)
    assert page.status_code == 302


def test_another_house_changes_nothing(world: PlacementWorld) -> None:
    theirs = make_opening(make_organisation(world.pact), world.coordinator)
    for act in (drafts.duplicate_opening, keeping.confirm_opening, keeping.resume_opening):
        with pytest.raises(Denied):
            act(theirs, by=world.member, at=NOW)


def test_member_goes_from_ad_to_posted_without_javascript(world: PlacementWorld) -> None:
    asker = browser(world.pact, world.member, "sv")
    sent: dict[str, Any] = {"kind": "job", "ad_text": AD}
    page = asker.post("/openings/new/", sent, follow=True)
    text = page.content.decode()
    made = Opening.objects.get(state="draft")
    assert page.status_code == 200
    assert text.count('data-mark="guessed"') >= 3
    asked = {f"asked-{r.concept_id}": "must" for r in made.requirements.all()}
    seen = {f"seen-{r['what']}": "1" for r in made.reading}
    sent = {
        "kind": "job", "title": made.title, "seats": "2", "swedish": "sfi_d", "publish": "1",
        "occupation_words": made.occupation.label_sv if made.occupation else "",
        "starts_on": days(40).isoformat(), "supervisor": "Mona", **asked, **seen,
    }  # fmt: skip
    refused = asker.post(f"/openings/{made.pk}/edit/", sent)
    assert refused.status_code == 422
    assert "agreement" in refused.context["form"].errors
    done = asker.post(f"/openings/{made.pk}/edit/", {**sent, "agreement": "HRF"})
    assert done.status_code == 302, done.content.decode()
    made.refresh_from_db()
    assert (made.state, made.requirements.count()) == ("open", 3)
