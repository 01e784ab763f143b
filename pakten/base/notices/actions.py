"""Writing a message and delivering it."""

import logging
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pakten.base.notices.models import Message
from pakten.base.tenancy.context import pact_context

log = logging.getLogger(__name__)
MOST_TRIES = 8
_TRIES = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=5)


def write_message(*, to: str, subject: str, body: str, at: datetime) -> Message:
    """Store a mail in the pact of the running context and ask for its delivery, in one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.pact_id')::bigint")
        (pact_id,) = cursor.fetchone()
    message = Message.objects.create(
        pact_id=pact_id, to=to, subject=" ".join(subject.split())[:200], body=body, written_at=at
    )
    deliver_message.defer(pact_id=pact_id, message_id=message.pk)
    return message


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
    if message.state in (Message.State.SENT, Message.State.KEPT):
        return
    if settings.EMAIL_URL:
        _send(message)
        message.state = Message.State.SENT
    else:
        message.state = Message.State.KEPT
    message.sent_at = timezone.now()
    message.attempts += 1
    message.save(update_fields=["state", "sent_at", "attempts"])


def _note_failure(message: Message) -> None:
    message.attempts += 1
    if message.attempts >= MOST_TRIES:
        message.state = Message.State.FAILED
    message.save(update_fields=["state", "attempts"])


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
    headers = {"Message-ID": f"<pakten-{message.pk}@{settings.EXAMPLE_DOMAIN}>"}
    EmailMessage(
        message.subject, message.body, to=[message.to], headers=headers, connection=smtp
    ).send()
