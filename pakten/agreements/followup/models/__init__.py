"""What this room keeps: campaigns, sheets, reminders, rests and questions."""

from pakten.agreements.followup.models.campaigns import Campaign
from pakten.agreements.followup.models.links import SheetCode, SheetLink
from pakten.agreements.followup.models.resting import Reminder, Rest, Way
from pakten.agreements.followup.models.sheets import Approval, CheckIn, CheckInLine

__all__ = ["Approval", "Campaign", "CheckIn", "CheckInLine", "Reminder", "Rest", "SheetCode",
           "SheetLink", "Way"]  # fmt: skip
