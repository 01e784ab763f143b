"""Counting a closed survey, question by question."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from pakten.base.statistics.states import Gender
from pakten.oversight.surveys.models import Answer, Question, Survey, Tally
from pakten.oversight.surveys.rules import is_coded

Row = tuple[int, list[str], int | None, str | None]


def tally(survey: Survey) -> list[Tally]:
    """Store what was counted. Three queries, however many answers."""
    questions = [line.question for line in survey.lines.select_related("question")]
    rows: dict[int, list[Row]] = defaultdict(list)
    found = Answer.objects.filter(sheet__survey=survey).values_list(
        "question_id", "codes", "number", "sheet__tie__ask__participant__gender"
    )
    for row in found.iterator(chunk_size=5000):
        rows[row[0]].append(row)
    return Tally.objects.bulk_create(_counted(survey, each, rows[each.pk]) for each in questions)


def _counted(survey: Survey, question: Question, rows: list[Row]) -> Tally:
    by_gender = {gender: [row for row in rows if row[3] == gender] for gender in Gender.values}
    split = is_coded(question.kind) and not survey.is_anonymous
    return Tally(
        pact_id=survey.pact_id,
        survey=survey,
        question=question,
        answered=len(rows),
        cells=_cells(question, rows),
        women=_cells(question, by_gender[Gender.WOMAN]) if split else None,
        men=_cells(question, by_gender[Gender.MAN]) if split else None,
    )


def _cells(question: Question, rows: Iterable[Row]) -> dict[str, int]:
    """Choice -> answers, a zero for what nobody chose; numbers in quarters of their own."""
    if not is_coded(question.kind):
        return {str(n): count for n, count in _numbers(rows).items()}
    counts = Counter(code for _question, codes, _number, _gender in rows for code in codes)
    return {code: counts[code] for code, _text in question.choices}


def _numbers(rows: Iterable[Row]) -> dict[int, int]:
    return dict(sorted(Counter(row[2] for row in rows if row[2] is not None).items()))
