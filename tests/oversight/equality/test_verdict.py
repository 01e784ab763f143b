"""The answer to whether women and men are reached alike never contradicts what is sure below it."""

from pakten.base.ui.text import LocalText
from pakten.oversight.equality.rules.reach import Counted, Reached
from pakten.oversight.equality.rules.statements import verdict_of
from pakten.parties.pacts.models import Measure


def reached(name: str, women: int, men: int) -> Reached:
    measure = Measure(kin=name.lower(), name=LocalText({"en": name, "sv": name}))
    return Reached(measure, Counted(women), Counted(men), 6000, 5000)


def test_verdict_is_yes_where_no_difference_is_sure() -> None:
    jobs = reached("Hires", 72, 57)
    assert verdict_of(jobs, None, (), [reached("Practice", 72, 60)]).answer == (
        "As far as we can see."
    )


def test_verdict_is_not_in_everything_where_another_difference_is_sure() -> None:
    told = verdict_of(reached("Hires", 72, 57), None, (), [reached("Practice", 90, 30)])
    assert (told.answer, told.because[-1]) == (
        "Not in everything.",
        "One difference is sure. Practice: fewer men than women.",
    )


def test_verdict_counts_the_sure_differences() -> None:
    others = [reached("Practice", 90, 30), reached("Mentors", 30, 90)]
    told = verdict_of(reached("Hires", 72, 57), None, (), others)
    assert told.because[-1] == (
        "2 differences are sure, among them: Practice: fewer men than women."
    )


def test_verdict_is_no_where_women_begin_fewer_jobs() -> None:
    told = verdict_of(reached("Hires", 30, 90), None, (), [reached("Practice", 90, 30)])
    assert told.answer == "No, not yet."
