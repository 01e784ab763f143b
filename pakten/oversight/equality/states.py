"""Coded values of the equality view."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepState(models.TextChoices):
    """How far something the city has decided to do about a gap is."""

    ON_TRACK = "on_track", _("As planned")
    LATE = "late", _("Late")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


TONES: dict[str, str] = {
    StepState.ON_TRACK: "ok",
    StepState.LATE: "late",
    StepState.DONE: "info",
    StepState.DROPPED: "neutral",
}


class Standing(models.TextChoices):
    """What somebody does some months after an effort ended."""

    WORK = "work", _("Works")
    STUDIES = "studies", _("Studies")
    NEITHER = "neither", _("Neither yet")
    NOT_REACHED = "not_reached", _("Could not be reached")


AT_WORK = frozenset({Standing.WORK, Standing.STUDIES})
AFTER_MONTHS = (3, 6, 12)


class Certainty(models.TextChoices):
    """How sure a statement is. Computed by the rules, never chosen."""

    SURE = "sure", _("Sure")
    LIKELY = "likely", _("Likely")
    UNKNOWN = "unknown", _("We do not know")


class Gap(StrEnum):
    """What a comparison of women and men says."""

    WOMEN_LESS = "women_less"
    MEN_LESS = "men_less"
    CHANCE = "chance"
    UNKNOWN = "unknown"


SURE_GAPS = frozenset({Gap.WOMEN_LESS, Gap.MEN_LESS})


class Stage(models.TextChoices):
    """How far somebody proposed for an employer has come, in order."""

    PROPOSED = "proposed", _("Were proposed to an employer")
    PRESENTED = "presented", _("Were presented to the employer")
    INTERVIEWED = "interviewed", _("Met the employer")
    AGREED = "agreed", _("Got a yes")
    STARTED = "started", _("Began")
    AFTER_1 = "after_1", _("At work or in studies after 1 month")
    AFTER_3 = "after_3", _("At work or in studies after 3 months")
    AFTER_6 = "after_6", _("At work or in studies after 6 months")
    AFTER_12 = "after_12", _("At work or in studies after 12 months")


STAGES = tuple(Stage)
STARTED = STAGES.index(Stage.STARTED)
# What a stage is worth keeping when some must be left out for the sake of a few.
WEIGHTS = (0, 8, 4, 3, 40, 1, 2, 6, 20)
AFTER: dict[int, int] = {5: 1, 6: 3, 7: 6, 8: 12}


class Effort(models.TextChoices):
    """What is followed to its outcome."""

    APL = "apl", _("APL place")
    INTERNSHIP = "internship", _("Internship")
    PRACTICE = "practice", _("Practice at a workplace")
    JOB = "job", _("Job")
    EXTRA_JOB = "extra_job", _("Extra job")
    ALL_JOBS = "all_jobs", _("Job, also extra jobs")


# Told one by one where every part is large enough, else as one.
FAMILIES: tuple[tuple[Effort, tuple[Effort, ...]], ...] = (
    (Effort.PRACTICE, (Effort.APL, Effort.INTERNSHIP)),
    (Effort.ALL_JOBS, (Effort.JOB, Effort.EXTRA_JOB)),
)
# Practice is followed from its last day, a job from its first.
FROM_THE_END = frozenset({Effort.APL, Effort.INTERNSHIP})
