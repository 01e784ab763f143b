"""Openings, their requirements, and placements with their steps."""

from pakten.activities.opportunities.models.links import Made, PlacementLink
from pakten.activities.opportunities.models.openings import (
    ImportBatch,
    Opening,
    Requirement,
    SubsidyForm,
)
from pakten.activities.opportunities.models.placements import FollowUp, Placement, PlacementStep
from pakten.activities.opportunities.models.wishes import HouseWish, PlaceWish

__all__ = [
    "FollowUp",
    "HouseWish",
    "ImportBatch",
    "Made",
    "Opening",
    "PlaceWish",
    "Placement",
    "PlacementLink",
    "PlacementStep",
    "Requirement",
    "SubsidyForm",
]
