"""Every change: sessions, steps, handing over, leaving and coming back, and verdicts on doubles."""

from pakten.parties.guidance.actions.leaves import hand_over_people, note_leave, welcome_back
from pakten.parties.guidance.actions.merging import merge_people
from pakten.parties.guidance.actions.sessions import (
    Answers,
    answer_lines,
    copy_session,
    end_session,
    start_session,
)
from pakten.parties.guidance.actions.steps import (
    complete_step,
    edit_step,
    plan_step,
    remove_step,
    reopen_step,
)
from pakten.parties.guidance.actions.twins import keep_apart

__all__ = [
    "Answers",
    "answer_lines",
    "complete_step",
    "copy_session",
    "edit_step",
    "end_session",
    "hand_over_people",
    "keep_apart",
    "merge_people",
    "note_leave",
    "plan_step",
    "remove_step",
    "reopen_step",
    "start_session",
    "welcome_back",
]
