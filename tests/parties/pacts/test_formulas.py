"""Formulas over measures: read by our own parser, never run, clear when they are wrong."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pakten.parties.pacts.formulas import (
    LONGEST,
    Constant,
    Counts,
    Formula,
    Name,
    Step,
    Tree,
    Value,
    evaluate,
    in_order,
    parse,
)

KINS = ("hires", "extra_jobs", "mentor-par-2", "met2")
FIGURES: dict[str, Value] = {"hires": 8, "extra_jobs": 3, "mentor-par-2": 5, "met2": 0}
leaves = st.one_of(st.integers(0, 999).map(Constant), st.sampled_from(KINS).map(Name))
trees = st.recursive(
    leaves, lambda inner: st.builds(Step, st.sampled_from("+-*/"), inner, inner), max_leaves=12
)  # fmt: skip


def written(tree: Tree) -> str:
    """A tree with parentheses around every step."""
    if isinstance(tree, Constant):
        return str(tree.number)
    if isinstance(tree, Name):
        return tree.kin
    return f"({written(tree.left)} {tree.sign} {written(tree.right)})"


def exactly(tree: Tree, figures: Mapping[str, Value]) -> Fraction | None:
    """The value in exact arithmetic: another way to the same answer."""
    if isinstance(tree, Constant):
        return Fraction(tree.number)
    if isinstance(tree, Name):
        figure = figures[tree.kin]
        return None if figure is None else Fraction(figure)
    left, right = exactly(tree.left, figures), exactly(tree.right, figures)
    if left is None or right is None or (tree.sign == "/" and not right):
        return None
    if tree.sign == "/":
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[tree.sign]


@given(trees)
def test_parse_reads_what_was_written(tree: Tree) -> None:
    text = written(tree)
    if len(text) <= LONGEST:
        assert parse(text).tree == tree


@given(trees)
def test_words_say_the_same_formula(tree: Tree) -> None:
    said = Formula("", tree).words({})
    if len(said) <= LONGEST:
        again = parse(said).value(FIGURES)
        assert again == pytest.approx(Formula("", tree).value(FIGURES)) or again is None


@given(trees)
def test_value_is_right(tree: Tree) -> None:
    value, exact = Formula("", tree).value(FIGURES), exactly(tree, FIGURES)
    if exact is None or value is None:
        assert (value, exact) == (None, None)
    else:
        assert value == pytest.approx(float(exact), rel=1e-6, abs=1e-3)


@given(trees, st.sampled_from(KINS))
def test_value_is_hidden_with_any_part(tree: Tree, hidden: str) -> None:
    formula = Formula("", tree)
    if hidden in formula.names:
        assert formula.value({**FIGURES, hidden: None}) is None


@given(st.text(max_size=LONGEST + 10))
def test_parse_answers_anything_with_a_formula_or_a_message(text: str) -> None:
    try:
        formula = parse(text)
    except ValidationError:
        return
    assert isinstance(formula.value(FIGURES), int | float | None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hires + extra_jobs", 11),
        ("100 * extra_jobs / hires", 37.5),
        ("100 × extra_jobs ÷ hires", 37.5),
        ("hires − mentor-par-2", 3),
        ("2 + 3 * 4 - 6 / 3", 12),
        ("10 - 4 - 3", 3),
        ("0,5 * hires", 4),
        ("hires / met2", None),
        ("hires + unknown", None),
    ],
)
def test_value_of(text: str, value: Value) -> None:
    assert parse(text).value(FIGURES) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Write a formula, for example hires + extra_jobs."),
        ("hires +", "The formula stops too early. Write a measure or a number last."),
        ("- hires", "Write a measure or a number before -."),
        ("hires hires", "Write + - * or / before hires."),
        ("(hires", "A ( has no )."),
        ("hires)", "There is a ) too many."),
        ("hires ** 2", "Write a measure or a number before *."),
        ("__import__('os')", "' cannot stand in a formula. Use + - * / ( ), numbers and measures."),
        ("(" * 21 + "1" + ")" * 21, "There are too many parentheses inside each other."),
        ("1" * 301, "A formula has at most 300 characters."),
    ],
)
def test_parse_says_what_to_mend(text: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse(text)
    assert refused.value.messages == [message]


def test_evaluate_works_through_formulas_over_formulas() -> None:
    formulas = {"share": parse("100 * work / met"), "work": parse("hires + extra_jobs")}
    found = evaluate(formulas, {"hires": 8, "extra_jobs": 2, "met": 40})
    assert (in_order(formulas), found["work"], found["share"]) == (["work", "share"], 10, 25)


@pytest.mark.parametrize(
    "formulas",
    [{"a": "a + 1"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b", "d": "hires"}],
)
def test_in_order_refuses_a_circle(formulas: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="comes back to itself"):
        in_order({kin: parse(text) for kin, text in formulas.items()})


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("hires + extra_jobs", Counts.PERSONS),
        ("2 * hires", Counts.PERSONS),
        ("hires / 2", Counts.PERSONS),
        ("visits + talks", Counts.THINGS),
        ("hires / extra_jobs", Counts.NUMBER),
        ("100 * hires / talks", Counts.NUMBER),
        ("2 / hires", Counts.NUMBER),
        ("hires + visits", Counts.MIXED),
        ("2 * (hires - visits)", Counts.MIXED),
        ("hires + 1", Counts.MIXED),
    ],
)
def test_counts_persons_only_of_persons(text: str, counts: Counts) -> None:
    assert parse(text).counts({"hires", "extra_jobs"}) == counts
