"""The pact and its catalogue. Definitions have validity dates and successors; history stays."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Scope
from pakten.base.audit.retention import Retention
from pakten.base.ui.fields import LocalTextField
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.states import Deed, StaffRole


class Pact(models.Model):
    """A city's integration pact: the tenant. All its columns are public."""

    slug = models.SlugField(unique=True)
    host = models.CharField(max_length=200, blank=True)
    name = LocalTextField()
    city = models.CharField(_("city"), max_length=80)
    purpose = LocalTextField(blank=True)
    membership_text = LocalTextField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    office = LocalTextField(blank=True)
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_title = LocalTextField(blank=True)
    newcomer_contact = models.JSONField(default=dict, blank=True)
    smallest_group = models.PositiveSmallIntegerField(default=5)
    reply_days = models.PositiveSmallIntegerField(default=5)
    warn_days = models.PositiveSmallIntegerField(default=90)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("host", condition=~Q(host=""), name="pact_host_unique"),
            models.CheckConstraint(condition=Q(smallest_group__gte=2), name="pact_smallest_group"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"

    def scopes(self) -> frozenset[Scope]:
        return frozenset({Scope("pact", self.pk)})


class InPact(models.Model):
    """Everything that belongs to one pact. Row-level security is put on by the migration."""

    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def scopes(self) -> frozenset[Scope]:
        return frozenset({Scope("pact", self.pact_id)})


D = TypeVar("D", bound="Definition")


class ValidQuerySet(models.QuerySet[D]):
    def on(self, day: date) -> Self:
        """Definitions in force on a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Definition(InPact):
    """A named part of the catalogue with a validity; old results keep pointing at old versions."""

    code = models.SlugField(max_length=60)
    name = LocalTextField()
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.name)


def _definition_constraints(table: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=["pact", "code"], name=f"{table}_code_in_pact"),
        models.CheckConstraint(
            condition=Q(valid_to__isnull=True)
            | Q(valid_from__isnull=True)
            | Q(valid_to__gte=F("valid_from")),
            name=f"{table}_validity",
        ),
    ]


class Goal(InPact):
    """One of the pact's goals (seed 004, Syfte och mål)."""

    text = LocalTextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.text)


class TargetGroup(Definition):
    """Whom the pact is for (seed 004, Målgrupper). Never ethnicity or religion."""

    definition = LocalTextField(blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ValidQuerySet["TargetGroup"].as_manager()

    class Meta(Definition.Meta):
        constraints = _definition_constraints("target_group")


class District(Definition):
    """A city district area (stadsdelsområde). Stockholm's have merged twice: successors are kept."""

    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ValidQuerySet["District"].as_manager()

    class Meta(Definition.Meta):
        constraints = _definition_constraints("district")


class Activity(Definition):
    """One of the ways to take part; the city adds, adapts and retires them over the years."""

    summary = LocalTextField(blank=True)
    description = LocalTextField(blank=True)
    icon = models.CharField(max_length=40, blank=True)
    hours_per_month = models.CharField(max_length=20, blank=True)

    objects = ValidQuerySet["Activity"].as_manager()

    class Meta(Definition.Meta):
        constraints = _definition_constraints("activity")


class CooperationForm(Definition):
    """A form of cooperation within an activity, such as an APL place or a guest lecture."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="forms")
    from_city = models.BooleanField(default=False)

    objects = ValidQuerySet["CooperationForm"].as_manager()

    class Meta(Definition.Meta):
        constraints = _definition_constraints("cooperation_form")


class Measure(Definition):
    """A measurable result (mätbart resultat, seed 004): what is counted and by which deed."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="measures")
    deed = models.CharField(max_length=40, choices=Deed)
    unit = LocalTextField(blank=True)
    definition = LocalTextField(blank=True)
    pledge_sentence = LocalTextField(blank=True)
    per_person = models.BooleanField(default=False)
    by_city = models.BooleanField(default=False)
    is_headline = models.BooleanField(default=False)
    yearly_target = models.PositiveIntegerField(null=True, blank=True)

    objects = ValidQuerySet["Measure"].as_manager()

    class Meta(Definition.Meta):
        constraints = _definition_constraints("measure")


class Staff(InPact):
    """A role held in the whole pact by an account."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the role ended",
        why="Who was responsible stays readable for a yearly review.",
    )

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_roles"
    )
    role = models.CharField(max_length=20, choices=StaffRole)
    title = LocalTextField(blank=True, default=LocalText)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "account", "role"],
                condition=Q(ended_on__isnull=True),
                name="staff_role_once",
            )
        ]
