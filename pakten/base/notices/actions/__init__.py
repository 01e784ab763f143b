"""Every change: telling, delivering, choosing how often."""

from pakten.base.notices.actions.outbox import MOST_TRIES, deliver_message, write_message
from pakten.base.notices.actions.telling import tell
from pakten.base.notices.states import Reader

__all__ = ["MOST_TRIES", "Reader", "deliver_message", "tell", "write_message"]
