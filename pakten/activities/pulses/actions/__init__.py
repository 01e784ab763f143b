"""Every change: asking, weekly answers, who supervises, calls noted."""

from pakten.activities.pulses.actions.answering import (
    Week,
    answer_pulse,
    edit_supervision,
    note_call,
    stop_pulses,
)
from pakten.activities.pulses.actions.asking import (
    ask_all_follow_ups,
    ask_all_weeks,
    ask_follow_ups,
    ask_week,
    send_follow_up,
)

__all__ = [
    "Week",
    "answer_pulse",
    "ask_all_follow_ups",
    "ask_all_weeks",
    "ask_follow_ups",
    "ask_week",
    "edit_supervision",
    "note_call",
    "send_follow_up",
    "stop_pulses",
]
