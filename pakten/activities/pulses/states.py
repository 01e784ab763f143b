"""Coded answers of a week, and who is asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mood(models.TextChoices):
    """How the week went."""

    GOOD = "good", _("Good")
    SO_SO = "so_so", _("So-so")
    HARD = "hard", _("Hard")


class Present(models.TextChoices):
    """How much of the week the person was in place."""

    ALL = "all", _("The whole week")
    ALMOST = "almost", _("Almost")
    NONE = "none", _("Not at all")


class Worked(models.TextChoices):
    """What worked extra well; never what did not."""

    WORK = "work", _("The work")
    SWEDISH = "swedish", _("The Swedish")
    COLLEAGUES = "colleagues", _("The colleagues")
    HOURS = "hours", _("The hours")
