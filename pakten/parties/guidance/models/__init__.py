"""Sessions, steps, comings and goings, and verdicts on profiles that look alike."""

from pakten.parties.guidance.models.sessions import Session, SessionAnswer, SessionPiece
from pakten.parties.guidance.models.steps import Handover, Leave, NextStep
from pakten.parties.guidance.models.twins import TwinVerdict

__all__ = [
    "Handover",
    "Leave",
    "NextStep",
    "Session",
    "SessionAnswer",
    "SessionPiece",
    "TwinVerdict",
]
