"""What a closed survey shows: counts with everything under the pact's smallest group hidden.

A running survey shows only how many have answered. Its answers are counted once, when it closes, so
no two looks at the same figures can be subtracted from one another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from pakten.base.statistics.suppression import SMALLEST, Shown, shown_figure, suppress
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.models import Answer, AskedOnce, Question, Sheet, Survey, Tally
from pakten.oversight.surveys.rules import FEWEST_TO_CONCLUDE, is_coded
from pakten.oversight.surveys.states import AnswerKind, SurveyState

REST = "other"


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice: how many, of how many; the split only where all of it may be shown."""

    code: str
    label: LocalText
    count: int | None
    share: float | None
    women: float | None = None
    men: float | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One round in the trend. `breaks`: asked in another wording than the round before."""

    survey: Survey
    version: int
    shares: Mapping[str, float | None]
    breaks: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A question with what may be shown of its answers."""

    question: Question
    answered: int | None
    bars: list[Bar]
    hides: bool
    women: int | None = None
    men: int | None = None
    rounds: list[Round] = field(default_factory=list)

    @property
    def is_enough(self) -> bool:
        return self.answered is not None

    @property
    def has_shares(self) -> bool:
        """Shares are said from thirty answers on; below, only the counts."""
        return self.answered is not None and self.answered >= FEWEST_TO_CONCLUDE

    @property
    def widest(self) -> int:
        return max([bar.count or 0 for bar in self.bars], default=0)


@dataclass(frozen=True, slots=True)
class Response:
    """How many were asked and answered. An open link knows only the answers."""

    asked: int | None
    answered: int

    @property
    def share(self) -> float | None:
        return self.answered / self.asked if self.asked else None


def responses_of(surveys: Iterable[Survey]) -> dict[int, Response]:
    """How many have answered each survey. Two queries."""
    found = list(surveys)
    ids = [each.pk for each in found]
    asked = dict(_counts(AskedOnce, ids))
    answered = dict(_counts(Sheet, ids))
    return {
        each.pk: Response(
            None if each.has_open_link else asked.get(each.pk, 0), answered.get(each.pk, 0)
        )
        for each in found
    }


def _counts(model: type[AskedOnce] | type[Sheet], ids: list[int]) -> list[tuple[int, int]]:
    rows = model._default_manager.filter(survey__in=ids).values_list("survey")
    return list(rows.annotate(n=Count("pk")))


def results_of(survey: Survey, smallest: int = SMALLEST) -> list[Result]:
    """Every question of a closed survey with its earlier rounds. Two queries."""
    if survey.state != SurveyState.CLOSED:
        return []
    rounds = rounds_of(survey)
    tallies = _tallies([*rounds, survey])
    mine = [tally for tally in tallies if tally.survey_id == survey.pk]
    return [_result(tally, tallies, smallest) for tally in mine]


def rounds_of(survey: Survey) -> list[Survey]:
    """The closed rounds of the same survey before this one, the first first. One query."""
    first = survey.first_id or survey.pk
    same = Survey.objects.filter(Q(pk=first) | Q(first=first), state=SurveyState.CLOSED)
    return list(same.filter(round__lt=survey.round).order_by("round"))


def _tallies(surveys: Iterable[Survey]) -> list[Tally]:
    rows = Tally.objects.filter(survey__in=[each.pk for each in surveys])
    rows = rows.select_related("question", "survey").order_by("survey__round", "pk")
    return list(rows)


def _result(tally: Tally, tallies: Iterable[Tally], smallest: int) -> Result:
    question = tally.question
    shown = shown_of(tally, smallest)
    total = shown_answered(tally, smallest)
    if not is_coded(question.kind):
        bars = _middle(tally) if question.kind == AnswerKind.NUMBER and total else []
        return Result(question, total, bars, hides=total is None)
    split = split_of(tally, smallest)
    bars = [
        Bar(
            code, label, shown[code], _share(shown[code], total),
            _share(split[0].get(code), _base(split[0], tally)) if split else None,
            _share(split[1].get(code), _base(split[1], tally)) if split else None,
        )
        for code, label in question.choices
    ]  # fmt: skip
    same = [each for each in tallies if each.question.code == question.code]
    return Result(
        question, total, bars, hides=None in shown.values(),
        women=_base(split[0], tally) if split else None, men=_base(split[1], tally) if split else None,
        rounds=_rounds(same, smallest) if len(same) > 1 else [],
    )  # fmt: skip


def shown_answered(tally: Tally, smallest: int) -> int | None:
    """How many answered the question, where they are enough."""
    return tally.answered if tally.answered >= smallest else None


def shown_of(tally: Tally, smallest: int) -> dict[str, int | None]:
    """The counts that may be shown. Several choices: each against those who did not choose it.

    Whoever adds up the choices and takes away those who answered knows how many chose more than
    one. By hand: 20 answered, 12 and 10 chose: 2 chose both. One count is hidden then.
    """
    if tally.question.kind != AnswerKind.SEVERAL:
        return dict(suppress(tally.cells, smallest).cells)
    shown = {
        code: _chosen(n, tally.answered, smallest).cells["yes"] for code, n in tally.cells.items()
    }
    more = sum(tally.cells.values()) - tally.answered
    if None not in shown.values() and shown_figure(more, smallest) is None:
        shown[min((code for code, n in shown.items() if n), key=lambda code: shown[code] or 0)] = (
            None
        )
    return shown


def _chosen(count: int, answered: int, smallest: int) -> Shown[str]:
    return suppress({"yes": count, "no": answered - count}, smallest)


def split_of(tally: Tally, smallest: int) -> tuple[dict[str, int], dict[str, int]] | None:
    """Women's and men's counts: all of them, or nothing where any part would be too small.

    The rest (who did not agree to the link, or is neither) is what is left when both are taken from
    the shown count, so it must be large enough too.
    """
    women, men = tally.women, tally.men
    if not women or not men or None in shown_of(tally, smallest).values():
        return None
    enough = all(_base(part, tally) >= FEWEST_TO_CONCLUDE for part in (women, men))
    parts = [
        part for code, total in tally.cells.items()
        for part in (women[code], men[code], total - women[code] - men[code])
    ]  # fmt: skip
    safe = all(part == 0 or part >= smallest for part in parts)
    several = tally.question.kind == AnswerKind.SEVERAL
    return (women, men) if enough and safe and not several else None


def _base(cells: Mapping[str, int], _tally: Tally) -> int:
    return sum(cells.values())


def _share(count: int | None, total: int | None) -> float | None:
    return count / total if count is not None and total else None


def _middle(tally: Tally) -> list[Bar]:
    """Of numbers only the one in the middle, and only the whole of it: half of all are at or below."""
    values = sorted(int(n) for n, count in tally.cells.items() for _ in range(count))
    return [Bar("median", LocalText(), values[(len(values) - 1) // 2], None)]


def _rounds(tallies: list[Tally], smallest: int) -> list[Round]:
    found: list[Round] = []
    for each in tallies:
        total = shown_answered(each, smallest)
        shares = {code: _share(n, total) for code, n in shown_of(each, smallest).items()}
        version = each.question.version
        breaks = bool(found) and found[-1].version != version
        found.append(Round(each.survey, version, shares, breaks))
    return found


def words_of(survey: Survey, smallest: int) -> list[tuple[Question, list[str]]]:
    """What people wrote, each question by itself and in no order; nothing where few wrote."""
    rows = Answer.objects.filter(sheet__survey=survey).exclude(words="").select_related("question")
    found: dict[Question, list[str]] = {}
    for row in rows.order_by("question", "words"):  # by the alphabet, so not by who
        found.setdefault(row.question, []).append(row.words)
    return [(question, said) for question, said in found.items() if len(said) >= smallest]


@dataclass(frozen=True, slots=True)
class Published:
    """A total and its parts as anybody may read them; `None` is hidden. `truth`: as it was."""

    name: str
    total: int | None
    parts: Mapping[str, int | None]
    truth: Mapping[str, int]


def published(smallest: int = SMALLEST) -> list[Published]:
    """Every total and part that surveys show in this pact: for the attack test. One query."""
    found = []
    for tally in Tally.objects.select_related("question", "survey").order_by("pk"):
        if is_coded(tally.question.kind):
            found += _published(tally, smallest)
    return found


def _published(tally: Tally, smallest: int) -> list[Published]:
    name, total = f"survey:{tally.survey_id}:{tally.question_id}", shown_answered(tally, smallest)
    shown = shown_of(tally, smallest)
    if tally.question.kind == AnswerKind.SEVERAL:
        return [
            Published(
                f"{name}:{code}", total, {"yes": shown[code]},
                {"yes": n, "no": tally.answered - n},
            )
            for code, n in tally.cells.items()
        ]  # fmt: skip
    found = [Published(name, total, shown, tally.cells)]
    if split := split_of(tally, smallest):
        for code, n in tally.cells.items():
            parts = {"woman": split[0][code], "man": split[1][code]}
            rest = n - sum(parts.values())
            found.append(Published(f"{name}:{code}", n, parts, {**parts, REST: rest}))
    return found
