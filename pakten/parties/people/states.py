"""Coded values about a person. No field for ethnicity, religion or health, here or anywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How well a person speaks a language."""

    BASIC = "basic", _("a little")
    GOOD = "good", _("well")
    FLUENT = "fluent", _("fluently")


class Purpose(models.TextChoices):
    """What a consent is for; each can be given and withdrawn on its own."""

    MATCHING = "matching", _("We may look for jobs and placements that suit you")
    PRESENTING = "presenting", _("An employer you say yes to may see your name and profile")
    CONTACT = "contact", _("We may call or write to you")


class ConsentWay(models.TextChoices):
    """How a yes was given."""

    TALK = "talk", _("In a conversation")
    PHONE = "phone", _("On the phone")
    PAPER = "paper", _("On paper")
    OWN = "own", _("By the person, here")


class ContactWay(models.TextChoices):
    PHONE = "phone", _("Phone call")
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    COUNSELLOR = "counsellor", _("Through my counsellor")


class Door(models.TextChoices):
    """What a newcomer asks about at the way in."""

    WORK = "work", _("Jobs and internships")
    MENTOR = "mentor", _("A mentor")
    SCHOOL = "school", _("Courses and certificates")


class CallTime(models.TextChoices):
    """When somebody wants to be called."""

    ANY = "any", _("Any time")
    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")


# Languages somebody may be called in: with an interpreter where no counsellor speaks it.
CALL_LANGUAGES = (
    ("sv", "Svenska"),
    ("en", "English"),
    ("ar", "العربية"),
    ("so", "Soomaali"),
    ("ti", "ትግርኛ"),
    ("fa", "دری"),
    ("uk", "Українська"),
    ("tr", "Türkçe"),
    ("bs", "Bosanski / Srpski"),
    ("ru", "Русский"),
)
