"""Coded values of sampling."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Who is asked: the one that did not tell of the deed."""

    OFFICE = "office", _("The office")
    MEMBER = "member", _("The member")


class Answer(models.TextChoices):
    """What the other side says about a deed."""

    RIGHT = "right", _("It is right")
    NUMBER = "number", _("It happened, but the number is wrong")
    NEVER = "never", _("It did not happen")
    UNKNOWN = "unknown", _("I cannot tell")


class Mend(models.TextChoices):
    """What the coordinator made of an answer that the deed is wrong."""

    CORRECTED = "corrected", _("The number is corrected")
    TAKEN_BACK = "taken_back", _("The row is taken back")
    KEPT = "kept", _("The row was right after all")


class Standing(models.TextChoices):
    """Where a sample is."""

    OFFICE = "office", _("The office answers")
    MEMBER = "member", _("The member answers")
    MEND = "mend", _("To be put right")
    DONE = "done", _("Done")


WRONG = (Answer.NUMBER, Answer.NEVER)
