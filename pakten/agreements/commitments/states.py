"""The life of a letter: target state -> (allowed origins, verb). Server, buttons and tests use it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready to sign")
    ACTIVE = "active", _("In force")
    ENDED = "ended", _("Ended")


class Party(models.TextChoices):
    MEMBER = "member", _("The member")
    CITY = "city", _("The city")


class Method(models.TextChoices):
    """How a signature was given."""

    OCCASION = "occasion", _("At a signing occasion")
    PAPER = "paper", _("On paper")
    LINK = "link", _("By a personal link")
    TABLET = "tablet", _("On the spot, on a screen")


class EndReason(models.TextChoices):
    RAN_OUT = "ran_out", _("The time ran out")
    MEMBER_LEFT = "member_left", _("The member chose to leave")
    REPLACED = "replaced", _("Replaced by a new letter")
    CITY_ENDED = "city_ended", _("The city ended it")


class RevisionReason(models.TextChoices):
    """Why a letter in force is drawn up anew."""

    WANTS_MORE = "wants_more", _("We want to do more")
    TOO_MUCH = "too_much", _("We promised more than we can keep")
    OTHER_THINGS = "other_things", _("We want to do other things")
    CHANGED_HOUSE = "changed_house", _("The organisation has changed")
    CHANGED_PACT = "changed_pact", _("The pact's activities have changed")
    FROM_CHECK_IN = "from_check_in", _("We agreed on it at the yearly check-in")
    RENEWAL = "renewal", _("The time runs out")


class SnapshotKind(models.TextChoices):
    """Why the text of a letter was kept as it stood."""

    SHARED = "shared", _("Sent to the other party")
    AGREED = "agreed", _("Agreed to")
    READY = "ready", _("Ready to sign")


class Severity(models.TextChoices):
    """Whether a letter can be signed all the same."""

    MUST = "must", _("Needed")
    SHOULD = "should", _("Worth a look")


LETTERS: dict[LetterState, tuple[frozenset[LetterState], Verb]] = {
    LetterState.READY: (frozenset({LetterState.DRAFT}), Verb.READY_LETTER),
    LetterState.DRAFT: (frozenset({LetterState.READY}), Verb.REOPEN_LETTER),
    LetterState.ACTIVE: (frozenset({LetterState.READY}), Verb.SIGN_LETTER),
    LetterState.ENDED: (frozenset({LetterState.ACTIVE}), Verb.END_LETTER),
}
