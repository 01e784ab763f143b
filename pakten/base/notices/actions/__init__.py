"""Every change: telling, delivering, choosing how often."""

from pakten.base.notices.actions.choosing import choose_paces, read_notices
from pakten.base.notices.actions.digests import send_digest, send_digests
from pakten.base.notices.actions.outbox import MOST_TRIES, deliver_message, write_message
from pakten.base.notices.actions.telling import Write, tell
from pakten.base.notices.states import Reader

__all__ = [
    "MOST_TRIES",
    "Reader",
    "Write",
    "choose_paces",
    "deliver_message",
    "read_notices",
    "send_digest",
    "send_digests",
    "tell",
    "write_message",
]
