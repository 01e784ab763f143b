"""Coded values of signing: why somebody does not sign, and where a signatory stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclineReason(models.TextChoices):
    """Why somebody asked to sign does not. None of them is a blame."""

    NOT_MINE = "not_mine", _("It is not I who sign for us")
    CHANGE = "change", _("Something in the text must change first")
    LATER = "later", _("We have not decided yet")
    STOPPED = "stopped", _("We do not want to take part")
    OTHER = "other", _("Something else")


class NotSigned(models.TextChoices):
    """Why a letter was not signed on the day."""

    ABSENT = "absent", _("Somebody who signs could not come")
    NOT_READY = "not_ready", _("The letter was not ready")
    CHANGE = "change", _("Something must change in the letter")
    TIME = "time", _("There was not time")
    STOPPED = "stopped", _("The member does not want to sign")


class Standing(models.TextChoices):
    """Where a signatory stands. Not stored: it follows from signatures and links."""

    SIGNED = "signed", _("Has signed")
    DECLINED = "declined", _("Does not sign")
    ASKED = "asked", _("Has got a link")
    EXPIRED = "expired", _("The link no longer works")
    NOT_ASKED = "not_asked", _("Not asked yet")
