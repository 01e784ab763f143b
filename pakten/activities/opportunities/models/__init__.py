"""Openings, their requirements, and placements with their steps."""

from pakten.activities.opportunities.models.asides import SetAside
from pakten.activities.opportunities.models.links import Made, PlacementLink
from pakten.activities.opportunities.models.openings import (
    ImportBatch,
    Opening,
    Requirement,
    SubsidyForm,
)
from pakten.activities.opportunities.models.placements import FollowUp, Placement, PlacementStep
from pakten.activities.opportunities.models.wishes import HouseWish, Met, PlaceWish

__all__ = [
    "FollowUp",
    "HouseWish",
    "ImportBatch",
    "Made",
    "Met",
    "Opening",
    "PlaceWish",
    "Placement",
    "PlacementLink",
    "PlacementStep",
    "Requirement",
    "SetAside",
    "SubsidyForm",
]
