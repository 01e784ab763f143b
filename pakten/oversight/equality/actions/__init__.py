"""What the city does in this room: count groups, take steps, note what came after."""

from pakten.oversight.equality.actions.afterwards import note_afterwards
from pakten.oversight.equality.actions.eligible import (
    Group,
    add_eligible,
    edit_eligible,
    remove_eligible,
)
from pakten.oversight.equality.actions.steps import Step, add_equality_step, edit_equality_step

__all__ = [
    "Group",
    "Step",
    "add_eligible",
    "add_equality_step",
    "edit_eligible",
    "edit_equality_step",
    "note_afterwards",
    "remove_eligible",
]
