"""The example's measures: aims of three years, and two series where a definition changed."""

from django.db.models import Sum
from django.utils import timezone

from pakten.agreements.results.models import Outcome
from pakten.parties.pacts.actions.measures import formulas_of
from pakten.parties.pacts.formulas import in_order
from pakten.parties.pacts.models import Measure, Pact, Target


def test_changed_definitions_have_deeds_on_both_versions(pact: Pact) -> None:
    begins = timezone.localdate().replace(month=1, day=1)
    begins = begins.replace(year=begins.year - 1)
    for kin in ("mentor_pairs", "clauses_applied"):
        older, newer = Measure.objects.filter(kin=kin).order_by("pk")
        assert (older.successor, newer.valid_from) == (newer, begins)
        assert Outcome.objects.filter(measure=older, occurred_on__lt=begins).exists()
        assert Outcome.objects.filter(measure=newer, occurred_on__gte=begins).exists()
        assert not Outcome.objects.filter(measure=older, occurred_on__gte=begins).exists()
        assert not Outcome.objects.filter(measure=newer, occurred_on__lt=begins).exists()


def test_aims_are_of_three_years_with_the_women_and_a_goal_of_their_own(pact: Pact) -> None:
    year = timezone.localdate().year
    hires = Target.objects.filter(kin="hires", target_group__code="not_established")
    assert set(hires.values_list("year", "gender")) == {
        (year - 2, "woman"), (year - 1, "woman"), (year, "woman"),
    }  # fmt: skip
    quarters = Target.objects.filter(kin="hires", quarter__isnull=False)
    total = Target.objects.get(
        kin="hires", year=year, quarter=None, gender="", target_group=None, district=None
    )
    assert quarters.aggregate(n=Sum("quantity"))["n"] == total.quantity


def test_measures_have_somebody_who_minds_them(pact: Pact) -> None:
    assert not Measure.objects.filter(owner=None).exists()
    assert Measure.objects.filter(baseline__isnull=False).count() >= 5
    assert len(in_order(formulas_of(pact))) == 5


def test_outreach_is_told_for_women_and_men(pact: Pact) -> None:
    met = Outcome.objects.filter(measure__kin="outreach_met").order_by().values_list("gender")
    women, men = (met.filter(gender=g).aggregate(n=Sum("quantity"))["n"] for g in ("woman", "man"))
    assert women > men > 0
