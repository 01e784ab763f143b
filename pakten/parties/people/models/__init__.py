"""The participant, in pieces that can be shared one by one, with consents and ways in."""

from pakten.parties.people.models.callbacks import CallbackRequest, ProfileLink
from pakten.parties.people.models.consents import Consent
from pakten.parties.people.models.participant import (
    Participant,
    ParticipantQuerySet,
    shown_at_first,
)
from pakten.parties.people.models.pieces import (
    Education,
    Experience,
    OfPerson,
    Photo,
    Reach,
    Skill,
    SpokenLanguage,
    Wish,
)

__all__ = [
    "CallbackRequest",
    "Consent",
    "Education",
    "Experience",
    "OfPerson",
    "Participant",
    "ParticipantQuerySet",
    "Photo",
    "ProfileLink",
    "Reach",
    "Skill",
    "SpokenLanguage",
    "Wish",
    "shown_at_first",
]
