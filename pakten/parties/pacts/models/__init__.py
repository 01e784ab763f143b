"""The tables of a pact: itself, its catalogue, its persons, its texts and its look."""

from pakten.parties.pacts.models.catalogue import (
    Activity,
    ActivityWording,
    CooperationForm,
    Definition,
    District,
    ExcludedSector,
    Goal,
    Line,
    PactValue,
    TargetGroup,
    ValidQuerySet,
)
from pakten.parties.pacts.models.look import Logo, Look, RetentionRule
from pakten.parties.pacts.models.measures import Measure, Target
from pakten.parties.pacts.models.pact import InPact, Pact
from pakten.parties.pacts.models.people import CitySignatory, Staff
from pakten.parties.pacts.models.texts import TextChange, TextState

__all__ = [
    "Activity",
    "ActivityWording",
    "CitySignatory",
    "CooperationForm",
    "Definition",
    "District",
    "ExcludedSector",
    "Goal",
    "InPact",
    "Line",
    "Logo",
    "Look",
    "Measure",
    "Pact",
    "PactValue",
    "RetentionRule",
    "Staff",
    "Target",
    "TargetGroup",
    "TextChange",
    "TextState",
    "ValidQuerySet",
]
