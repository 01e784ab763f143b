"""Choosing how often to hear, with an account or without."""

from datetime import datetime

from pakten.base.notices.models import MutedAddress, Notice, Preference
from pakten.base.notices.queries import address_hash
from pakten.base.notices.states import RULES, Pace, Topic


def stop_topic(notice: Notice, *, at: datetime) -> None:
    """The reader of this notice wants no more mail about its topic. What needs them still comes."""
    topic = Topic(notice.topic)
    if not RULES[topic].can_be_off:
        return
    if notice.account_id:
        Preference.objects.update_or_create(
            pact_id=notice.pact_id,
            account_id=notice.account_id,
            topic=topic,
            defaults={"pace": Pace.OFF},
        )
    else:
        MutedAddress.objects.get_or_create(
            pact_id=notice.pact_id,
            address_hash=address_hash(notice.to),
            topic=topic,
            defaults={"muted_at": at},
        )


def resume_topic(notice: Notice) -> None:
    """They changed their mind: the rule of the topic holds again."""
    Preference.objects.filter(account=notice.account_id, topic=notice.topic).delete()
    MutedAddress.objects.filter(address_hash=address_hash(notice.to), topic=notice.topic).delete()


def is_stopped(notice: Notice) -> bool:
    """Whether the reader of this notice has stopped its topic."""
    if notice.account_id:
        return Preference.objects.filter(
            account=notice.account_id, topic=notice.topic, pace=Pace.OFF
        ).exists()
    rows = MutedAddress.objects.filter(address_hash=address_hash(notice.to), topic=notice.topic)
    return rows.exists()
