"""Every change: the monthly drawing, answers, what is put right, and how much is drawn."""

from pakten.agreements.assurance.actions.answering import (
    Said,
    answer_by_link,
    answer_sample,
    edit_sampling,
    mend_sample,
)
from pakten.agreements.assurance.actions.drawing import (
    draw_again,
    draw_all_samples,
    draw_round,
    remind_samples,
)

__all__ = [
    "Said",
    "answer_by_link",
    "answer_sample",
    "draw_again",
    "draw_all_samples",
    "draw_round",
    "edit_sampling",
    "mend_sample",
    "remind_samples",
]
