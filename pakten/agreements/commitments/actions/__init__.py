"""Every change of a letter and what is written around it: lock, may, can, change, record, tell.

Split by what is changed; import the verbs from here.
"""

from pakten.agreements.commitments.actions.comments import (
    Remark,
    comment_letter,
    edit_comment,
    reopen_comment,
    resolve_comment,
    withdraw_comment,
)
from pakten.agreements.commitments.actions.drafting import (
    Seen,
    discard_letter,
    draft_letter,
    edit_letter,
)
from pakten.agreements.commitments.actions.holding import can_move, lock
from pakten.agreements.commitments.actions.pledges import add_pledge, edit_pledge, remove_pledge
from pakten.agreements.commitments.actions.revisions import Revision, revise_letter
from pakten.agreements.commitments.actions.sharing import (
    agree_letter,
    keep_text,
    read_letter,
    share_letter,
)
from pakten.agreements.commitments.actions.signatories import (
    add_signatory,
    edit_signatory,
    remove_signatory,
)

__all__ = [
    "Remark",
    "Revision",
    "Seen",
    "add_pledge",
    "add_signatory",
    "agree_letter",
    "can_move",
    "comment_letter",
    "discard_letter",
    "draft_letter",
    "edit_comment",
    "edit_letter",
    "edit_pledge",
    "edit_signatory",
    "keep_text",
    "lock",
    "read_letter",
    "remove_pledge",
    "remove_signatory",
    "reopen_comment",
    "resolve_comment",
    "revise_letter",
    "share_letter",
    "withdraw_comment",
]
