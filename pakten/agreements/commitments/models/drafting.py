"""What is written around a draft: its text as it stood, comments, and how far each has read."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models.letters import Letter, Pledge
from pakten.agreements.commitments.states import Party, SnapshotKind
from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact

LONGEST_COMMENT = 1000


class LetterSnapshot(InPact):
    """The whole text of a letter at one moment, in the canonical form. Rows are never changed."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=SnapshotKind)
    party = models.CharField(max_length=10, choices=Party)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    words = models.CharField(_("a few words"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="letter_snapshot_number")
        ]


class LetterLook(InPact):
    """How far somebody has read a letter: its text, and when they read the comments.

    `text_of` is `Letter.changed_at` of the text: who was up to date and changes it stays so.
    """

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the letter was signed",
        why="It only tells what is new to somebody.",
        since="letter__active_from",
    )

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="looks")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content = models.JSONField()
    text_of = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "account"], name="letter_look_once")
        ]


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for the office; what both parties see for a representative of the house."""
        if actor.where(Verb.COMMENT_LETTER, "pact"):
            return self
        houses = actor.where(Verb.COMMENT_LETTER, "organisation")
        return self.filter(letter__organisation__in=houses, is_internal=False)


class Comment(InPact):
    """Words about a draft or one of its pledges; the answers hang under the first.

    `is_internal` comments are the office's own notes: the member never sees them. `about` is the
    pledge as it read then, kept when the pledge is gone.
    """

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="How the parties came to agree belongs to the letter.",
        since="letter__ended_on letter__valid_to",
    )

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="comments")
    pledge = models.ForeignKey(
        Pledge, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    about = models.CharField(max_length=300, blank=True)
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    party = models.CharField(max_length=10, choices=Party)
    is_internal = models.BooleanField(default=False)
    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["letter", "written_at"], name="comment_by_letter")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(resolved_at__isnull=True),
                name="comment_resolved_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_internal=False) | Q(party=Party.CITY),
                name="comment_internal_is_the_office_s",
            ),
        ]
