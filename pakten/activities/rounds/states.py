"""Rounds and their pairs: states, legal moves and coded reasons, as tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class RoundState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SOLVING = "solving", _("Being worked out")
    REVIEWED = "reviewed", _("Under review")
    PUBLISHING = "publishing", _("Being published")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Put aside")


class Mode(models.TextChoices):
    """What the round seeks."""

    BEST = "best", _("The best for all together")
    STABLE = "stable", _("No two who prefer each other are left apart")


class PairState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    LOCKED = "locked", _("Locked")
    VETOED = "vetoed", _("No")


class VetoReason(models.TextChoices):
    """Why not this pair, said about the place and the time, never about what a person lacks."""

    TRAVEL = "travel", _("The way there does not work")
    BUSY = "busy", _("Has something else on the way")
    HISTORY = "history", _("They have a history together")
    WRONG_FACT = "wrong_fact", _("A fact in the profile is wrong")
    OTHER = "other", _("Another reason")


class Stopped(models.TextChoices):
    """What kept somebody without a proposal, in the few words a page counts by."""

    LANGUAGE = "language", _("The language asked for")
    TRAVEL = "travel", _("The way there")
    HOURS = "hours", _("The hours")
    START = "start", _("The first day")
    SKILL = "skill", _("Something the work asks for")
    WORK = "work", _("No such place in the round")
    TAKEN = "taken", _("The place went to somebody else")
    LIMIT = "limit", _("The employer takes no more in this round")
    ASKED = "asked", _("Asked before, or in such a place now")
    DECIDED = "decided", _("A no in this round")


class Skipped(models.TextChoices):
    """Why a pair was not asked when the round was published."""

    CONSENT = "consent", _("The consent was taken back")
    FULL = "full", _("The place was filled meanwhile")
    CLOSED = "closed", _("The opening is no longer open")
    ASKED = "asked", _("The person was asked about something else meanwhile")
    UNMET = "unmet", _("The person has no counsellor now")


class LostLock(models.TextChoices):
    """Why a pair that was locked could not be kept by a later count."""

    PERSON = (
        "person",
        _("The person is asked about a place, works, or is not in the round now."),
    )
    PLACE = "place", _("The place is closed, or others have taken or been asked about it.")
    SEATS = "seats", _("There are fewer places left than people who are locked to them.")
    AGAINST = "against", _("Something has come between them.")


S = RoundState
# target -> (allowed origins, verb); a count or a sending that hangs can be asked for again
ROUNDS: dict[RoundState, tuple[frozenset[RoundState], Verb]] = {
    S.SOLVING: (frozenset({S.DRAFT, S.REVIEWED, S.SOLVING}), Verb.COUNT_ROUND),
    S.REVIEWED: (frozenset({S.SOLVING}), Verb.COUNT_ROUND),
    S.PUBLISHING: (frozenset({S.REVIEWED, S.PUBLISHING}), Verb.PUBLISH_ROUND),
    S.PUBLISHED: (frozenset({S.PUBLISHING}), Verb.PUBLISH_ROUND),
    S.DISCARDED: (frozenset({S.DRAFT, S.SOLVING, S.REVIEWED}), Verb.DISCARD_ROUND),
}
OPEN = frozenset({S.DRAFT, S.SOLVING, S.REVIEWED})
BUSY = frozenset({S.SOLVING, S.PUBLISHING})
# what the proposal is made of; a no is kept beside it
CHOSEN = frozenset({PairState.PROPOSED, PairState.LOCKED})
