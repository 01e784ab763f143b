"""Telling people, once each, in their language and at their pace."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import translation

from pakten.base.accounts.models import Account
from pakten.base.notices.actions.outbox import Mail, current_pact_id, write_messages
from pakten.base.notices.links import link_to
from pakten.base.notices.models import Message, MutedAddress, Notice, Preference
from pakten.base.notices.notices import wrap
from pakten.base.notices.queries import address_hash, pact_of, stop_path
from pakten.base.notices.states import ALWAYS, RULES, NoticeState, Pace, Reader, Topic
from pakten.base.ui.languages import read_by

Write = Callable[[Reader], tuple[str, str]]
_STATE_OF = {
    Pace.AT_ONCE: NoticeState.HANDED_OVER,
    Pace.DAILY: NoticeState.WAITING,
    Pace.WEEKLY: NoticeState.WAITING,
    Pace.OFF: NoticeState.KEPT,
}


def tell(
    readers: Iterable[Reader],
    write: Write,
    *,
    topic: Topic,
    about: str,
    path: str,
    at: datetime,
    urgent: bool = False,
) -> None:
    """Tell each reader once, in the transaction of the change it tells of.

    `write` gives subject and text, in the reader's language. The text is what happened and what to
    do, in a paragraph or two: greeting, link, sign-off and how to hear less are put around it here.
    `about` names the event ("letter:12:ready:v3"): who has been told of it is not told again.
    `path` is the page where the reader acts. `urgent` is for links that are themselves a key: they
    go at once whatever the pace, and their text and path are not kept once they are sent.
    """
    found = _with_accounts(readers)
    if not found:
        return
    pact_id = current_pact_id()
    states = _states(found, topic, urgent=urgent)
    notices = []
    for reader, state in zip(found, states, strict=True):
        with translation.override(reader.language):
            subject, body = write(reader)
        notices.append(
            Notice(
                pact_id=pact_id, to=reader.email, account_id=reader.account_id, topic=topic,
                language=reader.language, about=about, subject=" ".join(subject.split())[:200],
                body=body.strip(), path=path, written_at=at, state=state,
            )
        )  # fmt: skip
    fresh = _insert(notices, secret=urgent)
    now = [notice for notice in fresh if notice.state == NoticeState.HANDED_OVER]
    names = {reader.email: reader.name for reader in found}
    _send_at_once(pact_id, now, names, at=at, secret=urgent)


def _with_accounts(readers: Iterable[Reader]) -> list[Reader]:
    """One reader for each address, with the account and the language it has; not closed accounts."""
    given: dict[str, Reader] = {}
    for reader in readers:
        email = reader.email.strip().lower()[:254]
        if email and (email not in given or reader.account_id):
            given[email] = replace(reader, email=email)
    wanted = Q(email__in=given) | Q(pk__in=[r.account_id for r in given.values() if r.account_id])
    accounts = list(Account.objects.filter(wanted)) if given else []
    by_id = {account.pk: account for account in accounts}
    by_email = {account.email: account for account in accounts if account.is_active}
    found = []
    for email, reader in given.items():
        account = by_id.get(reader.account_id or 0) or by_email.get(email)
        if account is None or account.is_active:
            found.append(_complete(reader, account))
    return found


def _complete(reader: Reader, account: Account | None) -> Reader:
    wished = [account.language if account else "", reader.language, settings.LANGUAGE_CODE]
    return replace(
        reader,
        account_id=account.pk if account else None,
        name=reader.name or (account.name if account else ""),
        language=next(code for each in wished if (code := read_by(each))),
    )


def _states(readers: Sequence[Reader], topic: Topic, *, urgent: bool) -> list[NoticeState]:
    """What becomes of the notice for each reader, by their own choice or the topic's rule."""
    rule = RULES[topic]
    if urgent or topic in ALWAYS:
        return [NoticeState.HANDED_OVER for _reader in readers]
    ids = [reader.account_id for reader in readers if reader.account_id]
    chosen = Preference.objects.filter(account__in=ids, topic=topic)
    paces = dict(chosen.values_list("account", "pace"))
    hashes = {address_hash(reader.email) for reader in readers if reader.account_id is None}
    muted: set[str] = set()
    if hashes and rule.can_be_off:
        rows = MutedAddress.objects.filter(address_hash__in=hashes, topic=topic)
        muted = set(rows.values_list("address_hash", flat=True))
    return [
        _STATE_OF[Pace(paces.get(reader.account_id, rule.pace))]
        if reader.account_id
        else NoticeState.DROPPED
        if address_hash(reader.email) in muted
        else NoticeState.HANDED_OVER
        for reader in readers
    ]


_INSERT = """
INSERT INTO notices_notice
  (pact_id, "to", account_id, language, topic, about, subject, body, path, written_at, state)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[],
                     %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::text[])
ON CONFLICT DO NOTHING RETURNING id, "to"
"""


def _insert(notices: Sequence[Notice], *, secret: bool) -> list[Notice]:
    """Store those that are new to their reader and return them; a copy under way is waited for."""
    columns = (
        "pact_id", "to", "account_id", "language", "topic", "about", "subject", "body", "path",
        "written_at", "state",
    )  # fmt: skip
    forgotten = ("body", "path") if secret else ()
    values = [
        ["" if name in forgotten else getattr(notice, name) for notice in notices]
        for name in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        ids = {to: pk for pk, to in cursor.fetchall()}
    fresh = [notice for notice in notices if notice.to in ids]
    for notice in fresh:
        notice.pk = ids[notice.to]
    return fresh


def _send_at_once(
    pact_id: int, notices: Sequence[Notice], names: dict[str, str], *, at: datetime, secret: bool
) -> None:
    """One mail for each notice, and the notice remembers which."""
    if not notices:
        return
    pact = pact_of(pact_id)
    mails = []
    for notice in notices:
        stop = ""
        if RULES[Topic(notice.topic)].can_be_off and not secret:
            stop = link_to(pact, stop_path(notice))
        with translation.override(notice.language):
            text = wrap(notice, pact, name=names[notice.to], stop=stop)
        mails.append(Mail(notice.to, notice.subject, text, secret, stop))
    messages: list[Message] = write_messages(pact_id, mails, at=at)
    for notice, message in zip(notices, messages, strict=True):
        notice.message = message
    Notice.objects.bulk_update(notices, ["message"])
