"""Coded values of sealing: what a certificate is for, and everything that can be wrong with a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    SEAL = "seal", _("The city's seal")
    STAMP = "stamp", _("Time stamps")
