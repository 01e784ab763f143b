"""Reading about notices, and the small facts that a mail needs."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac

from pakten.base.accounts.models import Account
from pakten.base.notices.models import Notice, Preference
from pakten.base.notices.states import ALWAYS, RULES, NoticeState, Pace, Topic

WEEKS = 4
_DAYS = {Pace.DAILY: 1, Pace.WEEKLY: 7}
_signer = Signer(salt="pakten.notices.stop")


def pact_of(pact_id: int) -> Any:
    """The pact a mail comes from; its model stands above this floor."""
    return apps.get_model("pacts", "Pact")._default_manager.get(pk=pact_id)


def address_hash(email: str) -> str:
    """What is kept of an address that wants no more: enough to know it again, not to read it."""
    return salted_hmac("pakten.notices.muted", email.lower(), algorithm="sha256").hexdigest()


def sign_stop(notice: Notice) -> str:
    """The key to ending the topic of this notice for its reader."""
    return _signer.sign(f"{notice.pact_id}.{notice.pk}")


def stop_path(notice: Notice) -> str:
    """The page where the reader of this notice ends its topic, without signing in."""
    return reverse("stop_topic", args=[sign_stop(notice)])


def read_stop_token(token: str) -> tuple[int, int]:
    """Pact and notice of a stop link; raises `BadSignature` when we did not make it."""
    pact_id, _, notice_id = _signer.unsign(token).partition(".")
    return int(pact_id), int(notice_id)


def language_for(account: Account) -> str:
    """The language an account reads, or the pact's."""
    known = account.language in dict(settings.LANGUAGES)
    return account.language if known else settings.LANGUAGE_CODE


def paces_of(account: Account) -> dict[Topic, Pace]:
    """How often an account hears of each topic: its choice, else the rule."""
    chosen = dict(Preference.objects.filter(account=account).values_list("topic", "pace"))
    return {
        topic: rule.pace if topic in ALWAYS else Pace(chosen.get(topic.value, rule.pace))
        for topic, rule in RULES.items()
    }


def waiting_notices(account: Account) -> list[Notice]:
    """What the next digests will say, oldest first."""
    rows = Notice.objects.filter(account=account, state=NoticeState.WAITING)
    return list(rows.order_by("written_at", "pk"))


def unseen(account_id: int) -> int:
    """How many notices somebody has not seen."""
    return Notice.objects.filter(account=account_id, seen_at__isnull=True).count()


def mails_a_week(account: Account, at: datetime) -> int | None:
    """About how many mails a week the choices give, by what came in the last four; None if little."""
    since = at - timedelta(weeks=WEEKS)
    rows = Notice.objects.filter(account=account, written_at__gt=since)
    told = [(Topic(topic), when) for topic, when in rows.values_list("topic", "written_at")]
    if len(told) < WEEKS:
        return None
    paces = paces_of(account)
    mails = {
        (pace, number if pace == Pace.AT_ONCE else when.toordinal() // _DAYS[pace])
        for number, (topic, when) in enumerate(told)
        if (pace := paces[topic]) != Pace.OFF
    }
    return round(len(mails) / WEEKS)
