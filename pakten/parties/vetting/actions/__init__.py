"""Every change of the checklist and the looks."""

from pakten.parties.vetting.actions.checklist import (
    Check,
    add_check,
    edit_check,
    retire_check,
)
from pakten.parties.vetting.actions.looks import (
    Found,
    answer_checks,
    begin_vetting,
    decide_vetting,
    warn_of_all_looks,
    warn_of_looks,
    withdraw_approval,
)

__all__ = [
    "Check",
    "Found",
    "add_check",
    "answer_checks",
    "begin_vetting",
    "decide_vetting",
    "edit_check",
    "retire_check",
    "warn_of_all_looks",
    "warn_of_looks",
    "withdraw_approval",
]
