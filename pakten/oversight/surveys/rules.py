"""What a survey may ask and hold, as questions about values; and the blind key of who was asked."""

import re
from base64 import urlsafe_b64encode
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from pakten.oversight.surveys.states import CHOSEN, AnswerKind

CONSENT_VERSION = "2026-1"
READING_LASTS = timedelta(minutes=30)
FEWEST_OPTIONS, MOST_OPTIONS = 2, 9
MOST_QUESTIONS = 15
LONGEST_WORDS = 1000
LARGEST_NUMBER = 9_999
REMIND_SOONEST, REMIND_LATEST = 3, 30
FEWEST_TO_CONCLUDE = 30
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:\+?\d[\s-]?){7,}")


def blind_key(survey_id: int, kind: str, number: int) -> str:
    """That somebody has been asked, unreadable to who holds the database without the program's secret."""
    return salted_hmac(
        "pakten.surveys.asked", f"{survey_id}:{kind}:{number}", algorithm="sha256"
    ).hexdigest()


def link_secret(pact_id: int, ask_id: object) -> str:
    """The secret of somebody's link, made again for the reminder so that both mails open one sheet."""
    made = salted_hmac("pakten.surveys.link", f"{pact_id}:{ask_id}", algorithm="sha256").digest()
    return f"{pact_id:x}.{urlsafe_b64encode(made).decode().rstrip('=')}"


def can_hold_options(kind: str, codes: list[str]) -> None:
    """Raise `ValidationError` unless the choices fit the kind of question."""
    if kind not in CHOSEN:
        return
    if not FEWEST_OPTIONS <= len(codes) <= MOST_OPTIONS:
        raise ValidationError(
            {"options": _("Write from 2 to 9 choices, one on each line, as short as you can.")}
        )


def can_quote(words: str) -> None:
    """Raise `ValidationError` for a quote that holds a way to reach somebody."""
    if _CONTACT.search(words):
        raise ValidationError(
            {"words": _("Take away the phone number or e-mail address: a quote names nobody.")}
        )


def can_remind(days: int) -> None:
    """Raise `ValidationError` for a reminder too soon or too late to be kind."""
    if not REMIND_SOONEST <= days <= REMIND_LATEST:
        raise ValidationError({"remind_after": _("Write a number of days from 3 to 30.")})


def is_coded(kind: str) -> bool:
    """Whether answers can be counted by choice."""
    return kind not in (AnswerKind.WORDS, AnswerKind.NUMBER)
