"""Every code of the engine has words in a round: one without them fails here, not before a reader."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pakten.activities.matching import ReasonCode, RequirementKind
from pakten.activities.matching.score import TermCode
from pakten.activities.matching.whole import WhyNot
from pakten.activities.opportunities import explain
from pakten.activities.rounds import notices, words
from pakten.activities.rounds.models import RoundUnmatched
from pakten.activities.rounds.reports import STOPS, WHY
from pakten.activities.rounds.states import Stopped


def test_every_term_every_why_and_every_requirement_has_words() -> None:
    assert set(words.TERMS) == set(TermCode)
    assert set(WHY) == set(WhyNot)
    assert set(STOPS) == set(RequirementKind)
    assert set(notices.TO_YOU) == set(words.WITHOUT) == set(Stopped)


@pytest.mark.parametrize("code", ReasonCode)
def test_every_obstacle_has_words_for_staff_and_for_the_person(code: ReasonCode) -> None:
    assert (code.value in explain.ABOUT, code.value in explain.TO_YOU) == (True, True)


@pytest.mark.parametrize("stopped", Stopped)
def test_what_stopped_and_what_helps_say_something_of_every_stop(stopped: Stopped) -> None:
    place = SimpleNamespace(pk=1, title="Cook", organisation=SimpleNamespace(name="House"))
    person = SimpleNamespace(pk=2, given_name="Ali", district_id=3)
    row = cast("Any", SimpleNamespace(mark={}, stopped=stopped, opening=place, participant=person))
    said = words.what_stopped(cast("RoundUnmatched", row), {})
    assert said.endswith(".")
    assert words.what_helps(row).href.startswith("/")
