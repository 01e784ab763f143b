"""Openings, their requirements, and placements with their steps."""

from pakten.activities.opportunities.models.links import Made, PlacementLink
from pakten.activities.opportunities.models.openings import (
    ImportBatch,
    Opening,
    Requirement,
    SubsidyForm,
)
from pakten.activities.opportunities.models.placements import FollowUp, Placement, PlacementStep

__all__ = [
    "FollowUp",
    "ImportBatch",
    "Made",
    "Opening",
    "Placement",
    "PlacementLink",
    "PlacementStep",
    "Requirement",
    "SubsidyForm",
]
