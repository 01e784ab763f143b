"""What may be said of a measure that is counted inside another: the rest is persons too."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from pakten.parties.pacts.formulas import Formula, parse
from pakten.parties.pacts.models import Measure, Pact
from pakten.parties.pacts.nesting import around, outers, untold
from pakten.parties.pacts.states import Counting


def formulas_of(pact: Pact) -> dict[str, Formula]:
    """The formulas that are in force or to come, by kin."""
    rows = Measure.objects.filter(pact=pact, counting=Counting.FORMULA, successor=None)
    return {row.kin: parse(row.formula) for row in rows.order_by("valid_from")}


def counted_inside(pact: Pact) -> dict[str, str]:
    """The measure that each is counted inside, by kin."""
    rows = Measure.objects.filter(pact=pact, counting=Counting.DEEDS, per_person=True)
    in_time = rows.order_by(F("valid_from").asc(nulls_first=True), "pk")
    declared = dict(in_time.values_list("kin", "inside"))
    said = {kin: outer for kin, outer in declared.items() if outer}
    return outers(said, formulas_of(pact), declared)


def can_be_inside(pact: Pact, outer: str, *, kin: str, per_person: bool) -> None:
    """Refuse what is not persons among persons, and a circle."""
    if not outer:
        return
    if not per_person:
        raise ValidationError({"inside": _("Only persons can be counted among other persons.")})
    rows = Measure.objects.filter(pact=pact, kin=outer, counting=Counting.DEEDS, per_person=True)
    if not rows.exists():
        raise ValidationError({"inside": _("Choose a measure that counts persons, deed by deed.")})
    if kin and kin in around(outer, counted_inside(pact)):
        raise ValidationError(
            {"inside": _("That measure is counted inside this one. It cannot be both.")}
        )


def can_take_away(pact: Pact, formula: Formula) -> None:
    """Refuse to take persons from persons where nothing says whom they are counted among."""
    unclear = untold(formula, formulas_of(pact), counted_inside(pact))
    persons = Measure.objects.filter(pact=pact, kin__in=unclear, per_person=True).first()
    if persons:
        words = _(
            "“%(name)s” is taken away from what it is not counted among. Say first, on that "
            "measure, which other it is counted inside: what is left is persons, and may be few."
        )
        raise ValidationError({"formula": words % {"name": persons.name}})
