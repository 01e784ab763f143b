"""Coded values that figures about persons are split by. Never ethnicity, religion or health."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    """For statistics only: never an input to matching."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    UNSTATED = "unstated", _("Not stated")


class AgeBand(models.TextChoices):
    """Age in bands, for statistics only."""

    UNDER_25 = "16-24", _("16–24 years")
    FROM_25 = "25-34", _("25–34 years")
    FROM_35 = "35-44", _("35–44 years")
    FROM_45 = "45-54", _("45–54 years")
    FROM_55 = "55+", _("55 years and over")


class SwedishStage(models.TextChoices):
    """How far in Swedish: SFI courses A to D, then Swedish as a second language, then fluent."""

    NONE = "none", _("No Swedish yet")
    SFI_A = "sfi_a", _("SFI A")
    SFI_B = "sfi_b", _("SFI B")
    SFI_C = "sfi_c", _("SFI C")
    SFI_D = "sfi_d", _("SFI D")
    SAS = "sas", _("Swedish as a second language")
    FLUENT = "fluent", _("Fluent Swedish")


class Breakdown(models.TextChoices):
    """What a figure can be told by: the dimensions of the ledger's cells, by the same codes.

    The kind of an organisation is put together from the organisations.
    """

    GENDER = "gender", _("Women and men")
    AGE = "age", _("Age")
    TARGET_GROUP = "target_group", _("Target group")
    DISTRICT = "district", _("District")
    LANGUAGE = "language", _("Swedish")
    PROGRAMME = "programme", _("Form of cooperation")
    KIND = "kind", _("Kind of organisation")
    ORGANISATION = "organisation", _("Organisation")
    EVIDENCE = "evidence", _("Strength of evidence")
    ADDITIONALITY = "additionality", _("Would it have happened anyway?")


OF_PERSONS = (
    Breakdown.GENDER,
    Breakdown.AGE,
    Breakdown.TARGET_GROUP,
    Breakdown.DISTRICT,
    Breakdown.LANGUAGE,
)
OF_ANYTHING = (
    Breakdown.PROGRAMME,
    Breakdown.KIND,
    Breakdown.ORGANISATION,
    Breakdown.EVIDENCE,
    Breakdown.ADDITIONALITY,
)
