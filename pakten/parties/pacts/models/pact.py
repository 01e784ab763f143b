"""The pact itself and what everything in it inherits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Scope
from pakten.base.ui.fields import LocalTextField


def _languages() -> list[str]:
    return ["sv", "en", "ar"]


def _reminder_days() -> list[int]:
    return [90, 30, 7]


class Pact(models.Model):
    """A city's integration pact: the tenant. All its columns are public.

    `colour` and `logo_version` are the look in use, put here by `use_look` so that every page knows
    it without asking; `signatory_name` and `signatory_title` are read by old letters only, the
    city's signatories are `CitySignatory`.
    """

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
    languages = models.JSONField(default=_languages)
    colour = models.CharField(max_length=7, blank=True)
    logo_version = models.PositiveBigIntegerField(null=True, blank=True)
    smallest_group = models.PositiveSmallIntegerField(default=5)
    reply_days = models.PositiveSmallIntegerField(default=5)
    warn_days = models.PositiveSmallIntegerField(default=90)
    reminder_days = models.JSONField(default=_reminder_days)
    contact_check_months = models.PositiveSmallIntegerField(default=6)
    check_in_month = models.PositiveSmallIntegerField(default=10)
    look_again_months = models.PositiveSmallIntegerField(default=12)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "host",
                condition=~Q(host=""),
                name="pact_host_unique",
                violation_error_message=_("Another pact has this host name."),
            ),
            models.CheckConstraint(condition=Q(smallest_group__gte=2), name="pact_smallest_group"),
            models.CheckConstraint(
                condition=Q(check_in_month__gte=1, check_in_month__lte=12),
                name="pact_check_in_month",
            ),
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
