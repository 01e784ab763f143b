"""Writing a mail and delivering it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import MaxLengthValidator, validate_email
from django.db import connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from pakten.base.notices.links import site_of
from pakten.base.notices.models import Message
from pakten.base.notices.states import Failure
from pakten.base.tenancy.context import pact_context

log = logging.getLogger(__name__)
MOST_TRIES = 8
_TRIES = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=5)
State = Message.State


@dataclass(frozen=True, slots=True)
class Mail:
    """What to write. A secret one's text is forgotten once it is sent; `stop_link` ends its topic."""

    to: str
    subject: str
    body: str
    secret: bool = False
    stop_link: str = ""


def current_pact_id() -> int:
    """The pact of the running context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.pact_id')::bigint")
        found: int = cursor.fetchone()[0]
    return found


def write_messages(pact_id: int, mails: Sequence[Mail], *, at: datetime) -> list[Message]:
    """Store mails and ask for their delivery, in one transaction. A bad address fails at once."""
    if not mails:
        return []
    rows = Message.objects.bulk_create([_row(pact_id, mail, at) for mail in mails])
    jobs: list[dict[str, JSONValue]] = [
        {"pact_id": pact_id, "message_id": row.pk} for row in rows if row.state == State.WAITING
    ]
    if jobs:
        deliver_message.batch_defer(*jobs)
    return rows


def write_message(
    *, to: str, subject: str, body: str, at: datetime, secret: bool = False
) -> Message:
    """Store one mail in the pact of the running context and ask for its delivery."""
    return write_messages(current_pact_id(), [Mail(to, subject, body, secret)], at=at)[0]


def _row(pact_id: int, mail: Mail, at: datetime) -> Message:
    row = Message(
        pact_id=pact_id, to=mail.to, subject=_one_line(mail.subject), body=mail.body, written_at=at,
        secret=mail.secret, stop_link=mail.stop_link,
    )  # fmt: skip
    try:
        validate_email(mail.to)
        MaxLengthValidator(254)(mail.to)
    except ValidationError:
        row.to, row.state, row.failure = _one_line(mail.to), State.FAILED, Failure.ADDRESS
        row.body = "" if mail.secret else mail.body
    return row


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())[:200]


@app.task(name="deliver_message", queue="mail", retry=_TRIES)
def deliver_message(*, pact_id: int, message_id: int) -> None:
    """Send one mail. Safe to run twice: a sent message is left alone, its Message-ID stays the same.

    Without EMAIL_URL the mail is kept in the outbox, where the administrator reads it. A mail the
    server does not take is tried again; after the last try it says so in the outbox.
    """
    try:
        with pact_context(pact_id, verb="deliver_message"):
            _deliver(Message.objects.select_for_update().get(pk=message_id))
    except OSError:
        with pact_context(pact_id, verb="deliver_message"):
            _note_failure(Message.objects.select_for_update().get(pk=message_id))
        raise


def _deliver(message: Message) -> None:
    if message.state in (State.SENT, State.KEPT) or message.failure in ("address", "refused"):
        return
    message.attempts += 1
    message.sent_at = timezone.now()
    if not settings.EMAIL_URL:
        message.state = State.KEPT
    elif _is_taken(message):
        message.state, message.failure = State.SENT, ""
    else:
        message.state, message.failure, message.sent_at = State.FAILED, Failure.REFUSED, None
    if message.secret and (message.state != State.KEPT or settings.PRODUCTION):
        message.body = ""
    message.save(update_fields=["state", "sent_at", "attempts", "failure", "body"])


def _note_failure(message: Message) -> None:
    message.attempts += 1
    if message.attempts >= MOST_TRIES:
        message.state, message.failure = State.FAILED, Failure.SERVER
        message.body = "" if message.secret else message.body
    message.save(update_fields=["state", "attempts", "failure", "body"])


def _is_taken(message: Message) -> bool:
    """Send it; False when the receiver's server says for good that there is no such address."""
    try:
        _send(message)
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _reason in refused.recipients.values()]
        if any(code < 500 for code in codes):
            raise
        return False
    return True


def _send(message: Message) -> None:
    """Hand the mail to the SMTP server of EMAIL_URL (`smtp[s|+tls]://user:secret@host:port`)."""
    url = urlsplit(settings.EMAIL_URL)
    smtp = get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=url.hostname,
        port=url.port or 25,
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_ssl=url.scheme == "smtps",
        use_tls=url.scheme == "smtp+tls",
        timeout=20,
    )
    EmailMessage(
        message.subject,
        message.body,
        to=[message.to],
        reply_to=[message.pact.email] if message.pact.email else None,
        headers=_headers(message),
        connection=smtp,
    ).send()


def _headers(message: Message) -> dict[str, str]:
    """Nobody answers a machine, and who has had enough needs one click."""
    domain = urlsplit(site_of(message.pact.host)).hostname
    headers = {
        "Message-ID": f"<pakten-{message.pk}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if message.stop_link:
        headers["List-Unsubscribe"] = f"<{message.stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
