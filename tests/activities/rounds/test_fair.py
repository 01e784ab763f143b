"""The report that is kept, in words and with its price."""

from pakten.activities.matching.fairness import Rate
from pakten.activities.rounds import words
from pakten.activities.rounds.actions.reviewing import lift_group
from pakten.activities.rounds.models import RoundFairness
from tests.factories.rounds import RoundWorld, solve
from tests.factories.world import NOW, inside


def report(*rates: tuple[str, int, int], name: str = "age") -> RoundFairness:
    kept = [{"names": [code], "got": got, "pool": pool} for code, got, pool in rates]
    return RoundFairness(
        smallest=5, got=sum(r[1] for r in rates), pool=sum(r[2] for r in rates),
        splits=[{"name": name, "rates": kept}],
    )  # fmt: skip


def test_differs_by_hand() -> None:
    """48 of 80 against 56 of 70 in the rest: 0.2 lower, from 0.05 to 0.33 (see intervals)."""
    found = report(("a", 48, 80), ("b", 56, 70))
    assert words.differs(Rate(("a",), 48, 80), found) == -1
    assert words.differs(Rate(("b",), 56, 70), found) == 1


def test_findings_say_who_fares_worse_and_that_it_is_hardly_chance() -> None:
    found = words.findings(report(("16-24", 48, 80), ("55+", 56, 70)), {("age", "16-24"): "Young"})
    assert [(one.title, one.text, one.fine) for one in found] == [
        ("Young: a lower chance.", "60 of 100, against 69 for all. It is hardly chance.", False)
    ]


def test_findings_say_when_women_and_men_fare_alike() -> None:
    found = words.findings(report(("woman", 47, 68), ("man", 45, 63), name="gender"), {})
    assert found[0].title == "Women and men have about the same chance."
    assert found[0].text.startswith("Of 100 women 69 got a proposal, of 100 men 71.")


def test_count_round_keeps_no_figure_of_a_small_group(world: RoundWorld) -> None:
    each = world.solved()
    assert [split["rates"] for split in each.fairness.splits] == [[], [], [], []]


def test_count_round_keeps_rates_that_add_up(db: None) -> None:
    world = RoundWorld(people=0, places=12)
    with inside(world.pact, world.coordinator):
        for n in range(24):
            world.person(n, gender="woman" if n % 2 else "man")
        each = world.solved()
        for split in each.fairness.splits:
            told = [(rate["got"], rate["pool"]) for rate in split["rates"]]
            assert told == [] or tuple(map(sum, zip(*told, strict=True))) == (12, 24)


def test_lift_group_is_kept_with_a_name_and_taken_back(world: RoundWorld) -> None:
    each = world.solved()
    offer = {"split": "gender", "group": "woman", "total": 1, "best": 2, "before": 0, "pool": 9}
    RoundFairness.objects.filter(round=each).update(offer={**offer, "after": None})
    each.refresh_from_db()
    each = lift_group(each, lift=True, by=world.coordinator, at=NOW)
    assert (each.lift_group, each.lift_by_id) == ("woman", world.coordinator.account_id)
    each = solve(each, world.coordinator)
    each = lift_group(each, lift=False, by=world.coordinator, at=NOW)
    assert (each.lift_group, each.lift_by_id) == ("", world.coordinator.account_id)
