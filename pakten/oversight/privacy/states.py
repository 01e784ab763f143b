"""Coded values of requests for erasure and of what may be taken along."""

from django.db import models
from django.utils.translation import gettext_lazy as _

WAIT_DAYS = 30
LONGEST_WAIT = 30


class ErasureState(models.TextChoices):
    """Where a request stands. A person has at most one that waits."""

    WAITING = "waiting", _("Waiting")
    CANCELLED = "cancelled", _("Taken back")
    DONE = "done", _("Done")


class Asker(models.TextChoices):
    """Who set the erasure going."""

    PERSON = "person", _("The person")
    OFFICE = "office", _("The office, on the person’s word")
    TIME = "time", _("Time: nobody has been in touch")


class CopyForm(models.TextChoices):
    """The forms in which all can be taken along."""

    PDF = "pdf", _("PDF")
    RESUME = "resume", _("JSON Resume")
    ALL = "all", _("JSON")
