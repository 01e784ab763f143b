"""Every change of a letter and its pledges: lock, may, can, change, record, tell.

Split by what is changed; import the verbs from here.
"""

from pakten.agreements.commitments.actions.drafting import (
    discard_letter,
    draft_letter,
    edit_letter,
)
from pakten.agreements.commitments.actions.holding import can_move, lock
from pakten.agreements.commitments.actions.pledges import add_pledge, edit_pledge, remove_pledge
from pakten.agreements.commitments.actions.signatories import (
    add_signatory,
    edit_signatory,
    remove_signatory,
)

__all__ = [
    "add_pledge",
    "add_signatory",
    "can_move",
    "discard_letter",
    "draft_letter",
    "edit_letter",
    "edit_pledge",
    "edit_signatory",
    "lock",
    "remove_pledge",
    "remove_signatory",
]
