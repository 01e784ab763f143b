"""Templates: what a letter with a kind of member usually says, to begin from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.rules import LARGEST_QUANTITY
from pakten.agreements.commitments.states import Party
from pakten.base.ui.fields import LocalTextField
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import InPact, Measure
from pakten.parties.pacts.models.catalogue import ValidQuerySet


class LetterTemplate(InPact):
    """A beginning for letters with members of a kind and size. `version` counts its changes."""

    name = LocalTextField()
    about = models.CharField(_("when to use it"), max_length=300, blank=True)
    kind = models.CharField(_("kind of member"), max_length=30, choices=Kind)
    smallest = models.PositiveIntegerField(_("employees from"), null=True, blank=True)
    largest = models.PositiveIntegerField(_("employees to"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months the letter lasts"), default=24)
    background = models.TextField(_("background"), max_length=2000, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField(_("used from"), null=True, blank=True)
    valid_to = models.DateField(_("used to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ValidQuerySet["LetterTemplate"].as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__isnull=True)
                | Q(largest__isnull=True)
                | Q(largest__gte=F("smallest")),
                name="letter_template_sizes",
                violation_error_message=_("The largest size is below the smallest."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="letter_template_validity",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=Q(months__gte=3, months__lte=120), name="letter_template_months"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class TemplateLine(InPact):
    """A promise that a template proposes. Without `months` it runs as long as the letter."""

    template = models.ForeignKey(LetterTemplate, models.CASCADE, related_name="lines")
    promised_by = models.CharField(max_length=10, choices=Party)
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="+", verbose_name=_("measure")
    )
    quantity = models.PositiveIntegerField(_("how many"))
    months = models.PositiveSmallIntegerField(_("months to do it in"), null=True, blank=True)
    note = models.CharField(_("in more detail"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=LARGEST_QUANTITY),
                name="template_line_quantity",
                violation_error_message=_("A pledge is for at least one."),
            )
        ]
