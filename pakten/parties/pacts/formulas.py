"""Formulas over measures, such as `hires + extra_jobs` or `100 * still_at_12 / followed_12`.

A small language of its own: numbers, measures by their kin, + - * / and parentheses. Nothing of
what is typed is ever run. A kin may hold hyphens, so a minus stands with spaces around it.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Number = int | float
Value = Number | None

LONGEST, DEEPEST = 300, 20
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,9}(?:[.,]\d{1,6})?)(?!\w|-\w)|(?P<name>\w+(?:-\w+)*)|(?P<mark>[-+*/()]))",
    re.ASCII,
)
_AS_TYPED = str.maketrans("−–×÷", "--*/")
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True, slots=True)
class Constant:
    """A number as typed."""

    number: Number


@dataclass(frozen=True, slots=True)
class Name:
    """Another measure, by its kin."""

    kin: str


@dataclass(frozen=True, slots=True)
class Step:
    """Two parts with a sign between them."""

    sign: str
    left: "Tree"
    right: "Tree"


Tree = Constant | Name | Step


class Counts(StrEnum):
    """What a formula gives: a number of persons, of other things, a mere number, or a muddle."""

    PERSONS = "persons"
    THINGS = "things"
    NUMBER = "number"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read: which measures it asks for, what it gives, what it says."""

    text: str
    tree: Tree

    @property
    def names(self) -> frozenset[str]:
        """The kins it asks for."""
        return frozenset(_names(self.tree))

    def counts(self, persons: Container[str]) -> Counts:
        """What comes out, where `persons` are the kins that count persons."""
        return _counts(self.tree, persons)

    def value(self, figures: Mapping[str, Value]) -> Value:
        """What it gives. A figure that is hidden or missing hides the whole; so does dividing by nought."""
        try:
            found = _value(self.tree, figures)
            return found if found is None or isfinite(found) else None
        except OverflowError:
            return None

    def words(self, names: Mapping[str, object]) -> str:
        """The formula with the measures' names instead of their codes."""
        return _words(self.tree, names, outer=0)


def parse(text: str) -> Formula:
    """Read a formula. Raises `ValidationError` that says what to mend."""
    if not text.strip():
        raise ValidationError(_("Write a formula, for example hires + extra_jobs."))
    if len(text) > LONGEST:
        raise ValidationError(_("A formula has at most %(most)d characters.") % {"most": LONGEST})
    plain = " ".join(text.translate(_AS_TYPED).split())
    return Formula(plain, _Reader(plain).read())


def evaluate(formulas: Mapping[str, Formula], figures: Mapping[str, Value]) -> dict[str, Value]:
    """The figures with those of every formula, also of formulas over formulas."""
    known = dict(figures)
    for kin in in_order(formulas):
        known[kin] = formulas[kin].value(known)
    return known


def in_order(formulas: Mapping[str, Formula]) -> list[str]:
    """The kins so that each comes after those it asks for. Raises `ValidationError` for a circle."""
    done: list[str] = []
    waiting = {kin: formula.names & formulas.keys() for kin, formula in formulas.items()}
    while waiting:
        ready = sorted(kin for kin, asked in waiting.items() if asked <= set(done))
        if not ready:
            kin = next(iter(_circle(waiting)))
            raise ValidationError(
                _("The formula of %(name)s comes back to itself. Leave out what asks for it.")
                % {"name": kin}
            )
        done += ready
        for kin in ready:
            del waiting[kin]
    return done


def _circle(waiting: Mapping[str, Iterable[str]]) -> list[str]:
    """One circle among those that wait for each other."""
    path = [min(waiting)]
    while True:
        following = min(each for each in waiting[path[-1]] if each in waiting)
        if following in path:
            return path[path.index(following) :]
        path.append(following)


class _Reader:
    """Reads from left to right: sums of products of numbers, names and parentheses."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0

    def read(self) -> Tree:
        tree = self.sum(0)
        if self.peek() == ")":
            raise ValidationError(_("There is a ) too many."))
        if self.at < len(self.tokens):
            raise ValidationError(
                _("Write + - * or / before %(what)s.") % {"what": self.tokens[self.at][1]}
            )
        return tree

    def sum(self, depth: int) -> Tree:
        return self.chain("+-", self.product, depth)

    def product(self, depth: int) -> Tree:
        return self.chain("*/", self.part, depth)

    def chain(self, signs: str, read: Callable[[int], Tree], depth: int) -> Tree:
        tree = read(depth)
        while (sign := self.peek()) and sign in signs:
            self.at += 1
            tree = Step(sign, tree, read(depth))
        return tree

    def part(self, depth: int) -> Tree:
        if self.at >= len(self.tokens):
            raise ValidationError(
                _("The formula stops too early. Write a measure or a number last.")
            )
        kind, written = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Constant(_number(written))
        if kind == "name":
            return Name(written)
        if written != "(":
            raise ValidationError(
                _("Write a measure or a number before %(sign)s.") % {"sign": written}
            )
        return self.parenthesis(depth)

    def parenthesis(self, depth: int) -> Tree:
        if depth >= DEEPEST:
            raise ValidationError(_("There are too many parentheses inside each other."))
        tree = self.sum(depth + 1)
        if self.peek() != ")":
            raise ValidationError(_("A ( has no )."))
        self.at += 1
        return tree

    def peek(self) -> str:
        """The mark that comes next; empty for anything else."""
        if self.at >= len(self.tokens):
            return ""
        kind, written = self.tokens[self.at]
        return written if kind == "mark" else ""


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(text)
    while at < end:
        found = _TOKEN.match(text, at)
        if not found or found.lastgroup is None:
            wrong = text[at:].strip()[:1]
            raise ValidationError(
                _("%(sign)s cannot stand in a formula. Use + - * / ( ), numbers and measures.")
                % {"sign": wrong}
            )
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _number(written: str) -> Number:
    return int(written) if written.isdigit() else float(written.replace(",", "."))


def _names(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Name):
        yield tree.kin
    elif isinstance(tree, Step):
        yield from _names(tree.left)
        yield from _names(tree.right)


def _counts(tree: Tree, persons: Container[str]) -> Counts:
    if isinstance(tree, Constant):
        return Counts.NUMBER
    if isinstance(tree, Name):
        return Counts.PERSONS if tree.kin in persons else Counts.THINGS
    left, right = _counts(tree.left, persons), _counts(tree.right, persons)
    if Counts.MIXED in (left, right):
        return Counts.MIXED
    if tree.sign in "+-":
        return left if left == right else Counts.MIXED
    if right == Counts.NUMBER:
        return left
    return right if left == Counts.NUMBER and tree.sign == "*" else Counts.NUMBER


def _value(tree: Tree, figures: Mapping[str, Value]) -> Value:
    if isinstance(tree, Constant):
        return tree.number
    if isinstance(tree, Name):
        return figures.get(tree.kin)
    left, right = _value(tree.left, figures), _value(tree.right, figures)
    if left is None or right is None:
        return None
    if tree.sign == "/":
        return left / right if right else None
    return {"+": left + right, "-": left - right, "*": left * right}[tree.sign]


def _words(tree: Tree, names: Mapping[str, object], *, outer: int) -> str:
    """`outer`: how tightly what stands around binds; looser parts get parentheses."""
    if isinstance(tree, Constant):
        return f"{tree.number}"
    if isinstance(tree, Name):
        return str(names.get(tree.kin, tree.kin))
    own = 1 if tree.sign in "+-" else 2
    left = _words(tree.left, names, outer=own)
    # 8 - (3 - 2) and 8 / (4 / 2) keep their parentheses; 8 + (3 + 2) needs none but loses nothing
    right = _words(tree.right, names, outer=own + 1)
    said = f"{left} {_SIGNS[tree.sign]} {right}"
    return f"({said})" if own < outer else said
