"""Reading letters: lists and single ones, kept texts, comments, and what waits."""

from pakten.agreements.commitments.queries.comments import (
    Talk,
    by_pledge,
    letters_with_unread_comments,
    look_of,
    talks_of,
)
from pakten.agreements.commitments.queries.kept import (
    Point,
    has_changed,
    is_agreed,
    name_of,
    points_of,
    text_of,
)
from pakten.agreements.commitments.queries.letters import (
    Standing,
    days_left,
    in_preparation,
    letter_now,
    letters_for_list,
    moves_of,
    pledge_text,
    running_out,
    sentence_of,
    standing_of,
    state_tone,
    surroundings_of,
)
from pakten.agreements.commitments.queries.waiting import (
    drafts_waiting,
    drafts_with_the_other,
    signed_not_begun,
)

__all__ = [
    "Point",
    "Standing",
    "Talk",
    "by_pledge",
    "days_left",
    "drafts_waiting",
    "drafts_with_the_other",
    "has_changed",
    "in_preparation",
    "is_agreed",
    "letter_now",
    "letters_for_list",
    "letters_with_unread_comments",
    "look_of",
    "moves_of",
    "name_of",
    "pledge_text",
    "points_of",
    "running_out",
    "sentence_of",
    "signed_not_begun",
    "standing_of",
    "state_tone",
    "surroundings_of",
    "talks_of",
    "text_of",
]
