"""Coded values of the ledger."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.TextChoices):
    """How strong the evidence is."""

    SELF_REPORTED = "self", _("Told by one side")
    CONFIRMED = "both", _("Confirmed by both sides")
    REGISTER = "register", _("Backed by a register")


class Additionality(models.TextChoices):
    """Would it have happened anyway? (Scottish clauses: 72 % would not.)"""

    NO = "no", _("No, not without the pact")
    PARTLY = "partly", _("Later or in another way")
    YES = "yes", _("Yes, anyway")
    UNKNOWN = "unknown", _("Not asked")


class Dimension(models.TextChoices):
    """What a figure can be split by. The values are codes of the ledger's columns, ids, or months."""

    TOTAL = "total", _("Total")
    MONTH = "month", _("Month")
    GENDER = "gender", _("Women and men")
    AGE = "age", _("Age")
    TARGET_GROUP = "target_group", _("Target group")
    DISTRICT = "district", _("District")
    LANGUAGE = "language", _("Swedish")
    PROGRAMME = "programme", _("Form of cooperation")
    ORGANISATION = "organisation", _("Organisation")
    EVIDENCE = "evidence", _("Strength of evidence")
    ADDITIONALITY = "additionality", _("Would it have happened anyway?")


class Correction(models.TextChoices):
    """Why a row is taken back. Only the code is published; the words beside it stay in the office."""

    TWICE = "twice", _("It was recorded twice")
    NUMBER = "number", _("The number was wrong")
    DAY = "day", _("The day was wrong")
    MEMBER = "member", _("It was another member")
    NEVER = "never", _("It did not happen")
    MOVED = "moved", _("It counts towards another promise")
    CONFIRMED = "confirmed", _("The other side has confirmed it")
    CHANGED = "changed", _("What it was recorded from has changed")
    OTHER = "other", _("Another reason")


# The row is written anew with the same number: no figure changes, so it is no error.
NO_ERROR = (Correction.MOVED, Correction.CONFIRMED)
