"""Coded values of the counsellor's work with a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingWay(models.TextChoices):
    """How counsellor and person are together."""

    MEETING = "meeting", _("We meet")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")


class Interpreting(models.TextChoices):
    """Whether and how an interpreter takes part. Never who: an agency and a number are enough."""

    NONE = "none", _("No interpreter")
    ROOM = "room", _("An interpreter in the room")
    PHONE = "phone", _("An interpreter on the phone")
    VIDEO = "video", _("An interpreter by video")


# The line about the help itself, before the lines that are consents.
HELP = "help"


class Doer(models.TextChoices):
    """Whose the next step is."""

    PERSON = "person", _("The person")
    COUNSELLOR = "counsellor", _("The counsellor")
    EMPLOYER = "employer", _("An employer")
    OTHER = "other", _("Somebody else")


class LeaveReason(models.TextChoices):
    """Why somebody does not go on. Coded, and none of them blames."""

    WORKING = "working", _("Works now")
    STUDYING = "studying", _("Studies now")
    MOVED = "moved", _("Has moved")
    RESTS = "rests", _("Does not want to go on now")
    ELSEWHERE = "elsewhere", _("Gets help somewhere else")
    UNREACHED = "unreached", _("We have not reached the person")


class Verdict(models.TextChoices):
    """What somebody decided about two profiles that look alike."""

    SAME = "same", _("The same person")
    APART = "apart", _("Two people")
