"""Forms of letters."""

from pakten.agreements.commitments.forms.pledges import PledgeForm, SignatoryForm
from pakten.agreements.commitments.forms.sheet import CURRENT, EMPTY, DraftForm, SheetForm
from pakten.agreements.commitments.forms.steps import EndForm
from pakten.agreements.commitments.forms.talking import (
    AgreeForm,
    CommentForm,
    ReviseForm,
    ShareForm,
)

__all__ = [
    "CURRENT",
    "EMPTY",
    "AgreeForm",
    "CommentForm",
    "DraftForm",
    "EndForm",
    "PledgeForm",
    "ReviseForm",
    "ShareForm",
    "SheetForm",
    "SignatoryForm",
]
