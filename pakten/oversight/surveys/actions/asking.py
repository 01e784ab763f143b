"""By the clock: ask those whose moment has come, remind once, close what has ended, mix, forget.

Each step takes a few people in a transaction of its own, so it can be killed and begun again, and
run twice at once: the survey's row is held, and who has been asked is a unique key.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from pakten.base.notices.models import Message, Notice
from pakten.base.tenancy.context import pact_context
from pakten.oversight.surveys import notices
from pakten.oversight.surveys.actions.mixing import mix_sheets
from pakten.oversight.surveys.actions.surveys import finish, lock_survey
from pakten.oversight.surveys.models import Ask, AskedOnce, Survey
from pakten.oversight.surveys.queries.moments import Due, due, muted_addresses, reader_of
from pakten.oversight.surveys.rules import blind_key, link_secret
from pakten.oversight.surveys.states import Privacy, SurveyState
from pakten.parties.pacts.links import hash_of_token
from pakten.parties.pacts.models import Pact

AT_A_TIME = 50
FORGOTTEN_WITHIN = timedelta(days=30)
Step = Callable[[Survey, datetime], int]
_shuffle = random.SystemRandom().shuffle


def ask_all(*, at: datetime) -> int:
    """In every pact: close, ask, remind and forget. Returns how many mails were written."""
    return sum(_run_in(pact.pk, at) for pact in Pact.objects.order_by("pk"))


def ask_all_surveys(timestamp: int) -> None:
    """The job; `config.jobs` says when."""
    ask_all(at=timezone.now())


def _run_in(pact_id: int, at: datetime) -> int:
    with pact_context(pact_id, verb="close_survey"):
        _close_ended(pact_id, at)
        lately = Q(state=SurveyState.OPEN) | Q(closed_at__gt=at - FORGOTTEN_WITHIN)
        surveys = list(Survey.objects.filter(lately, pact=pact_id).order_by("pk"))
    written = 0
    for survey in surveys:
        for verb, step in STEPS.items():
            while done := _step(survey, verb, step, at):
                written += done
        _step(survey, "mix_sheets", lambda kept, _at: mix_sheets(kept), at)
        with pact_context(pact_id, verb="forget_survey_mails"):
            forget_mails(survey, at=at)
    return written


def _step(survey: Survey, verb: str, step: Step, at: datetime) -> int:
    with pact_context(survey.pact_id, verb=verb):
        kept = lock_survey(survey)
        return step(kept, at) if kept.state == SurveyState.OPEN else 0


def ask_some(survey: Survey, at: datetime) -> int:
    """Ask the next few whose moment has come. The survey is held by the caller."""
    today = timezone.localdate(at)
    if survey.closes_on < today:
        return 0
    people = due(survey, today)
    known = AskedOnce.objects.filter(survey=survey, key__in=[each.key for each in people])
    asked = set(known.values_list("key", flat=True))
    chosen = [each for each in people if each.key not in asked]
    _shuffle(chosen)  # so that no order tells whose row is whose
    return _ask(survey, chosen[:AT_A_TIME], at)


def _ask(survey: Survey, people: Sequence[Due], at: datetime) -> int:
    number, today = survey.lines.count(), timezone.localdate(at)
    AskedOnce.objects.bulk_create(
        AskedOnce(pact_id=survey.pact_id, survey=survey, key=each.key) for each in people
    )
    rows = [_row(survey, each, today) for each in people]
    Ask.objects.bulk_create(sorted(rows, key=lambda row: row.pk))
    for each, row in zip(people, rows, strict=True):
        token = link_secret(survey.pact_id, row.pk)
        notices.tell_asked(survey, each.key, each.reader, token, number=number, at=at)
    return len(people)


def _row(survey: Survey, due: Due, today: date) -> Ask:
    row = Ask(
        pact_id=survey.pact_id,
        survey=survey,
        participant=due.participant,
        contact=due.contact,
        asked_on=today,
    )
    row.token_hash = hash_of_token(link_secret(survey.pact_id, row.pk))
    return row


def remind_some(survey: Survey, at: datetime) -> int:
    """Write once more to the next few who have not answered. Then their rows name nobody."""
    today = timezone.localdate(at)
    waiting = Ask.objects.filter(
        survey=survey, is_answered=False, is_reminded=False,
        asked_on__lte=today - timedelta(days=survey.remind_after),
    )  # fmt: skip
    rows = waiting.select_for_update(of=("self",)).select_related("participant", "contact")
    asks = list(rows.order_by("pk")[:AT_A_TIME])
    number = survey.lines.count() if asks else 0
    muted = muted_addresses(p.email for ask in asks if (p := ask.participant or ask.contact))
    for ask in asks:
        _remind(survey, ask, muted, number, at)
    return len(asks)


def _remind(survey: Survey, ask: Ask, muted: set[str], number: int, at: datetime) -> None:
    person = ask.participant or ask.contact
    ask.is_reminded = True
    if person and person.email and person.email.lower() not in muted and _still_may(ask):
        key = blind_key(survey.pk, "p" if ask.participant_id else "c", person.pk)
        token = link_secret(survey.pact_id, ask.pk)
        ask.token_hash = hash_of_token(token)
        notices.tell_reminded(survey, key, reader_of(person), token, number=number, at=at)
    if survey.is_anonymous:
        ask.participant = ask.contact = None
    ask.save(update_fields=["is_reminded", "token_hash", "participant", "contact"])


def _still_may(ask: Ask) -> bool:
    from_then = ask.participant
    if from_then is None:
        return ask.contact is not None and ask.contact.left_on is None
    yes = from_then.consents.filter(purpose="contact", withdrawn_at__isnull=True)
    return from_then.left_on is None and yes.exists()


def _close_ended(pact_id: int, at: datetime) -> None:
    today = timezone.localdate(at)
    ended = Survey.objects.filter(pact=pact_id, state=SurveyState.OPEN, closes_on__lt=today)
    for survey in ended.order_by("pk"):
        kept = lock_survey(survey)
        if kept.state == SurveyState.OPEN:
            finish(kept, at=at)


def forget_mails(survey: Survey, *, at: datetime) -> int:
    """Of anonymous surveys: the mails of yesterday and before. A reminder says who had not answered."""
    if survey.privacy != Privacy.ANONYMOUS:
        return 0
    keys = AskedOnce.objects.filter(survey=survey).values_list("key", flat=True)
    abouts = [about for key in keys for about in (f"survey:{key}", f"survey:{key}:again")]
    delivered = [Message.State.SENT, Message.State.KEPT]
    old = Notice.objects.filter(
        Q(message__isnull=True) | Q(message__state__in=delivered),
        pact=survey.pact_id, about__in=abouts, written_at__lt=at - timedelta(days=1),
    )  # fmt: skip
    mails = list(old.values_list("message", flat=True))
    old.filter().delete()
    return Message.objects.filter(pk__in=mails).delete()[0]


STEPS: dict[str, Step] = {"ask_some": ask_some, "remind_some": remind_some}
