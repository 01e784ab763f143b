"""Coded values of sealing: what a certificate is for, and how a sealed letter stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    SEAL = "seal", _("The city's seal")
    STAMP = "stamp", _("Time stamps")


class Standing(models.TextChoices):
    """How the letter of a genuine file stands in the register today."""

    TO_COME = "to_come", _("Not yet in force")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")
    REPLACED = "replaced", _("Replaced")
