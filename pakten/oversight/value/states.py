"""Coded values of the model of social value, and its legal moves."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModelState(models.TextChoices):
    """Where a version of the model is."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES: Mapping[ModelState, frozenset[ModelState]] = {
    ModelState.DRAFT: frozenset({ModelState.PUBLISHED}),
    ModelState.PUBLISHED: frozenset({ModelState.WITHDRAWN}),
    ModelState.WITHDRAWN: frozenset(),
}


class Effect(models.TextChoices):
    """What a unit stands for. A measure counts once for each."""

    SAVED_COST = "saved_cost", _("Public cost that does not arise")
    TAX = "tax", _("Tax income")
    OWN_INCOME = "own_income", _("Income of the person")
    SERVICE = "service", _("Work or time that is given")
    OTHER = "other", _("Another effect")


class Whose(models.TextChoices):
    """Who gains."""

    STATE = "state", _("The state")
    CITY = "city", _("The city")
    REGION = "region", _("The region")
    PERSON = "person", _("The person")
    EMPLOYER = "employer", _("The employer")
    SOCIETY = "society", _("Civil society")


class Factor(models.TextChoices):
    """What a range is made of."""

    UNIT = "unit", _("The value of a unit")
    ADDITIONAL = "additional", _("How much would not have happened anyway")
    MONTHS = "months", _("How long the effect lasts")
