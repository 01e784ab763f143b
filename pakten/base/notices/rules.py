"""When a waiting notice is due."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from pakten.base.access import Actor
from pakten.base.notices.states import RULES, TOPICS_OF, Pace, Topic

HOUR = time(7)
MONDAY = 0


def last_daily(at: datetime) -> datetime:
    """The latest seven o'clock, by the clock on the pact's wall."""
    local = timezone.localtime(at)
    day = local.date() if local.time() >= HOUR else local.date() - timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, HOUR))


def last_weekly(at: datetime) -> datetime:
    """The latest seven o'clock of a Monday."""
    day = timezone.localtime(last_daily(at)).date()
    monday = day - timedelta(days=(day.weekday() - MONDAY) % 7)
    return timezone.make_aware(datetime.combine(monday, HOUR))


def is_due(written_at: datetime, pace: Pace, at: datetime) -> bool:
    """Whether what was written then belongs in the latest digest of this pace."""
    if pace == Pace.DAILY:
        return written_at < last_daily(at)
    if pace == Pace.WEEKLY:
        return written_at < last_weekly(at)
    return True


def topics_for(actor: Actor) -> list[Topic]:
    """The topics somebody's roles can be told of, in the order of the settings page."""
    held = {topic for role in actor.roles() for topic in TOPICS_OF.get(role, ())}
    return [topic for topic in RULES if topic in held]
