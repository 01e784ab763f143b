"""Choosing how often to hear, with an account or without."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Denied, Verb, require
from pakten.base.accounts.models import Account
from pakten.base.notices.actions.digests import release
from pakten.base.notices.actions.outbox import current_pact_id
from pakten.base.notices.models import MutedAddress, Notice, Preference
from pakten.base.notices.queries import address_hash
from pakten.base.notices.states import ALWAYS, RULES, Pace, Topic


def choose_paces(
    account: Account, wanted: Mapping[Topic, Pace], *, by: Actor, at: datetime
) -> None:
    """Set how often one hears of each topic. What then is wanted at once goes now."""
    require(by, Verb.CHOOSE_PACES, [grant.scope for grant in by.grants])
    if by.account_id != account.pk:
        raise Denied(Verb.CHOOSE_PACES.value)
    for topic, pace in wanted.items():
        if pace == Pace.OFF and not RULES[topic].can_be_off:
            said = _("What you have to sign cannot be turned off. Choose how often instead.")
            raise ValidationError({topic.value: said})
    pact_id = current_pact_id()
    Preference.objects.bulk_create(
        [
            Preference(pact_id=pact_id, account=account, topic=topic, pace=pace)
            for topic, pace in wanted.items()
            if topic not in ALWAYS
        ],
        update_conflicts=True,
        unique_fields=["pact", "account", "topic"],
        update_fields=["pace"],
    )
    release(account, at=at)


def read_notices(*, by: Actor, at: datetime) -> int:
    """All notices of one's own count as seen."""
    require(by, Verb.READ_NOTICES, [grant.scope for grant in by.grants])
    return Notice.objects.visible_to(by).filter(seen_at__isnull=True).update(seen_at=at)


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
