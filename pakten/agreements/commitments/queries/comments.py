"""Reading comments: the conversations of a letter, and what is new to somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pakten.agreements.commitments.models import Comment, Letter, LetterLook
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Actor

OPEN = (LetterState.DRAFT, LetterState.READY)


@dataclass(slots=True)
class Talk:
    """A comment with its answers."""

    first: Comment
    replies: list[Comment] = field(default_factory=list)
    new: set[int] = field(default_factory=set)

    @property
    def is_solved(self) -> bool:
        return self.first.resolved_at is not None

    @property
    def is_new(self) -> bool:
        return bool(self.new)


def look_of(letter: Letter, actor: Actor) -> LetterLook | None:
    """How far somebody has read the letter."""
    return LetterLook.objects.filter(letter=letter, account=actor.account_id).first()


def talks_of(letter: Letter, actor: Actor, look: LetterLook | None) -> list[Talk]:
    """The conversations somebody may read, the unsolved first. One query."""
    rows = Comment.objects.visible_to(actor).filter(letter=letter)
    rows = rows.select_related("author", "pledge", "resolved_by")
    talks: dict[int, Talk] = {}
    for row in rows:
        row.letter = letter
        talk = talks.setdefault(row.answers_id or row.pk, Talk(row))
        if row.answers_id:
            talk.replies.append(row)
        fresh = look is None or row.written_at > look.at
        if fresh and row.author_id != actor.account_id and not row.withdrawn_at:
            talk.new.add(row.pk)
    shown = [t for t in talks.values() if t.replies or not t.first.withdrawn_at]
    return sorted(shown, key=lambda talk: talk.is_solved)


def by_pledge(talks: Sequence[Talk]) -> dict[int, int]:
    """How many unsolved comments and answers there are on each pledge."""
    found: dict[int, int] = {}
    for talk in talks:
        if talk.first.pledge_id and not talk.is_solved:
            found[talk.first.pledge_id] = found.get(talk.first.pledge_id, 0) + 1 + len(talk.replies)
    return found


def letters_with_unread_comments(actor: Actor) -> QuerySet[Letter]:
    """Letters under way with `unread` comments by others since the actor last read them.

    For the desk: "3 new comments on the draft with Nordlys". Newest change first.
    """
    looked = LetterLook.objects.filter(
        letter=OuterRef("letter"), account=actor.account_id, at__gte=OuterRef("written_at")
    )
    fresh = (
        Comment.objects.visible_to(actor)
        .filter(letter__state__in=OPEN, withdrawn_at__isnull=True)
        .exclude(author=actor.account_id)
        .filter(~Exists(looked))
    )
    letters = Letter.objects.visible_to(actor).filter(comments__in=fresh)
    return (
        letters.select_related("organisation")
        .annotate(unread=Count("comments", filter=Q(comments__in=fresh), distinct=True))
        .order_by("-changed_at", "-pk")
    )
