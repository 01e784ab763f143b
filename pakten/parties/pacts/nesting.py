"""Measures of persons that are counted inside others: then what is left is persons too.

A measure says so itself (`Measure.inside`), or a formula does that takes it away: `met - referred`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from pakten.parties.pacts.formulas import Formula, Name, Step, Tree

Pair = tuple[frozenset[str], str]


def outers(
    declared: Mapping[str, str], formulas: Mapping[str, Formula], persons: Collection[str]
) -> dict[str, str]:
    """The measure that each is counted inside, by kin. `persons`: what counts persons by deeds.

    What is declared goes before what a formula says; what would be a circle is left out.
    """
    found: dict[str, str] = {}
    taken = [pair for formula in formulas.values() for pair in subtracted(formula, formulas)]
    said = [(min(of), inner) for of, inner in taken if len(of) == 1]
    for outer, inner in [*((o, i) for i, o in declared.items()), *said]:
        are_persons = {outer, inner} <= set(persons)
        if are_persons and inner not in found and inner not in around(outer, found):
            found[inner] = outer
    return found


def around(kin: str, found: Mapping[str, str]) -> list[str]:
    """A measure and all that it is counted inside, from within."""
    line = [kin]
    while line[-1] in found and found[line[-1]] not in line:
        line.append(found[line[-1]])
    return line


def family(kin: str, found: Mapping[str, str]) -> list[str]:
    """Everything counted inside the same outermost measure, that first, each before what is in it."""
    ready = [around(kin, found)[-1]]
    for each in ready:
        ready += sorted(inner for inner, outer in found.items() if outer == each)
    return ready


def untold(
    formula: Formula, formulas: Mapping[str, Formula], found: Mapping[str, str]
) -> list[str]:
    """What a formula takes away without our knowing what of. One of one alone says it by itself."""
    return sorted(
        inner
        for of, inner in subtracted(formula, formulas)
        if not of & set(around(inner, found)[1:]) and (len(of) > 1 or inner in found)
    )


def subtracted(formula: Formula, formulas: Mapping[str, Formula]) -> list[Pair]:
    """Each measure that is taken away, with those it can be a part of. Formulas are followed down."""
    return list(_pairs(formula.tree, formulas))


def _pairs(tree: Tree, formulas: Mapping[str, Formula]) -> Iterator[Pair]:
    if not isinstance(tree, Step):
        return
    if tree.sign == "-":
        of = frozenset(_added(tree.left, formulas))
        yield from ((of, inner) for inner in _added(tree.right, formulas) if of and inner not in of)
    yield from _pairs(tree.left, formulas)
    yield from _pairs(tree.right, formulas)


def _added(tree: Tree, formulas: Mapping[str, Formula]) -> Iterable[str]:
    """What counts upwards in a part of a formula."""
    if isinstance(tree, Name):
        own = formulas.get(tree.kin)
        return _added(own.tree, formulas) if own else [tree.kin]
    if not isinstance(tree, Step):
        return []
    right = [] if tree.sign == "-" else _added(tree.right, formulas)
    return [*_added(tree.left, formulas), *right]
