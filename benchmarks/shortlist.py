"""`python -m benchmarks.shortlist`: short lists for 200 openings among 30 000 seekers of an invented city.

The kept crowd (`Crowd.rank` and the first twelve explained) beside the rule read one by one (`rank`) and
beside one row fetched by its key through Django from the embedded database. So is the whole query function of
the page, `shortlist_of`, on the example pact with as many participants. They take turns, so that they meet the
same minute; the city is that of whole rounds (occupations by Zipf's law). Nothing is kept.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.city import TODAY, City
from pakten.activities.matching import Need, rank
from pakten.activities.matching.crowd import Crowd
from pakten.config import embedded

SEEKERS, OPENINGS = 30_000, 200
FIRST = 12
SLOW = 10  # of the openings are also ranked one by one
GOAL = 50
NAMES = {
    "key": "a row by its key, Django",
    "crowd": "kept crowd, first 12 explained",
    "page": "whole query function, example pact",
    "rule": f"one by one, {SLOW} openings",
}


def main() -> None:
    """Print the table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--participants", type=int, default=SEEKERS, help="in the database")
    told = reader.parse_args()
    city = City(SEEKERS, OPENINGS)
    begun = time.process_time()
    crowd = Crowd(city.seekers)
    laid = time.process_time() - begun
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        embedded.start(folder)
        try:
            took = measure(city, crowd, embedded.url_for(folder), told.participants)
        finally:
            embedded.stop(folder)
    tell(took, laid)


def measure(city: City, crowd: Crowd, url: str, participants: int) -> dict[str, Any]:
    """Milliseconds on the clock and of this processor, by way."""
    os.environ |= {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "pakten.config.settings",
        "PAKTEN_DB_AS": "owner",
    }
    import_module("django").setup()
    world = import_module("benchmarks.shortlist_world")
    pact = world.make(participants, OPENINGS)
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in NAMES}
    with import_module("django.db.transaction").atomic():
        asked = world.asked(pact)
        asked.page(0)  # the crowd is laid out by the first who asks
        for n, need in enumerate(city.needs):
            took["key"].append(timed(lambda n=n: asked.fetch(n)))  # type: ignore[misc]
            took["page"].append(timed(lambda n=n: asked.page(n)))  # type: ignore[misc]
            took["crowd"].append(timed(lambda need=need: kept(crowd, need, city)))  # type: ignore[misc]
            if n < SLOW:
                took["rule"].append(timed(lambda need=need: alone(need, city)))  # type: ignore[misc]
    return {way: np.array(each) * 1000 for way, each in took.items()}


def kept(crowd: Crowd, need: Need, city: City) -> object:
    """The first page of the short list."""
    return list(crowd.rank(need, city.substitutions, TODAY).candidates[:FIRST])


def alone(need: Need, city: City) -> object:
    """The same by the rule, everybody judged one by one."""
    return rank(need, city.seekers, city.substitutions, TODAY)


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of this processor."""
    begun, worked = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - begun, time.process_time() - worked


def tell(took: dict[str, Any], laid: float) -> None:
    """The table."""
    key = float(np.percentile(took["key"][:, 0], 50))
    print(
        "| what | p50 ms | p95 ms | slowest ms | processor p50 | p95 | p95 ÷ a row by its key (p50) |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    for way, name in NAMES.items():
        clock, work = took[way].T
        middle, late = np.percentile(clock, [50, 95])
        print(
            f"| {name} | {middle:.2f} | {late:.2f} | {clock.max():.2f} | {np.percentile(work, 50):.2f}"
            f" | {np.percentile(work, 95):.2f} | {late / key:.0f} |"
        )
    print(
        f"<!-- goal {GOAL}; {SEEKERS} seekers laid out once in {laid:.1f} s of processor time -->"
    )


if __name__ == "__main__":
    main()
