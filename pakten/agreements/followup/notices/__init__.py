"""Messages of check-ins, renewals and rests, one function each."""

from pakten.agreements.followup.notices.members import (
    tell_asked,
    tell_ending,
    tell_renewal,
    tell_rest,
    tell_thanks,
    tell_way,
)
from pakten.agreements.followup.notices.sheets import (
    tell_agreed,
    tell_closed,
    tell_code,
    tell_objected,
    tell_overdue,
    tell_phoned,
    tell_reopened,
    tell_sent,
)

__all__ = [
    "tell_agreed",
    "tell_asked",
    "tell_closed",
    "tell_code",
    "tell_ending",
    "tell_objected",
    "tell_overdue",
    "tell_phoned",
    "tell_renewal",
    "tell_reopened",
    "tell_rest",
    "tell_sent",
    "tell_thanks",
    "tell_way",
]
