"""`python -m benchmarks.shortlist`: a short list for one need among 30 000 seekers, median of 5."""

import random
import statistics
import time
from datetime import date, timedelta

from pakten.activities.matching import (
    Need,
    Requirement,
    RequirementKind,
    Seeker,
    Substitutions,
    rank,
)

NUMBER = 30_000
TODAY = date(2026, 11, 20)
OCCUPATIONS = ["o1", "o2", "o3", "o4"]
SKILLS = ["s1", "s2", "s3"]
NEAR = Substitutions(
    [("o1", "o2", 75), ("o2", "o1", 25), ("o3", "o1", 25)],
    {"o1": "4322", "o2": "4322", "o3": "8344"},
)
ASKED = (
    Requirement("1", RequirementKind.SKILL, "s1"),
    Requirement("2", RequirementKind.LANGUAGE, "lang:sv", "sfi-c"),
    Requirement("3", RequirementKind.PLACE, "d1"),
    Requirement("4", RequirementKind.TIME, number=345),
    Requirement("5", RequirementKind.SKILL, "s2", must=False),
)


def seekers() -> list[Seeker]:
    """The same crowd every time."""
    chance = random.Random(7)
    return [
        Seeker(
            id=str(number),
            wanted=frozenset(chance.sample(OCCUPATIONS, 2)),
            skills=frozenset(chance.sample(SKILLS, 2)),
            languages={"lang:sv": chance.choice(["sfi-a", "sfi-c", "b2"])},
            reach={"d1": 20},
            waiting_since=TODAY - timedelta(days=chance.randint(0, 500)),
        )
        for number in range(NUMBER)
    ]


def main() -> None:
    """Print the median and the slowest of five."""
    crowd, need, took = seekers(), Need("n", ASKED, "o1", "4322"), []
    for _ in range(5):
        begun = time.perf_counter()
        rank(need, crowd, NEAR, TODAY)
        took.append(time.perf_counter() - begun)
    print(f"short list among {NUMBER} seekers: {statistics.median(took):.2f} s", end=" ")
    print(f"(slowest {max(took):.2f} s)")


if __name__ == "__main__":
    main()
