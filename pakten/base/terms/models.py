"""Terms and the relations between them; shared by all pacts, so without row-level security."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pakten.base.terms.states import SSYK_KINDS, ConceptKind, Origin, folded


class ConceptQuerySet(models.QuerySet["Concept"]):
    """Reading terms."""

    def current(self) -> ConceptQuerySet:
        """Terms that may be chosen today; retired ones stay readable where they were used."""
        return self.filter(retired_on__isnull=True)

    def of_kind(self, *kinds: ConceptKind) -> ConceptQuerySet:
        """Terms of the given kinds."""
        return self.filter(kind__in=kinds)

    def keyed(self, keys: Iterable[str]) -> dict[str, Concept]:
        """The terms with these keys, by key; unknown keys are left out."""
        return {concept.key: concept for concept in self.filter(key__in=list(keys))}

    def under(self, ssyk_code: str) -> ConceptQuerySet:
        """Occupations of an SSYK unit group (four digits)."""
        return self.filter(kind=ConceptKind.OCCUPATION, parent__code=ssyk_code)

    def search(self, text: str) -> ConceptQuerySet:
        """Terms holding every word of `text` in any language or in the code.

        Those that begin with the text come first, then alphabetically. Empty text finds nothing.
        """
        words = folded(text).split()
        if not words:
            return self.none()
        found = self.filter(*(Q(search_text__contains=word) for word in words))
        begins = When(search_text__startswith=" ".join(words), then=Value(0))
        return found.order_by(Case(begins, default=Value(1)), "sort_key", "pk")


def label_of(swedish: str, english: str) -> str:
    """Which of a term's two labels the reader gets; Swedish where there is no other."""
    reads_swedish = (get_language() or "sv").startswith("sv")
    return swedish if reads_swedish else english or swedish


class Concept(models.Model):
    """One term with its labels. The key never changes; a term is retired, never deleted."""

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=ConceptKind)
    code = models.CharField(max_length=12, blank=True)
    jobtech_id = models.CharField(max_length=40, unique=True, null=True, blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.OWN)
    label_sv = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)
    label_own = models.CharField(max_length=120, blank=True)
    definition = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    groups = models.ManyToManyField("self", symmetrical=False, related_name="skills", blank=True)
    retired_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    # Kept by the actions: databases differ in how they fold and sort å, ä and ö.
    search_text = models.CharField(max_length=900, db_collation="C", editable=False)
    sort_key = models.CharField(max_length=300, db_collation="C", editable=False)

    objects: ClassVar[ConceptQuerySet] = ConceptQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Term")
        verbose_name_plural = _("Terms")
        ordering = ("kind", "sort_key", "pk")
        indexes = [
            models.Index(fields=["kind", "sort_key"], name="concept_kind_sort"),
            models.Index(fields=["code"], name="concept_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ConceptKind.values), name="concept_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values), name="concept_origin_known"
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(label_sv=""), name="concept_named"),
            models.CheckConstraint(
                condition=~Q(kind__in=SSYK_KINDS) | Q(code__regex=r"^[0-9]{1,4}$"),
                name="concept_ssyk_has_code",
                violation_error_message=_("An occupation group needs its SSYK code."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(retired_on__isnull=False),
                name="concept_replaced_is_retired",
                violation_error_message=_("Only a retired term can be replaced by another."),
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=F("id")) & ~Q(parent=F("id")), name="concept_not_itself"
            ),
            models.UniqueConstraint(
                fields=["kind", "code"], condition=~Q(code=""), name="concept_one_per_code"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language; Swedish where there is no other."""
        return label_of(self.label_sv, self.label_en)

    @property
    def label_html(self) -> str:
        """The label, marked with its language and direction where that is not the reader's."""
        reads, written = (get_language() or "sv")[:2], "en" if self.label_en else "sv"
        if reads in ("sv", written):
            return self.label
        return format_html('<bdi lang="{}" dir="ltr">{}</bdi>', written, self.label)

    @property
    def is_retired(self) -> bool:
        """Whether the term may no longer be chosen."""
        return self.retired_on is not None


class Substitution(models.Model):
    """`substitute` can stand in for `occupation`, to `percent`. The other way is another row."""

    occupation = models.ForeignKey(Concept, models.CASCADE, related_name="substitutes")
    substitute = models.ForeignKey(Concept, models.CASCADE, related_name="stands_in_for")
    percent = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("Near occupation")
        verbose_name_plural = _("Near occupations")
        ordering = ("occupation", "-percent", "substitute")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "substitute"], name="substitution_once_per_direction"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="substitution_percent_range"
            ),
            models.CheckConstraint(
                condition=~Q(occupation=F("substitute")), name="substitution_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} -> {self.occupation_id}: {self.percent} %"
