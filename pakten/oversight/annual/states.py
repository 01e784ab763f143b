"""Coded values of the annual report: its stages, its parts, its languages, and the legal moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class ReportState(models.TextChoices):
    WRITING = "writing", _("Being written")
    REVIEW = "review", _("With the analyst")
    APPROVAL = "approval", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


S = ReportState
# verb -> (allowed origins, target state); a step back is a move of its own
REPORTS: dict[Verb, tuple[frozenset[ReportState], ReportState]] = {
    Verb.SEND_REPORT: (frozenset({S.WRITING}), S.REVIEW),
    Verb.REVIEW_REPORT: (frozenset({S.REVIEW}), S.APPROVAL),
    Verb.APPROVE_REPORT: (frozenset({S.APPROVAL}), S.APPROVED),
    Verb.PUBLISH_REPORT: (frozenset({S.APPROVED}), S.PUBLISHED),
    Verb.RETURN_REPORT: (frozenset({S.REVIEW, S.APPROVAL, S.APPROVED}), S.WRITING),
}
TONES = {S.WRITING: "warning", S.REVIEW: "info", S.APPROVAL: "info", S.APPROVED: "ok",
         S.PUBLISHED: "ok"}  # fmt: skip


class Part(models.TextChoices):
    COVER = "cover", _("Cover")
    BRIEF = "brief", _("The year in brief")
    PROMISES = "promises", _("Promises by activity")
    EQUALITY = "equality", _("Women and men")
    EXAMPLE = "example", _("A good example")
    METHOD = "method", _("Method and definitions")


class Lang(models.TextChoices):
    SWEDISH = "sv", _("Swedish")
    ENGLISH = "en", _("English")
    ARABIC = "ar", _("Arabic, summary")


# What each language says: Arabic is a summary.
PARTS_IN: dict[str, tuple[Part, ...]] = {
    Lang.SWEDISH: tuple(Part),
    Lang.ENGLISH: tuple(Part),
    Lang.ARABIC: (Part.COVER, Part.BRIEF),
}
SOURCE = Lang.SWEDISH
# Parts that may stay without words: their tables speak for themselves.
MAY_BE_EMPTY = frozenset({Part.EXAMPLE, Part.METHOD})
# The figure that stands in a part and is told in words for those who do not see it.
WITH_FIGURE = frozenset({Part.BRIEF, Part.PROMISES, Part.EQUALITY})
MOST_WORDS = {
    Part.COVER: 40, Part.BRIEF: 90, Part.PROMISES: 120, Part.EQUALITY: 120, Part.EXAMPLE: 220,
    Part.METHOD: 220,
}  # fmt: skip


class Fate(models.TextChoices):
    """What became of a promise whose last day was in the year."""

    ON_TIME = "on_time", _("Kept on time")
    LATE = "late", _("Kept too late")
    PARTLY = "partly", _("Kept in part")
    NOT_KEPT = "not_kept", _("Not kept")
