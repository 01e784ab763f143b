"""What waits for somebody among letters under way. For the desk."""

from datetime import date

from django.db.models import QuerySet

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Actor, Verb


def drafts_waiting(actor: Actor) -> QuerySet[Letter]:
    """Drafts that it is the actor's side's turn to read, the one that waited longest first.

    For a representative: sent by the office. For the office: sent back, or agreed to, by the
    member; a draft that has not been sent to anybody yet is not among them.
    """
    rows = Letter.objects.visible_to(actor).filter(state=LetterState.DRAFT)
    rows = rows.select_related("organisation").order_by("changed_at", "pk")
    if actor.where(Verb.DRAFT_LETTER, "pact"):
        return rows.filter(turn=Party.CITY, snapshots__party=Party.MEMBER).distinct()
    return rows.filter(turn=Party.MEMBER)


def drafts_with_the_other(actor: Actor) -> QuerySet[Letter]:
    """Drafts sent to the other party, that have not come back."""
    rows = Letter.objects.visible_to(actor).filter(state=LetterState.DRAFT)
    rows = rows.select_related("organisation").order_by("changed_at", "pk")
    office = bool(actor.where(Verb.DRAFT_LETTER, "pact"))
    return rows.filter(turn=Party.MEMBER if office else Party.CITY)


def signed_not_begun(actor: Actor, today: date) -> QuerySet[Letter]:
    """Letters signed by all whose first day has not come, the nearest first."""
    rows = Letter.objects.visible_to(actor).begins_later(today)
    return rows.select_related("organisation").order_by("active_from", "pk")
