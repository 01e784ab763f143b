"""Kinds of events, their life, and what a guest can answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class EventKind(models.TextChoices):
    SIGNING = "signing", _("Signing occasion")
    RECRUITMENT = "recruitment", _("Recruitment event")
    INNOVATION = "innovation", _("Innovation meeting")
    NETWORK = "network", _("Network meeting")
    BOARD = "board", _("Board meeting")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Other")


class EventState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CANCELLED = "cancelled", _("Cancelled")
    HELD = "held", _("Held")


class Answer(models.TextChoices):
    WAITING = "waiting", _("No answer yet")
    YES = "yes", _("Comes")
    MAYBE = "maybe", _("Perhaps")
    NO = "no", _("Does not come")


class Photo(models.TextChoices):
    """Consent to be in pictures. Nobody is in a picture without a yes."""

    NOT_ASKED = "not_asked", _("Not asked")
    YES = "yes", _("May be in pictures")
    NO = "no", _("Not in pictures")


class Attendance(models.TextChoices):
    UNKNOWN = "unknown", _("Not checked off")
    CAME = "came", _("Came")
    ABSENT = "absent", _("Did not come")


# target state -> (allowed origins, verb)
EVENTS: dict[EventState, tuple[frozenset[EventState], Verb]] = {
    EventState.CANCELLED: (frozenset({EventState.PLANNED}), Verb.CANCEL_EVENT),
    EventState.HELD: (frozenset({EventState.PLANNED}), Verb.CLOSE_EVENT),
    EventState.PLANNED: (
        frozenset({EventState.CANCELLED, EventState.HELD}),
        Verb.REOPEN_EVENT,
    ),
}
