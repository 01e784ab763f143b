"""Whom the office has saved for an opening, and where a person is saved."""

from django.db.models import QuerySet

from pakten.activities.opportunities.models import Opening, SetAside
from pakten.base.access import Actor
from pakten.parties.people.models import Participant


def saved_for(opening: Opening, actor: Actor) -> QuerySet[SetAside]:
    """Those saved for an opening who still let us look for them, the first saved first."""
    return SetAside.objects.visible_to(actor).seeking().filter(opening=opening)


def saved_places(person: Participant, actor: Actor) -> dict[int, str]:
    """The openings a person is saved for, with the note. One query."""
    rows = SetAside.objects.visible_to(actor).filter(participant=person)
    return dict(rows.values_list("opening_id", "note"))
